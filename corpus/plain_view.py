"""A text with plain marks, so that what is read of it need not know how quotation marks are typeset."""

_VIEW = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "‑": "-",
    }
)


def plain_view(text: str) -> str:
    """`text` with straight quotes and plain spaces, of the same length.

    So that offsets stay true.
    """
    return text.translate(_VIEW)
