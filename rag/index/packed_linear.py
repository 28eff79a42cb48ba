"""One linear layer in oneDNN's own layout, compiled so that a trace can hold it."""

import warnings
from typing import TYPE_CHECKING, List, Optional, Union  # noqa: UP035 - what TorchScript reads

if TYPE_CHECKING:
    import torch


def pack_linear(linear: "torch.nn.Linear", *, rows: int, gelu: bool) -> "torch.nn.Module":
    """Return the layer laid out for products of so many rows, with GELU inside where it follows."""
    import torch

    class PackedLinear(torch.nn.Module):
        def __init__(self, weight: torch.Tensor, bias: torch.Tensor, *, gelu: bool) -> None:
            super().__init__()
            self.register_buffer("weight", weight, persistent=False)
            self.register_buffer("bias", bias, persistent=False)
            self.activation = "gelu" if gelu else "none"
            self.algorithm = "none" if gelu else ""

        def forward(self, rows: torch.Tensor) -> torch.Tensor:
            scalars = torch.jit.annotate(  # type: ignore[no-untyped-call]
                List[Optional[Union[int, float, complex]]],  # noqa: UP006, UP007, UP045
                [],
            )
            made: torch.Tensor = torch.ops.mkldnn._linear_pointwise(
                rows, self.weight, self.bias, self.activation, scalars, self.algorithm
            )
            return made

    weight = torch.ops.mkldnn._reorder_linear_weight(linear.weight.detach().contiguous(), rows)
    packed = PackedLinear(weight, linear.bias.detach(), gelu=gelu)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        compiled: torch.nn.Module = torch.jit.script(packed)
    return compiled
