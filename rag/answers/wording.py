"""Every word the extractive answer says itself: abstentions, notes. Known fields only.

Lead-ins are those of `rag.answers.lead_wording`.
"""

from collections.abc import Sequence
from datetime import date

from corpus.article import Article, Period
from corpus.ratings import Rating
from corpus.statement import Statement
from rag.records import Plan, Speaker

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def say_day(day: date) -> str:
    """`18 September 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_period(period: Period | None) -> str:
    """`18 September 2025`, `September 2025`, `2025`, `1 to 7 May 2025`, or `undated`."""
    if period is None:
        return "undated"
    iso = period.iso
    if len(iso) == 10:
        return say_day(period.first)
    if len(iso) == 7:
        return f"{_MONTHS[period.first.month - 1]} {period.first.year}"
    if len(iso) == 4:
        return iso
    if period.last.year >= 2100:
        return f"since {say_day(period.first)}"
    if period.first.year <= 1900:
        return f"until {say_day(period.last)}"
    return f"{say_day(period.first)} to {say_day(period.last)}"


def say_asked_period(period: Period) -> str:
    """The period as a clause: `in July 2024`, `on 3 May 2025`, `since 1 July 2024`."""
    said = say_period(period)
    if said.startswith(("since", "until")):
        return said
    if len(period.iso) == 10:
        return f"on {said}"
    return f"from {said}" if " to " in said else f"in {said}"


def say_count(number: int) -> str:
    """`three`, or digits past twelve."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def say_list(items: Sequence[str], *, limit: int = 8) -> str:
    """`A, B and C`; past the limit the rest is counted, where it is more than one."""
    shown = list(items if len(items) == limit + 1 else items[:limit])
    left = len(items) - len(shown)
    if left:
        shown.append(f"{say_count(left)} more")
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + " and " + shown[-1]


def name_speaker(statement: Statement) -> str:
    """`Michael Wilson (Morgan Stanley)`, `Barclays`."""
    return name_people(statement.persons, None, statement.firm)


def name_people(persons: Sequence[str], role: str | None, firm: str | None) -> str:
    """`Michael Wilson (Morgan Stanley)`, `Barclays`, `Ada Smith, economist (Fernhill)`."""
    people = say_list(persons)
    if people and role:
        people = f"{people}, {role}"
    if people and firm:
        return f"{people} ({firm})"
    return people or firm or "unnamed"


def no_dissent(name: str) -> str:
    """Nobody is quoted with a view that is surely at odds with the speaker's."""
    return f"Nobody is quoted whose view is surely at odds with that of {name}."


ONLY_ONE = "It is the only figure of its kind that is quoted, so that none can be set beside it."
"""Beside the one figure where the highest or lowest of several is asked for."""
NO_FIGURES = "Who is the most so cannot be told, as no two houses are quoted with figures that can be compared."
"""Beside those of a mood where the one with most of it is asked for."""


def lacks_compared(about: str) -> str:
    """No house is quoted with a figure for what is asked about."""
    on = f' for "{about}"' if about else ""
    return f"The articles do not say: no house is quoted with a figure{on} that could be compared."


def say_source(article: Article) -> str:
    """`Harbour Gazette (18 September 2025)`."""
    return f"{article.outlet or article.source} ({say_period(article.published)})"


def figures_differ(one: tuple[Article, str], other: tuple[Article, str]) -> str:
    """Two articles have two figures for one thing, each as it is written."""
    (first, value), (second, another) = one, other
    return f"Figures differ: {say_source(first)} has {value}, {say_source(second)} has {another}."


def count_stories(number: int) -> str:
    """How many reports, told independently of one another, bear on a question for outlets."""
    return (
        f"{say_count(number).capitalize()} independent stories bear on this; the one that most "
        "outlets printed is counted."
    )


def lacks_speaker(name: str, existing: Sequence[str], subject: str) -> str:
    """No article quotes the speaker."""
    text = f"The articles do not say: none of them quotes {name}."
    if existing:
        about = f" on {subject}" if subject else ""
        text += f" Quoted{about} are {say_list(existing)}."
    return text


