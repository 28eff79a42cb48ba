"""Every word of the interface, in each of its languages.

A key is said with `Texts.say`; what stands in braces is filled in. What the assistant answers is not here: it is the
articles' own words; of its lead-ins, which are parts of known fields, the words are.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from page.lead_texts import LEAD_TABLE
from page.tab_texts import FEEDBACK_KEYS, TAB_TABLE

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def pick_language(wanted: object) -> Language:
    """Return the language that is wanted, the first where that is none of the page's."""
    return next((one for one in LANGUAGES if one == wanted), LANGUAGES[0])


LANGUAGE_PATHS: Mapping[Language, str] = {"en": "/", "de": "/de/"}
"""Where the page stands in each language."""

_PAGE_TABLE: Mapping[str, tuple[str, str]] = {
    "tagline": (
        "What the news said, who said it, and where it stands.",
        "Was die Nachrichten sagten, wer es sagte und wo es steht.",
    ),
    "tab.ask": ("Ask", "Fragen"),
    "tab.articles": ("Articles", "Artikel"),
    "tabs.more": ("More tabs", "Weitere Reiter"),
    "months": (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Jan. Feb. März April Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    ),
    "day": ("{day} {month} {year}", "{day}. {month} {year}"),
    "to": ("{first} to {last}", "{first} bis {last}"),
    "since": ("since {first}", "seit {first}"),
    "until": ("until {last}", "bis {last}"),
    "quoted": ("“{words}”", "„{words}“"),
    "undated": ("undated", "ohne Datum"),
    # The line under the heading.
    "status.loading": ("Loading the model…", "Das Modell wird geladen …"),
    "status.indexing": ("Indexing the samples…", "Die Beispiele werden eingelesen …"),
    "articles.one": ("1 article", "1 Artikel"),
    "articles.many": ("{count} articles", "{count} Artikel"),
    "theme": ("Dark", "Dunkel"),
    "language.other": ("Deutsch", "English"),
    # Asking.
    "welcome": ("Ask what the news said", "Fragen, was die Nachrichten sagten"),
    "welcome.more": (
        "Every sentence of an answer is quoted from an article. A mark such as [1] opens it at those words.",
        "Jeder Satz einer Antwort ist aus einem Artikel zitiert. Eine Marke wie [1] öffnet ihn an dieser Stelle.",
    ),
    "chat": ("Chat", "Gespräch"),
    "question": ("Question", "Frage"),
    "placeholder": (
        "Ask a question, or a follow-up such as “and Barclays?”",
        "Eine Frage auf Englisch, oder eine Rückfrage wie „and Barclays?“",
    ),
    "ask": ("Ask", "Fragen"),
    "stop": ("Stop", "Anhalten"),
    "new": ("New chat", "Neues Gespräch"),
    "chats": ("Chats", "Gespräche"),
    "save.markdown": ("Save as Markdown", "Als Markdown sichern"),
    "save.html": ("Save as HTML", "Als HTML sichern"),
    "save": ("Save", "Sichern"),
    "link": ("Copy link", "Link kopieren"),
    "searching": ("Searching the articles…", "Die Artikel werden durchsucht …"),
    "stopped": ("Stopped.", "Angehalten."),
    "unreachable": (
        "The page's server does not answer. Is it still running?",
        "Der Server der Seite antwortet nicht. Läuft er noch?",
    ),
    "went.wrong": (
        "Something went wrong in the page's server; the reason stands in its terminal.",
        "Im Server der Seite ging etwas schief; der Grund steht in seinem Terminal.",
    ),
    # An answer.
    "asked": ("You asked", "Gefragt"),
    "answered": ("Answer", "Antwort"),
    "read.as": ("Read as", "Verstanden als"),
    "chip.speaker": ("speaker", "Sprecher"),
    "chip.outlet": ("outlet", "Medium"),
    "chip.period": ("period", "Zeitraum"),
    "chip.as-of": ("as of", "Stand"),
    "chip.subject": ("subject", "Thema"),
    "chip.remove": (
        "Ask again without {kind} {label}",
        "Noch einmal fragen ohne {kind} {label}",
    ),
    "chip.left-out": ("left out: {label}", "weggelassen: {label}"),
    "missing.title": ("Not in the articles", "Nicht in den Artikeln"),
    "missing.speaker": ("speaker", "Sprecher"),
    "missing.subject": ("subject", "Thema"),
    "missing.period": ("period", "Zeitraum"),
    "missing.outlet": ("outlet", "Medium"),
    "missing.premise": ("premise", "Voraussetzung"),
    "missing.off-topic": ("off-topic", "anderes Gebiet"),
    "nearest": ("Questions that can be answered", "Fragen, die beantwortet werden können"),
    "next": ("Ask next", "Als Nächstes fragen"),
    "notes": ("Notes", "Hinweise"),
    "verdict.supported": ("supported", "belegt"),
    "verdict.misattributed": ("misattributed", "falsch zugeschrieben"),
    "verdict.stitched": ("stitched", "zusammengestückelt"),
    "verdict.contradicted": ("contradicted", "widersprochen"),
    "verdict.unsupported": ("unsupported", "nicht belegt"),
    "verdict.uncited": ("uncited", "ohne Quelle"),
    "as-of": ("as of {day}", "Stand {day}"),
    "newest": ("Newest source: {day}", "Neueste Quelle: {day}"),
    "copy": ("Copy", "Kopieren"),
    "copied": ("Copied", "Kopiert"),
    "retry": ("Retry", "Wiederholen"),
    "edit": ("Edit", "Ändern"),
    "ask.again": ("Ask again", "Noch einmal fragen"),
    "cancel": ("Cancel", "Abbrechen"),
    # How old.
    "age.today": ("today", "heute"),
    "age.day": ("1 day old", "1 Tag alt"),
    "age.days": ("{count} days old", "{count} Tage alt"),
    "age.month": ("1 month old", "1 Monat alt"),
    "age.months": ("{count} months old", "{count} Monate alt"),
    "age.years": ("{count} years old", "{count} Jahre alt"),
    # Sources.
    "sources": ("Sources", "Quellen"),
    "sources.none-yet": (
        "The words behind an answer appear here.",
        "Hier erscheinen die Worte hinter einer Antwort.",
    ),
    "sources.none": ("No source is quoted.", "Es wird keine Quelle zitiert."),
    "sources.earlier": ("Earlier: {question}", "Zuvor: {question}"),
    "outlet.unknown": ("Outlet unknown", "Medium unbekannt"),
    "origin.none": ("no date found", "kein Datum gefunden"),
    "origin.text": ("date from the text", "Datum aus dem Text"),
    "origin.url": ("date from the web address", "Datum aus der Webadresse"),
    "origin.feed": ("date from the feed", "Datum aus dem Feed"),
    "origin.page metadata": ("date from the page metadata", "Datum aus den Angaben der Seite"),
    "printed.one": ("also printed by 1 outlet", "auch gedruckt von 1 Medium"),
    "printed.many": ("also printed by {count} outlets", "auch gedruckt von {count} Medien"),
    "open": ("Open the article at these words", "Den Artikel an dieser Stelle öffnen"),
    "article": ("Article", "Artikel"),
    "back": ("Back to the answer", "Zurück zur Antwort"),
    "article.gone": (
        "This article is no longer in the store, or it has changed. The words that were quoted:",
        "Dieser Artikel ist nicht mehr gespeichert oder hat sich geändert. Die zitierten Worte:",
    ),
    # Filters.
    "filters": ("Filters", "Filter"),
    "filter.since": ("Published from", "Erschienen ab"),
    "filter.until": ("Published to", "Erschienen bis"),
    "filter.as-of": ("As of: nothing later is used", "Stand: nichts Späteres gilt"),
    "filter.outlets": ("Outlets", "Medien"),
    "filter.firms": ("Firms", "Firmen"),
    "filter.languages": ("Languages", "Sprachen"),
    "filter.clear": ("Clear filters", "Filter löschen"),
    "filter.remove": ("Remove filter {label}", "Filter {label} entfernen"),
    "filter.find": ("Find in: {name}", "Suchen in: {name}"),
    "filter.find.short": ("Find…", "Suchen …"),
    "filter.none": ("none yet", "noch keine"),
    # History.
    "chats.about": (
        "Kept in this browser only.",
        "Nur in diesem Browser aufbewahrt.",
    ),
    "chats.none": ("No chats yet.", "Noch keine Gespräche."),
    "chats.delete": ("Delete: {title}", "Löschen: {title}"),
    "chats.delete-all": ("Delete all chats", "Alle Gespräche löschen"),
    "close": ("Close", "Schließen"),
    # Adding articles.
    "add.about": (
        "A file that is already known is left as it is; a changed one becomes a new version.",
        "Eine schon bekannte Datei bleibt, wie sie ist; eine geänderte wird eine neue Fassung.",
    ),
    "add.files": ("Files", "Dateien"),
    "add": ("Add articles", "Artikel hinzufügen"),
    "adding": ("Adding…", "Wird hinzugefügt …"),
    "add.nothing": ("Choose one or more files first.", "Bitte zuerst Dateien wählen."),
    "upload.many": (
        "at most {most} files can be added at once",
        "höchstens {most} Dateien können auf einmal hinzugefügt werden",
    ),
    "upload.waiting": (
        "{held} MB of files wait to be added, of {most} that are kept; add those first, or try again in an hour",
        "{held} MB an Dateien warten schon, von {most}, die aufbewahrt werden; diese erst hinzufügen oder es in einer "
        "Stunde wieder versuchen",
    ),
    "upload.no-name": ("{name} is no name of a file", "{name} ist kein Dateiname"),
    "upload.long-name": (
        "its name has {bytes} bytes, of at most {most}; rename it",
        "ihr Name hat {bytes} Bytes, von höchstens {most}; bitte umbenennen",
    ),
    "upload.same-name": (
        "{name} is a name that another of these files has; rename it",
        "{name} heißt schon eine andere dieser Dateien; bitte umbenennen",
    ),
    "upload.large": (
        "has more than {most} MB; split it",
        "hat mehr als {most} MB; bitte aufteilen",
    ),
    "upload.not-kept": (
        "the file cannot be kept: {why}",
        "die Datei ist nicht aufzubewahren: {why}",
    ),
    "address.wrong": (
        "{address} is no address such as https://example.com/story",
        "{address} ist keine Adresse wie https://example.com/story",
    ),
    "address.none": (
        "no address is given; expected one such as https://example.com/story",
        "keine Adresse ist angegeben; erwartet ist eine wie https://example.com/story",
    ),
    "days.reversed": (
        "{until} is before {since}; expected the same day or a later one",
        "{until} ist vor {since}; erwartet ist derselbe oder ein späterer Tag",
    ),
    "added": ("added", "neu"),
    "unchanged": ("unchanged", "unverändert"),
    "updated": ("updated", "aktualisiert"),
    "failed": ("failed", "fehlgeschlagen"),
}
_TABLES = (_PAGE_TABLE, LEAD_TABLE, TAB_TABLE)
_TABLE: Mapping[str, tuple[str, str]] = {
    key: words for table in _TABLES for key, words in table.items()
}
"""Key to English and German."""

SCRIPT_KEYS = (
    "tabs.more retry edit asked searching stopped unreachable went.wrong copied ask.again cancel question back close "
    "filter.remove filter.none filter.find.short chats.none chats.delete filter.since filter.until filter.as-of".split()
    + FEEDBACK_KEYS
)
"""What the page's script says by itself."""


class Texts:
    """The interface's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def say(self, key: str, **fields: object) -> str:
        """Return the words for `key` with its fields filled in."""
        words = _TABLE[key][self._column]
        return words.format(**fields) if fields else words

    def knows(self, key: str) -> bool:
        """Whether there are words for `key`."""
        return key in _TABLE
