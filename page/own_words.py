"""What the assistant says itself, in the language of the page: its notes and abstentions.

The assistant writes English; names and quoted words stay as they are. What no pattern knows stays English, which a
test of every kind of note would show.
"""

import re
from collections.abc import Callable
from itertools import zip_longest

from page.texts import Texts
from rag.answers.wording import NO_FIGURES, ONLY_ONE

_MONTHS = {
    "January": "Januar",
    "February": "Februar",
    "March": "März",
    "May": "Mai",
    "June": "Juni",
    "July": "Juli",
    "October": "Oktober",
    "December": "Dezember",
    "April": "April",
    "August": "August",
    "September": "September",
    "November": "November",
}
_NUMBERS = dict(
    zip(
        "no one two three four five six seven eight nine ten eleven twelve".split(),
        "kein ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
        strict=True,
    )
)
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b")
_TIME = r"(?:then|(?:in|on|by|from|since|until) [^.]*?\d{4})"
_NONE = "Die Artikel sagen es nicht: "

_SENTENCES: tuple[tuple[str, str], ...] = (
    # Abstentions.
    (r"The articles do not say: nobody in them is quoted as (?P<stance>positive|negative|neutral) on (?P<about>.+?)\."
     r"(?= Quoted | Asked |$)", _NONE + "Niemand wird in ihnen mit der Haltung „{stance}“ zu „{about}“ zitiert."),
    (r"The articles do not say: nobody in them is quoted as (?P<stance>positive|negative|neutral)\.(?= Asked |$)",
     _NONE + "Niemand wird in ihnen mit der Haltung „{stance}“ zitiert."),
    (r"The articles do not say: none of them quotes (?P<name>.+?)\.(?= Quoted | Asked |$)",
     _NONE + "Keiner zitiert {name}."),
    (r"Quoted on (?P<name>.+?) are (?P<list>.+?)\.(?= Asked |$)", "Zu „{name}“ werden zitiert: {list}."),
    (r"Quoted are (?P<list>.+?)\.(?= Asked |$)", "Zitiert werden {list}."),
    (r"The articles do not say: they quote (?P<name>.+?) \((?P<when>[^()]*\d{4}[^()]*)\), but not on that\.",
     _NONE + "Sie zitieren {name} ({when}), aber nicht dazu."),
    (r"The articles do not say: they quote (?P<name>.+?) \((?P<when>[^()]*\d{4}[^()]*)\), but not on (?P<about>.+?)\."
     r"(?= Asked |$)", _NONE + "Sie zitieren {name} ({when}), aber nicht zu „{about}“."),
    (r"The articles do not say: they quote (?P<name>.+?), but not on (?P<about>.+?)\.(?= Asked |$)",
     _NONE + "Sie zitieren {name}, aber nicht zu „{about}“."),
    (r'The articles do not say: none of them reports the "(?P<name>[^"]+)" that the question takes for granted\.',
     _NONE + "Keiner berichtet, was die Frage voraussetzt („{name}“)."),
    (r"Of (?P<name>.+?) they state another: (?P<about>.+?), (?P<list>.+?) \((?P<when>[^()]+)\)\.",
     "Von {name} nennen sie eine andere Einstufung: {about}, {list} ({when})."),
    (rf"The articles do not say: (?P<name>.+?) is not quoted on (?P<about>.+?) (?P<when>{_TIME})\.",
     _NONE + "{name} wird {when} nicht zu „{about}“ zitiert."),
    (rf"The articles do not say: (?P<name>.+?) is not quoted (?P<when>{_TIME})\.",
     _NONE + "{name} wird {when} nicht zitiert."),
    (rf"The articles do not say: (?P<name>.+?) is quoted on (?P<about>.+?) only in (?P<list>.+?), not "
     rf"(?P<when>{_TIME})\.",
     _NONE + "{name} wird zu „{about}“ nur in {list} zitiert, nicht {when}."),
    (rf"The articles do not say: (?P<name>.+?) is quoted only in (?P<list>.+?), not (?P<when>{_TIME})\.",
     _NONE + "{name} wird nur in {list} zitiert, nicht {when}."),
    (r"(?P<name>[^.]+?) is quoted on (?P<about>.+?) in (?P<list>.+?)\.", "{name} wird zu „{about}“ in {list} zitiert."),
    (rf"The articles do not say (?P<when>{_TIME}): an answer stands only in (?P<list>.+?)\.(?= Asked |$)",
     "Die Artikel sagen es {when} nicht: Eine Antwort steht nur in {list}."),
    (r"The articles do not say: none was published by (?P<when>[^.]+)\.", _NONE + "Keiner erschien bis {when}."),
    (rf"The articles do not say: none was published (?P<when>{_TIME})\.", _NONE + "Keiner erschien {when}."),
    (r"The articles are of (?P<when>.+?)\.(?= Asked |$)", "Die Artikel sind von {when}."),
    (r"The articles do not say: none by (?P<list>.+?) holds an answer\.(?= There | Asked |$)",
     _NONE + "Keiner von {list} enthält eine Antwort."),
    (r"There are articles of (?P<list>.+?)\.(?= Asked |$)", "Es gibt Artikel von {list}."),
    (r"The articles do not say: nothing in them is about (?P<words>.+?)\.(?= Asked |$)",
     _NONE + "Nichts in ihnen handelt von {words}."),
    (r"The articles do not say: no house is quoted with a figure that could be compared\.",
     _NONE + "Kein Haus wird mit einer vergleichbaren Zahl zitiert."),
    (r'The articles do not say: no house is quoted with a figure for (?P<words>".+?") that could be compared\.',
     _NONE + "Kein Haus wird mit einer vergleichbaren Zahl für {words} zitiert."),
    (r"The articles do not say: no sentence in them answers this\.", _NONE + "Kein Satz in ihnen beantwortet das."),
    (r"There are no articles yet\. Add some with: (?P<name>.+)", "Es gibt noch keine Artikel. Hinzufügen mit: {name}"),
    (r"The articles do not say: none of them meets the filters \((?P<filters>.+?)\)\.(?= Asked |$)",
     _NONE + "Keiner entspricht den Filtern ({filters})."),
    (r"Asked within the filters: (?P<filters>.+)\.$", "Gefragt innerhalb der Filter: {filters}."),
    # Notes.
    (r"The story of (?P<list>.+?) was also printed by (?P<others>.+)\.$",
     "Die Meldung von {list} wurde auch gedruckt von {others}."),
    (r"(?P<name>.+) is undated\.$", "{name} ist ohne Datum."),
    (r"One undated article was left out, as the question is asked as of (?P<when>.+)\.",
     "Ein Artikel ohne Datum blieb außer Betracht, da zum Stand {when} gefragt ist."),
    (r"(?P<count>\S+) undated articles were left out, as the question is asked as of (?P<when>.+)\.",
     "{count} Artikel ohne Datum blieben außer Betracht, da zum Stand {when} gefragt ist."),
    (r"One undated article was left out, as the filters name days\.",
     "Ein Artikel ohne Datum blieb außer Betracht, da die Filter Tage nennen."),
    (r"(?P<count>\S+) undated articles were left out, as the filters name days\.",
     "{count} Artikel ohne Datum blieben außer Betracht, da die Filter Tage nennen."),
    (r"Figures differ: (?P<first>.+?\)) has (?P<list>.+?), (?P<second>[^,]+?\)) has (?P<others>.+)\.$",
     "Die Zahlen weichen ab: {first} hat {list}, {second} hat {others}."),
    (r"Periods differ: (?P<first>.+?\)) has (?P<name>.+?), while by the date of (?P<second>.+?\)) it is that quarter of"
     r" (?P<when>\d{4})\.", "Die Zeiträume weichen ab: {first} hat {name}; nach dem Datum von {second} ist es dieses"
     " Quartal von {when}."),
    (r"(?P<count>\d+) of (?P<name>\d+) sentences failed the check\.",
     "{count} von {name} Sätzen bestanden die Prüfung nicht."),
    (re.escape(ONLY_ONE), "Es ist die einzige zitierte Zahl dieser Art, sodass keine daneben gestellt werden kann."),
    (re.escape(NO_FIGURES),
     "Wer es am meisten ist, lässt sich nicht sagen, da keine zwei Häuser mit vergleichbaren Zahlen zitiert werden."),
    (r"The chat model broke off: (?P<name>.+)", "Das Sprachmodell brach ab: {name}"),
    (r"The chat model was not asked: the limit for (?P<whose>.+?) is reached \((?P<name>\w+)\)\.",
     "Das Sprachmodell wurde nicht gefragt: Die Grenze für {whose} ist erreicht ({name})."),
    (r"One mark of the chat model pointed at no source; removed\.",
     "Eine Marke des Sprachmodells verwies auf keine Quelle und wurde entfernt."),
    (r"(?P<count>\S+) marks of the chat model pointed at no source; removed\.",
     "{count} Marken des Sprachmodells verwiesen auf keine Quelle und wurden entfernt."),
    (r"One sentence of the chat model was not supported; (?P<fate>dropped|struck through)\.",
     "Ein Satz des Sprachmodells war nicht belegt und wurde {fate}."),
    (r"(?P<count>\S+) sentences of the chat model were not supported; (?P<fate>dropped|struck through)\.",
     "{count} Sätze des Sprachmodells waren nicht belegt und wurden {fate}."),
    (r"The chat model found no answer in the sources; these are the articles' own words\.",
     "Das Sprachmodell fand in den Quellen keine Antwort; dies sind die Worte der Artikel selbst."),
    (r"The chat model wrote nothing that the sources support; these are the articles' own words\.",
     "Das Sprachmodell schrieb nichts, was die Quellen belegen; dies sind die Worte der Artikel selbst."),
    (r"Nobody is quoted whose view is surely at odds with that of (?P<name>.+)\.$",
     "Niemand wird zitiert, dessen Ansicht der von {name} sicher widerspricht."),
    (r"(?P<count>\S+) independent stories bear on this; the one that most outlets printed is counted\.",
     "{count} unabhängige Meldungen betreffen dies; gezählt ist die, die die meisten Medien druckten."),
)  # fmt: skip
_OF_A_DAY = re.compile(rf"\bvon (?=\d{{1,2}}\. (?:{'|'.join(_MONTHS.values())}) \d{{4}})")
_PATTERNS = tuple((re.compile(pattern), german) for pattern, german in _SENTENCES)


