"""The lead-in of a line: its parts made of known fields, and the English words for them.

`page.leads` says the same parts in the language of a page; a test holds its English to this one.
"""

from collections.abc import Callable, Mapping, Sequence

from corpus.article import Article, Period
from corpus.forecasts import Forecast
from corpus.statement import Statement
from rag.answers.wording import (
    name_people,
    say_asked_period,
    say_count,
    say_list,
    say_period,
)
from rag.lead_in import OPENINGS, ClauseKind, Figure, LeadPart
from rag.records import Speaker

TELLS_OF_CHANGE = LeadPart(kind="tells of change")
"""Beside a statement that reports a change of its speaker's view as such."""
MIXED = LeadPart(kind="mixed")
"""Beside a speaker whose statements lean both ways."""
NEXT = LeadPart(kind="next")
"""Beside the figure behind the highest or lowest one."""
CHANGE_UNKNOWN = LeadPart(kind="change unknown")
"""Opens the views of a speaker of whom no change is stated."""


def lead_of(
    statement: Statement | None, article: Article, *, role: str | None = None
) -> tuple[LeadPart, ...]:
    """Who said it and when, or the outlet and its day for its own words."""
    said = statement.date if statement else article.published
    when = LeadPart(kind="date", date=said.iso if said else None)
    if statement is None:
        return LeadPart(kind="outlet", names=(article.outlet,) if article.outlet else ()), when
    who = LeadPart(kind="speaker", names=statement.persons, role=role, firm=statement.firm)
    return who, when


def asked_speaker(speaker: Speaker) -> LeadPart:
    """The speaker that a question names, over statements of which each may be another's."""
    name = speaker.person or speaker.name
    firm = speaker.firm if speaker.firm != name else None
    return LeadPart(kind="speaker", names=(name,), firm=firm)


def all_of(period: Period | None) -> LeadPart:
    """Opens the views of a speaker that are all of one time; of a span of days a change cannot be ruled out."""
    if period is not None and "/" in period.iso:
        return CHANGE_UNKNOWN
    return LeadPart(kind="one date", date=period.iso if period else None)


def figure_of(forecast: Forecast) -> Figure:
    """The value of a forecast."""
    return Figure(
        low=forecast.low, high=forecast.high, unit=forecast.unit, direction=forecast.direction
    )


def moved(
    kind: ClauseKind,
    then: Period | None,
    now: Period | None,
    *,
    before: str | None = None,
    after: str | None = None,
    figures: tuple[Figure, ...] = (),
) -> LeadPart:
    """What a rating, stance or forecast was at one time, and what it is at another."""
    return LeadPart(
        kind=kind,
        before=before,
        after=after,
        figures=figures,
        then=then.iso if then else None,
        now=now.iso if now else None,
    )


def say_lead(lead: Sequence[LeadPart]) -> str:
    """`Michael Wilson (Morgan Stanley), 12 September 2025:`, behind the sentence that opens the views, if any."""
    openings = [say_part(part) for part in lead if part.kind in OPENINGS]
    clauses = [say_part(part) for part in lead if part.kind not in OPENINGS]
    return " ".join([*openings, *([f"{', '.join(clauses)}:"] if clauses else [])])


def say_part(part: LeadPart) -> str:
    """One part in English."""
    return _SAY[part.kind](part)


def say_figure(figure: Figure) -> str:
    """`up 10 percent`, `4 to 5 percent`, `6,400`."""
    low, high = f"{figure.low:,.10g}", f"{figure.high:,.10g}"
    value = low if low == high else f"{low} to {high}"
    unit = "" if figure.unit == "level" else figure.unit
    return " ".join(word for word in (figure.direction or "", value, unit) if word)


def _say_speaker(part: LeadPart) -> str:
    return name_people(part.names, part.role, part.firm)


def _say_outlet(part: LeadPart) -> str:
    return say_list(part.names) or "An outlet that is not named"


def _say_date(part: LeadPart) -> str:
    return say_period(Period.read(part.date) if part.date else None)


def _say_one_date(part: LeadPart) -> str:
    return f"No change can be told, as all that is quoted is of {_say_date(part)}."


def _say_move(part: LeadPart) -> str:
    what = part.kind.removesuffix(" moved")
    before, after = part.before, part.after
    if part.figures:
        before, after = map(say_figure, part.figures)
    if part.then is None or part.now is None:
        return f"{what} from {before} to {after}"
    then, now = (say_asked_period(Period.read(iso)) for iso in (part.then, part.now))
    return f"{what} from {before} {then} to {after} {now}"


def _say_most(part: LeadPart) -> str:
    told = f"the {part.kind} of {say_count(part.count)} that can be compared"
    return f"{told}, shared" if part.shared else told


def _say_printed(part: LeadPart) -> str:
    unnamed = part.count - len(part.names)
    hidden = [f"{say_count(unnamed)} that {'is' if unnamed == 1 else 'are'} not named"]
    return (
        f"{say_count(part.count).capitalize()} {'outlet' if part.count == 1 else 'outlets'}"
        f" ({say_list([*part.names, *hidden[: bool(unnamed)]])}) printed this story, in"
        f" {say_count(part.articles)} {'article' if part.articles == 1 else 'articles'}"
    )


def _say_quoted(part: LeadPart) -> str:
    several = part.articles != 1
    articles = f"{say_count(part.articles)} {'articles' if several else 'article'}"
    outlets = f"{say_count(part.count)} {'outlet' if part.count == 1 else 'outlets'}"
    who = say_list(part.names) or part.firm or ""
    told = f"{articles} of {outlets} {'quote' if several else 'quotes'} {who}"
    return told[:1].upper() + told[1:]


_SAY: Mapping[str, Callable[[LeadPart], str]] = {
    "one date": _say_one_date,
    "change unknown": lambda _: (
        "Whether the view changed is not stated in so many words; the views in order:"
    ),
    "same stance": lambda part: (
        f"The stance is {part.after} at each time that it is certain; the views in order:"
    ),
    "same forecast": lambda part: (
        f"The forecast is {say_figure(part.figures[0])} both times; the views in order:"
    ),
    "speaker": _say_speaker,
    "outlet": _say_outlet,
    "date": _say_date,
    "rating moved": _say_move,
    "stance moved": _say_move,
    "forecast moved": _say_move,
    "upgrade": lambda part: f"upgrade to {part.after}",
    "downgrade": lambda part: f"downgrade to {part.after}",
    "tells of change": lambda _: "in words that tell of a change",
    "mixed": lambda _: "also quoted to the contrary",
    "stance": lambda part: part.after or "",
    "highest": _say_most,
    "lowest": _say_most,
    "next": lambda _: "the next",
    "printed": _say_printed,
    "quoted": _say_quoted,
}
