"""Names of firms: one extensible table (`firms.toml`), found in text as whole words.

Matching runs on one Aho-Corasick automaton for all aliases, leftmost longest; "intel" is never
found in "intelligence". Names that are ordinary words, and short forms, match only in the letter
case they are written in. A short form such as MS names its bank only where something speaks, so
such mentions carry `speaking_only` and the caller decides.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick

from corpus.errors import CorpusError
from corpus.outlets import Outlet, read_outlets

FIRMS_FILE = Path(__file__).parent / "firms.toml"
_CASE_BOUND_LETTERS = 4
"""Aliases of at most this many letters match in their own letter case only (ING, Ally, KeyB)."""
_INDEX = re.compile(
    r"(?<![\w&-])(?:"
    r"(?:S&P|Standard & Poor's|Nasdaq|NASDAQ|Dow|FTSE|MSCI|Russell|Nikkei|(?:Euro ?)?S(?:toxx|TOXX)|KBW"
    r"|Cboe|CSI|Hang Seng|Bloomberg|Wilshire|CAC|TSX|ASX|Nifty|IBEX|OMX|Kospi)"
    r"(?:[ \n](?:Jones|Russell|Global|All|[A-Z][a-z]+(?=[ \n][A-Z][a-z]))){0,3}(?:[ \n-](?:"
    r"(?!(?:19|20)[0-9][1-9]\b)[1-9]\d{1,3}(?![\w%]|[.,]\d)"
    r"|(?:Composite|Industrials?|Index|Average|Mid-?[Cc]ap|Small-?[Cc]ap|Large-?[Cc]ap|Growth|Value"
    r"|Equal Weight|[Ff]utures|options|index|stocks|companies|members|sectors)\b)"
    r"(?:[ \n](?:Index|Average|Growth|Value|Composite|options|futures|index)\b){0,2})"
    r")"
)
"""Names of share indices: they carry a firm's name, and say nothing."""
_COMMON_BEFORE = re.compile(
    r"\b(?:the|an?|largest|biggest|major|big|other|another|every|any|no)\s$", re.IGNORECASE
)
_FOLD = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " ", "‑": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """An organisation with the names it is known by."""

    name: str
    kind: str
    """Such as `bank`, `research`, `central bank`, `company`, `media`."""
    aliases: tuple[str, ...]
    speaking_aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmMention:
    """A firm named at `start` to `end` (exclusive) of the text that was searched."""

    start: int
    end: int
    firm: Firm
    speaking_only: bool


class FirmTable:
    """Finds firms by any of their names."""

    def __init__(self, firms: Iterable[Firm], *, case_bound: frozenset[str] = frozenset()) -> None:
        self.firms: Mapping[str, Firm] = {firm.name: firm for firm in firms}
        self.case_bound = case_bound
        self._by_alias: dict[str, Firm] = {}
        entries: dict[str, list[tuple[str, Firm, bool, bool]]] = {}
        for firm in self.firms.values():
            strict = firm.name in case_bound
            for alias in (firm.name, *firm.aliases):
                bound = strict or len(alias) <= _CASE_BOUND_LETTERS
                entries.setdefault(alias.lower(), []).append((alias, firm, bound, False))
                self._by_alias.setdefault(alias.lower(), firm)
            for alias in firm.speaking_aliases:
                entries.setdefault(alias.lower(), []).append((alias, firm, True, True))
                self._by_alias.setdefault(alias.lower(), firm)
        self._automaton = ahocorasick.Automaton()
        for folded, variants in entries.items():
            self._automaton.add_word(folded, (len(folded), tuple(variants)))
        if entries:
            self._automaton.make_automaton()
        self._empty = not entries

    def find(self, text: str) -> tuple[FirmMention, ...]:
        """Mentions in order of their start, not overlapping.

        The longest first where several begin.
        """
        if self._empty:
            return ()
        folded_text = text.translate(_FOLD)
        lowered = folded_text.lower()
        if len(lowered) != len(text):  # a few letters change length in lower case
            lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in folded_text)
        found: list[FirmMention] = []
        for last, (length, variants) in self._automaton.iter(lowered):
            start, end = last - length + 1, last + 1
            if not _whole_word(lowered, start, end):
                continue
            for alias, firm, case_bound, speaking_only in variants:
                if case_bound and folded_text[start:end] != alias:
                    continue
                if not case_bound and not folded_text[start].isupper() and alias[0].isupper():
                    continue
                if _is_common_noun(folded_text, start, end, alias):
                    continue
                found.append(
                    FirmMention(start=start, end=end, firm=firm, speaking_only=speaking_only)
                )
                break
        found.sort(key=lambda mention: (mention.start, -mention.end))
        indices = find_indices(folded_text)
        starts = [start for start, _ in indices]
        kept: list[FirmMention] = []
        for mention in found:
            nearest = bisect_right(starts, mention.start) - 1
            if nearest >= 0 and mention.start < indices[nearest][1]:
                continue
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def canonical(self, name: str) -> Firm | None:
        """The firm known by exactly this name, letter case ignored."""
        folded = _plain(name)
        firm = self._by_alias.get(folded)
        if firm is None and folded.startswith("the "):
            firm = self._by_alias.get(folded[4:])
        return firm


