"""One linear layer in oneDNN's own layout. Imports torch: import it late."""

import warnings
from typing import List, Optional, Union  # noqa: UP035 - what TorchScript reads

import torch


class PackedLinear(torch.nn.Module):
    """A linear layer whose weight was laid out by `_reorder_linear_weight`, with GELU where it follows."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, *, gelu: bool) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("bias", bias, persistent=False)
        self.activation = "gelu" if gelu else "none"
        self.algorithm = "none" if gelu else ""

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Multiply rows."""
        scalars = torch.jit.annotate(  # type: ignore[no-untyped-call]
            List[Optional[Union[int, float, complex]]],  # noqa: UP006, UP007, UP045
            [],
        )
        made: torch.Tensor = torch.ops.mkldnn._linear_pointwise(
            rows, self.weight, self.bias, self.activation, scalars, self.algorithm
        )
        return made


def pack_linear(linear: torch.nn.Linear, *, rows: int, gelu: bool) -> torch.nn.Module:
    """Return the layer laid out for products of so many rows, compiled so that a trace can hold it."""
    weight = torch.ops.mkldnn._reorder_linear_weight(linear.weight.detach().contiguous(), rows)
    packed = PackedLinear(weight, linear.bias.detach(), gelu=gelu)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        compiled: torch.nn.Module = torch.jit.script(packed)
    return compiled
