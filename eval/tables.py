"""Tables on a terminal."""

from collections.abc import Collection, Sequence


def format_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, left: Collection[int] = (0,)
) -> list[str]:
    """Return aligned lines; the columns whose numbers are in `left` hold words, others figures."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def align(row: Sequence[str]) -> str:
        cells = enumerate(zip(row, widths, strict=True))
        return "  ".join(
            cell.ljust(width) if number in left else cell.rjust(width)
            for number, (cell, width) in cells
        ).rstrip()

    return [align(header), align(["-" * width for width in widths]), *map(align, rows)]