def say_own(text: str, texts: Texts) -> str:
    """Return a note or an abstention in the language of the page."""
    if texts.language == "en":
        return text
    for pattern, german in _PATTERNS:
        text = pattern.sub(_filled(german), text)
    return _OF_A_DAY.sub("vom ", text)


def _filled(german: str) -> Callable[[re.Match[str]], str]:
    def fill(found: re.Match[str]) -> str:
        said = {
            name: _FIELDS.get(name, str)(value)
            for name, value in found.groupdict().items()
            if value is not None
        }
        return german.format(**said)

    return fill


def _say_quoted(text: str) -> str:
    parts = re.split(r'"([^"]*)"', text)  # quoted words are the person's own
    said = (part.replace(" and ", " und ") for part in parts[::2])
    return "".join(p for pair in zip_longest(said, parts[1::2]) for p in _marked(*pair))


def _marked(between: str, quoted: str | None) -> tuple[str, ...]:
    return (between,) if quoted is None else (between, f"„{quoted}“")


def _say_list(text: str) -> str:
    text = re.sub(r"\band (\S+) more$", lambda m: f"und {_say_count(m[1])} weitere", text)
    text = re.sub(
        r"\b(\S+) unnamed outlets?\b", lambda m: f"{_say_count(m[1])} ungenannte Medien", text
    )
    text = re.sub(r"\bundated articles\b", "Artikeln ohne Datum", text)
    text = re.sub(r"\barticles of\b", "Artikeln von", text)
    # The last `and` joins the list; another may belong to a name.
    head, joined, tail = text.rpartition(" and ")
    return say_when(f"{head} und {tail}" if joined else text)


