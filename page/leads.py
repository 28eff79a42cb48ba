"""What an answer's line opens with, and what is told of a change, in the language of the page."""

from collections.abc import Callable, Mapping, Sequence

from page.spelling import spell_count, spell_date, spell_list, spell_number
from page.texts import Texts
from rag.lead_in import OPENINGS, Figure, LeadPart

_RELATIVE = frozenset({"percent", "percentage points", "basis points"})
"""Units by which, not to which, something moves."""
_MOVED = frozenset({"rating moved", "stance moved", "forecast moved"})


def say_opening(lead: Sequence[LeadPart], texts: Texts) -> str:
    """Return what opens the views, such as that no change is stated; empty where nothing does."""
    return " ".join(say_part(part, texts) for part in lead if part.kind in OPENINGS)


def say_lead(lead: Sequence[LeadPart], texts: Texts) -> str:
    """Return who said it, when, and what is told of it, with a colon; empty where nothing is."""
    told = [say_part(part, texts) for part in lead if part.kind not in OPENINGS]
    return f"{', '.join(told)}:" if told else ""


def say_part(part: LeadPart, texts: Texts) -> str:
    """Return one part of a lead-in.

    Raises:
        ValueError: it comes from a browser, and its dates are none, or a figure is missing.
    """
    special = _SPECIAL.get(part.kind)
    return special(part, texts) if special else texts.say(_key(part), **_fields(part, texts))


def say_figure(figure: Figure, texts: Texts) -> str:
    """Return a value that is forecast, such as `up 4 to 5 percent`."""
    low, high = (spell_number(f"{end:,.10g}", texts) for end in (figure.low, figure.high))
    value = low if low == high else texts.say("to", first=low, last=high)
    unit = "" if figure.unit == "level" else figure.unit
    unit = texts.say(f"unit.{unit}") if texts.knows(f"unit.{unit}") else unit
    way = "by" if figure.unit in _RELATIVE else "to"
    direction = texts.say(f"direction.{figure.direction}.{way}") if figure.direction else ""
    return " ".join(word for word in (direction, value, unit) if word)


def say_stance(stance: str | None, texts: Texts) -> str:
    """Return a stance; what is none stays as it is."""
    return texts.say(f"stance.{stance}") if texts.knows(f"stance.{stance}") else stance or ""


def _key(part: LeadPart) -> str:
    timed = ".times" if part.kind in _MOVED and part.then and part.now else ""
    return f"lead.{part.kind.replace(' ', '-')}{timed}"


def _fields(part: LeadPart, texts: Texts) -> dict[str, str]:
    before, after = part.before or "", part.after or ""  # a rating is a name of its house
    if part.kind in ("stance moved", "same stance"):
        before, after = (say_stance(one, texts) for one in (part.before, part.after))
    if part.kind == "forecast moved":
        before, after = (say_figure(one, texts) for one in part.figures)
    return {
        "before": before,
        "after": after,
        "then": _say_when(part.then, texts),
        "now": _say_when(part.now, texts),
        "figure": say_figure(part.figures[0], texts) if part.figures else "",
        "count": spell_count(part.count, texts),
    }


def _say_when(iso: str | None, texts: Texts) -> str:
    """The time as a clause: `on 3 May 2025`; an open span says by itself since or until when."""
    if iso is None:
        return ""
    spelled = spell_date(iso, texts, long=True)
    if "/" in iso:
        span = spelled == _say_span(iso, texts)
        return texts.say("when.span", date=spelled) if span else spelled
    return texts.say(f"when.{('year', 'month', 'day')[iso.count('-')]}", date=spelled)


def _say_span(iso: str, texts: Texts) -> str:
    first, _, last = iso.partition("/")
    return texts.say(
        "to", first=spell_date(first, texts, long=True), last=spell_date(last, texts, long=True)
    )


def _say_speaker(part: LeadPart, texts: Texts) -> str:
    people = spell_list(part.names, texts)
    if people and part.role:
        people = f"{people}, {part.role}"
    if people and part.firm:
        return f"{people} ({part.firm})"
    return people or part.firm or texts.say("lead.unnamed")


def _say_outlet(part: LeadPart, texts: Texts) -> str:
    return spell_list(part.names, texts) or texts.say("lead.outlet-unnamed")


def _say_date(part: LeadPart, texts: Texts) -> str:
    return spell_date(part.date, texts, long=True)


def _say_one_date(part: LeadPart, texts: Texts) -> str:
    key = "of.day" if part.date and len(part.date) == len("2025-09-18") else "of"
    return texts.say("lead.one-date", of=texts.say(key, date=_say_date(part, texts)))


def _say_most(part: LeadPart, texts: Texts) -> str:
    told = texts.say(f"lead.{part.kind}", count=spell_count(part.count, texts))
    return texts.say("lead.shared", told=told) if part.shared else told


def _say_printed(part: LeadPart, texts: Texts) -> str:
    hidden = part.count - len(part.names)
    names = [*part.names, *([_counted("lead.hidden", hidden, texts)] if hidden > 0 else [])]
    told = _counted(
        "lead.printed",
        part.count,
        texts,
        names=spell_list(names, texts),
        articles=_counted("lead.in-articles", part.articles, texts),
    )
    return told[:1].upper() + told[1:]


def _say_quoted(part: LeadPart, texts: Texts) -> str:
    told = _counted(
        "lead.quoted",
        part.articles,
        texts,
        outlets=_counted("lead.of-outlets", part.count, texts),
        who=spell_list(part.names, texts) or part.firm or "",
    )
    return told[:1].upper() + told[1:]


def _counted(key: str, count: int, texts: Texts, **fields: str) -> str:
    form = "one" if count == 1 else "many"
    return texts.say(f"{key}.{form}", count=spell_count(count, texts), **fields)


_SPECIAL: Mapping[str, Callable[[LeadPart, Texts], str]] = {
    "speaker": _say_speaker,
    "outlet": _say_outlet,
    "date": _say_date,
    "one date": _say_one_date,
    "stance": lambda part, texts: say_stance(part.after, texts),
    "highest": _say_most,
    "lowest": _say_most,
    "printed": _say_printed,
    "quoted": _say_quoted,
}
