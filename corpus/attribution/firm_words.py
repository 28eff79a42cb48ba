"""The kind of an organisation by the words of its name."""

from collections.abc import Sequence

from corpus.name_words import RESEARCH_WORDS
from corpus.words import words

JOINT_WORDS = frozenset(words("association federation alliance coalition union council chamber"))
"""What the names of bodies of many members are, or end in."""
PUBLIC_WORDS = frozenset(
    words(
        """
        department ministry agency commission court council office bureau authority
        administration congress senate parliament government committee treasury
        """
    )
)
"""What the names of public bodies end in."""
_COMPANY_WORDS = frozenset(
    words(
        """
        motors airlines pharmaceuticals technologies technology energy oil gas industries
        systems software labs solutions semiconductor semiconductors stores brands foods
        airways inc corp corporation ag nv plc co company therapeutics electronics homes
        hotels mining
        """
    )
)


def kind_by_word(parts: Sequence[str]) -> str:
    """Return the kind that the last telling word gives; `parts` are the name's words in lower case."""
    if parts[-1] in JOINT_WORDS:
        return "organisation"
    for word in reversed(parts):
        if word in RESEARCH_WORDS:
            return "research"
        if word in PUBLIC_WORDS:
            return "public body"
        if word in _COMPANY_WORDS:
            return "company"
    return "organisation"


NAMED_BODIES = frozenset(
    ("union", "consultancy", "brokerage", "charity", "consortium", "federation")
)
"""Behind `the` and a name, what that is: `the Orrin union`."""
