"""What each setting means, in German; in English the settings say it themselves."""

from collections.abc import Mapping

from corpus.settings import SettingRow
from page.texts import Texts

GERMAN_MEANINGS: Mapping[str, str] = {
    "NEWS_DATA_DIR": "Ordner, der alles enthält; ein zweiter Bestand ist ein zweiter Ordner",
    "NEWS_EMBEDDING_MODEL": (
        "Modell für Vektoren: das mitgelieferte `all-MiniLM-L6-v2`, ein anderes Modell von sentence-transformers nach "
        "Name oder Ordner, oder `hashing` (kein Modell, für Tests)"
    ),
    "NEWS_EMBEDDING_DTYPE": (
        "Zahlenformat des Modells: `float32`, `bfloat16`, oder `auto` für das schnellere auf diesem Prozessor"
    ),
    "NEWS_RERANKER": (
        "Nachsortierung: ein CrossEncoder von sentence-transformers nach Name oder Ordner; ohne ihn bleibt die "
        "Ordnung der Suche"
    ),
    "NEWS_CHAT_MODEL": (
        "Sprachmodell als `provider:model`, etwa `openai:gpt-4o-mini`; ohne eines antworten die Sätze der Artikel"
    ),
    "NEWS_CHAT_BASE_URL": "Adresse des Servers des Sprachmodells, wo es nicht die des Anbieters ist",
    "NEWS_CHAT_TIMEOUT_S": (
        "Längstes Warten auf ein Sprachmodell in Sekunden, mit Wiederholungen und Nachbesserung; dann antwortet, was "
        "bis dahin steht, sonst das nächste Ersatzmodell, sonst eine Meldung"
    ),
    "NEWS_CHAT_TEMPERATURE": "Temperatur des Sprachmodells, 0 bis 2",
    "NEWS_CHAT_MAX_TOKENS": "Längste Antwort des Sprachmodells, in Token",
    "NEWS_CHAT_RETRIES": "Wie oft ein gescheiterter Aufruf des Sprachmodells wiederholt wird",
    "NEWS_CHAT_FALLBACKS": (
        "Modelle, die der Reihe nach gefragt werden, wo das erste versagt, durch Kommas getrennt; eines mit eigenem "
        "Server ist `provider:model@http://host/v1`"
    ),
    "NEWS_CHAT_FORMAT": (
        "Form der Antwort: `structured` (JSON nach Schema), `text` (Sätze mit Marken), oder `auto` für structured, "
        "bis ein Server es ablehnt"
    ),
    "NEWS_CHAT_UNSUPPORTED": (
        "Was aus einem Satz wird, der die Prüfung nicht besteht: `drop` lässt ihn weg, `strike` zeigt ihn "
        "durchgestrichen mit dem Befund"
    ),
    "NEWS_CHAT_CHECK": (
        "Zweiter Blick auf einen Satz, der die Prüfung bestand: `model` fragt das Sprachmodell, `nli:NAME` einen "
        "Cross-Encoder von sentence-transformers nach Name oder Ordner"
    ),
    "NEWS_CHAT_HISTORY_TOKENS": "Token früherer Fragen, die eine Rückfrage berücksichtigt",
    "NEWS_CHAT_PRICES": (
        "Preise je Million Token, Eingabe/Ausgabe, als `provider:model=0.15/0.60`, durch Kommas getrennt"
    ),
    "NEWS_CHAT_CHAT_TOKENS": "Token, die ein Gespräch höchstens verbraucht; danach antworten die Artikel",
    "NEWS_CHAT_DAY_TOKENS": "Token, die alle Gespräche eines Tages (UTC) höchstens verbrauchen",
    "NEWS_CHAT_CHAT_COST": "Geld, das ein Gespräch höchstens kostet, nach `NEWS_CHAT_PRICES`",
    "NEWS_CHAT_DAY_COST": "Geld, das alle Gespräche eines Tages (UTC) höchstens kosten",
    "NEWS_CHAT_CACHE": (
        "Antworten, die für dieselbe Frage zu denselben Artikeln aufbewahrt werden; 0 bewahrt keine auf"
    ),
    "NEWS_TRACE_TEXT": "Ob Aufzeichnungen Fragen, Eingaben des Modells und Text der Artikel enthalten dürfen",
    "NEWS_USERS": (
        "Wer die Seite benutzen darf, als `name:hash`, durch Leerzeichen getrennt; einen Hash macht "
        "`python app.py --hash-password`; ohne Angabe darf, wer sie erreicht"
    ),
}


def say_meaning(row: SettingRow, texts: Texts) -> str:
    """Return what a setting means."""
    return GERMAN_MEANINGS[row.name] if texts.language == "de" else row.meaning