def say_when(text: str) -> str:
    """Return a time, or a list of times, in German."""
    text = _DAY.sub(lambda m: f"{m[1]}. {_MONTHS[m[2]]} {m[3]}", text)
    text = _MONTH.sub(lambda m: f"{_MONTHS[m[1]]} {m[2]}", text)
    text = re.sub(r"^in (?=\d{4})", "", re.sub(r"^in (?=[A-Z])", "im ", text))
    for english, german in (
        ("on ", "am "),
        ("from ", "von "),
        ("since ", "seit "),
        ("until ", "bis "),
        ("by ", "bis "),
    ):
        text = german + text.removeprefix(english) if text.startswith(english) else text
    text = re.sub(r"(?<=\d) to (?=\d|[A-Z])", " bis ", text)
    text = re.sub(r"(?<=\d) and (?=\d|[A-Z])", " und ", text)
    return "damals" if text == "then" else re.sub(r"\(undated\)", "(ohne Datum)", text)


def _say_count(word: str) -> str:
    german = _NUMBERS.get(word.lower(), word)
    return german.capitalize() if word[:1].isupper() else german


def _say_filters(text: str) -> str:
    for english, german in (
        ("outlet ", "Medium "),
        ("firm ", "Firma "),
        ("language ", "Sprache "),
        ("since ", "seit "),
        ("until ", "bis "),
    ):
        text = re.sub(rf"(^|; ){english}", rf"\1{german}", text)
    return say_when(text)


_FIELDS: dict[str, Callable[[str], str]] = {
    "list": _say_list,
    "words": _say_quoted,
    "whose": lambda whose: "ein Gespräch" if whose == "one chat" else "alle Gespräche eines Tages",
    "others": _say_list,
    "when": say_when,
    "first": say_when,
    "second": say_when,
    "count": _say_count,
    "filters": _say_filters,
    "stance": lambda stance: stance.removesuffix("e"),
    "fate": lambda fate: "gestrichen" if fate == "dropped" else "durchgestrichen",
}