def lacks_subject(name: str, subject: str, periods: Sequence[str]) -> str:
    """The speaker is quoted, but not on this."""
    when = f" ({say_list(periods, limit=4)})" if periods else ""
    about = f"on {subject}" if subject else "on that"
    return f"The articles do not say: they quote {name}{when}, but not {about}."


def lacks_premise(act: str, existing: str = "") -> str:
    """The question takes for granted what no article says; `existing` is what they hold instead."""
    text = (
        f'The articles do not say: none of them reports the "{act}" that the question takes for '
        "granted."
    )
    return f"{text} {existing}" if existing else text


def exists_rating(name: str, rating: Rating, when: str) -> str:
    """What rating of a speaker is stated, for an abstention."""
    scale = " to ".join(step for step in (rating.from_rating, rating.to_rating) if step)
    return f"Of {name} they state another: {rating.action}, {scale} ({when})."


def exists_view(name: str, subject: str, periods: Sequence[str]) -> str:
    """When a speaker is quoted on a subject, for an abstention."""
    about = f" on {subject}" if subject else ""
    return f"{name} is quoted{about} in {say_articles(periods)}."


def lacks_period(name: str, subject: str, asked: str, existing: Sequence[str]) -> str:
    """The speaker is quoted on this, but at another time."""
    about = f" on {subject}" if subject else ""
    if not existing:
        return f"The articles do not say: {name} is not quoted{about} {asked}."
    return (
        f"The articles do not say: {name} is quoted{about} only in {say_articles(existing)}, "
        f"not {asked}."
    )


def lacks_answer_then(asked: str, existing: Sequence[str]) -> str:
    """Articles of another time hold an answer, those of the time asked about hold none."""
    return f"The articles do not say {asked}: an answer stands only in {say_articles(existing)}."


def say_articles(periods: Sequence[str]) -> str:
    """`articles of 3 May 2025 and July 2025`, with `undated articles` where there are any."""
    dated = [period for period in periods if period != say_period(None)]
    undated = ["undated articles"] if len(dated) < len(periods) else []
    parts = [f"articles of {say_list(dated, limit=4)}"] if dated else []
    return " and in ".join([*parts, *undated])


def lacks_articles(plan: Plan, first: str | None, last: str | None) -> str:
    """No article is of that time or that outlet."""
    span = f" The articles are of {first} to {last}." if first and last else ""
    if plan.as_of is not None and plan.period is None:
        return f"The articles do not say: none was published by {say_day(plan.as_of)}.{span}"
    asked = say_asked_period(plan.period) if plan.period else "then"
    return f"The articles do not say: none was published {asked}.{span}"


def lacks_outlet(outlets: Sequence[str], existing: Sequence[str]) -> str:
    """No article of the outlet answers."""
    others = f" There are articles of {say_list(sorted(existing))}." if existing else ""
    return f"The articles do not say: none by {say_list(outlets)} holds an answer.{others}"


def lacks_answer(missing: Sequence[str]) -> str:
    """Nothing in the articles answers."""
    if missing:
        words = say_list([f'"{word}"' for word in missing], limit=4)
        return f"The articles do not say: nothing in them is about {words}."
    return "The articles do not say: no sentence in them answers this."


def lacks_holder(stance: str, subject: str, existing: Sequence[str]) -> str:
    """Nobody holds a stance on the subject; `existing` are who is quoted on it all the same."""
    about = f" on {subject}" if subject else ""
    text = f"The articles do not say: nobody in them is quoted as {stance}{about}."
    return f"{text} Quoted{about} are {say_list(existing)}." if existing else text


def empty_corpus() -> str:
    """There is no article yet."""
    return "There are no articles yet. Add some with: python -m corpus add PATH"


def speaker_name(speaker: Speaker) -> str:
    """The name as the answer uses it."""
    return speaker.person or speaker.name