def find_indices(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each share index that a text names, such as `S&P 500`."""
    return tuple(match.span() for match in _INDEX.finditer(text))


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name.translate(_FOLD)).strip(" ,.'").lower()


def _is_common_noun(text: str, start: int, end: int, alias: str) -> bool:
    """Whether `the U.S. bank` is meant, not the firm of that name."""
    last = text.rfind(" ", start, end) + 1
    if not last or not text[last].islower() or not alias[alias.rfind(" ") + 1].isupper():
        return False
    return _COMMON_BEFORE.search(text, max(0, start - 12), start) is not None


def _whole_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "-_&":
        return False
    if after == "-":  # "Nvidia-led" names Nvidia, "Citi-zen" would not be written so
        return True
    return not (after.isalnum() or after in "_&")


def read_firms(path: Path) -> FirmTable:
    """The table in a TOML file of `[[firm]]` entries.

    Raises:
        CorpusError: the file cannot be read, an entry lacks its name, or two firms share an alias.

    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("firm", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as a table of firms: {error}") from error
    firms: list[Firm] = []
    case_bound: set[str] = set()
    owner: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row.get("name"), str):
            raise CorpusError(f'{path}: firm {number} has no name; expected name = "..."')
        firm = Firm(
            name=row["name"],
            kind=row.get("kind", "company"),
            aliases=tuple(row.get("aliases", ())),
            speaking_aliases=tuple(row.get("speaking_aliases", ())),
        )
        for alias in {a.lower() for a in (firm.name, *firm.aliases, *firm.speaking_aliases)}:
            if owner.setdefault(alias, firm.name) != firm.name:
                raise CorpusError(
                    f"{path}: {alias!r} names both {owner[alias]!r} and {firm.name!r}"
                )
        if row.get("match") == "case":
            case_bound.add(firm.name)
        firms.append(firm)
    return FirmTable(firms, case_bound=frozenset(case_bound))


@cache
def load_firms() -> FirmTable:
    """The table that ships with the project, and the outlets as `media`.

    They print what others say.
    """
    table = read_firms(FIRMS_FILE)
    taken = {alias for firm in table.firms.values() for alias in _folded_names(firm)}
    media = [
        Firm(name=outlet.name, kind="media", aliases=_free(outlet, taken), speaking_aliases=())
        for outlet in read_outlets()
        if outlet.name.lower() not in taken
    ]
    case_bound = table.case_bound | {firm.name for firm in media}
    return FirmTable((*table.firms.values(), *media), case_bound=case_bound)


def _folded_names(firm: Firm) -> tuple[str, ...]:
    return tuple(a.lower() for a in (firm.name, *firm.aliases, *firm.speaking_aliases))


def _free(outlet: Outlet, taken: set[str]) -> tuple[str, ...]:
    return tuple(alias for alias in outlet.aliases if alias.lower() not in taken)


def canonical_firm(name: str) -> str | None:
    """The name under which the shipped table knows a firm, or None."""
    firm = load_firms().canonical(name)
    return firm.name if firm else None
