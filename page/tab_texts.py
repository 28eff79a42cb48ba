"""The words of the tabs of views, articles, quality and settings, in each language; part of `page.texts`."""

from collections.abc import Mapping

_SHARED = "close unreachable remove remove.named open article more"
VIEWS_KEYS = (
    f"{_SHARED} quoted watched watch.toggle watch.remove watch.new news.first news.none news.count news.marked fresh "
    "earlier stance.positive stance.neutral stance.negative stance.unclear stance.none speaker.unknown view.firm "
    "view.subject view.stance view.date view.quotation view.outlet views.count timeline.none timeline.more "
    "changes.searching changes.none"
).split()
ARTICLES_KEYS = (
    f"{_SHARED} files.remove progress adding stage.upload stage.articles stage.passages stage.feed added unchanged "
    "updated failed add.nothing feed.remove feed.remove.named health.whole health.behind health.broken outlet.unknown "
    "story.copies story.alone correct correct.named correct.about correct.undo correcting "
    "remove.sure remove.about "
    "removing save list.title list.outlet list.published list.story list.acts list.none list.place"
).split()
QUALITY_KEYS = (
    f"{_SHARED} report report.none report.failed show show.named save save.named thumb.up thumb.down feedback.count "
    "feedback.none why why.up why.down thanks"
).split()
SETTINGS_KEYS = (
    f"{_SHARED} setting.name setting.value setting.meaning setting.none setting.set key.set key.unset"
).split()
FEEDBACK_KEYS = "why why.up why.down thanks save".split()

TAB_TABLE: Mapping[str, tuple[str, str]] = {
    "tab.views": ("Views", "Ansichten"),
    "tab.quality": ("Quality", "Qualität"),
    "tab.settings": ("Settings", "Einstellungen"),
    # Shared.
    "remove": ("Remove", "Entfernen"),
    "remove.named": ("Remove: {title}", "Entfernen: {title}"),
    "more": ("Show {count} more", "{count} weitere zeigen"),
    "show": ("Show", "Zeigen"),
    "show.named": ("Show: {name}", "Zeigen: {name}"),
    "save.named": ("Save: {name}", "Sichern: {name}"),
    "clear": ("Clear", "Leeren"),
    # Views.
    "news": ("New since your last visit", "Neu seit dem letzten Besuch"),
    "news.first": (
        "This browser was not here before. From the next visit on, what came in meanwhile stands here.",
        "Dieser Browser war noch nicht hier. Ab dem nächsten Besuch steht hier, was inzwischen hinzukam.",
    ),
    "news.none": ("Nothing came in since {when}.", "Seit {when} kam nichts hinzu."),
    "news.count": ("{count} statements since {when}", "{count} Aussagen seit {when}"),
    "news.marked": (
        "{count} statements since {when}, {marked} of them about what you watch",
        "{count} Aussagen seit {when}, davon {marked} zu Beobachtetem",
    ),
    "seen": ("Mark all as seen", "Alles als gesehen markieren"),
    "fresh": ("new", "neu"),
    "views": ("Who thinks what", "Wer was meint"),
    "views.count": (
        "{count} views of firms on subjects, from {total} statements",
        "{count} Ansichten von Firmen zu Themen, aus {total} Aussagen",
    ),
    "views.none": (
        "No view fits. Clear a field, or add articles.",
        "Keine Ansicht passt. Ein Feld leeren oder Artikel hinzufügen.",
    ),
    "views.more": ("Show more", "Mehr zeigen"),
    "view.firm": ("Firm", "Firma"),
    "view.subject": ("Subject", "Thema"),
    "view.stance": ("Stance", "Haltung"),
    "view.date": ("Date", "Datum"),
    "view.quotation": ("Quotation", "Zitat"),
    "view.outlet": ("Outlet", "Medium"),
    "said.since": ("Said from", "Gesagt ab"),
    "said.until": ("Said to", "Gesagt bis"),
    "by": ("Order", "Ordnung"),
    "by.date": ("newest first", "neueste zuerst"),
    "by.firm": ("by firm", "nach Firma"),
    "by.subject": ("by subject", "nach Thema"),
    "csv": ("Save as CSV", "Als CSV sichern"),
    "earlier": ("{count} earlier", "{count} frühere"),
    "speaker.unknown": ("Speaker unknown", "Sprecher unbekannt"),
    "stance.positive": ("positive", "positiv"),
    "stance.neutral": ("neutral", "neutral"),
    "stance.negative": ("negative", "negativ"),
    "stance.unclear": ("unclear", "unklar"),
    "stance.none": ("not judged", "nicht beurteilt"),
    "rating.upgrade": ("upgrade: {scale}", "Hochstufung: {scale}"),
    "rating.downgrade": ("downgrade: {scale}", "Herabstufung: {scale}"),
    "rating.initiate": ("initiate: {scale}", "Ersteinstufung: {scale}"),
    "rating.reiterate": ("reiterate: {scale}", "Bestätigung: {scale}"),
    "rating.rate": ("rate: {scale}", "Einstufung: {scale}"),
    "rating.suspend": ("suspend: {scale}", "Aussetzung: {scale}"),
    "rating.scale": ("{before} to {after}", "{before} auf {after}"),
    "watch": ("Watchlist", "Beobachtet"),
    "watch.about": (
        "Watch a firm or a subject, and what is new about it is marked. Kept in this browser only.",
        "Eine Firma oder ein Thema beobachten, dann wird Neues dazu markiert. Nur in diesem Browser aufbewahrt.",
    ),
    "watch.name": ("Firm or subject", "Firma oder Thema"),
    "watch.add": ("Watch", "Beobachten"),
    "watch.toggle": ("Watch {name}", "{name} beobachten"),
    "watch.remove": ("Watch no longer: {name}", "Nicht mehr beobachten: {name}"),
    "watch.new": ("{count} new", "{count} neu"),
    "watched": ("watched", "beobachtet"),
    "timeline": ("Timeline", "Zeitachse"),
    "timeline.none": ("No dated view fits.", "Keine datierte Ansicht passt."),
    "timeline.more": ("and {count} more firms", "und {count} weitere Firmen"),
    "changes": ("What changed", "Was sich änderte"),
    "changes.since": ("Since", "Seit"),
    "changes.show": ("Show changes", "Änderungen zeigen"),
    "changes.about": (
        "Ratings moved, stances turned, forecasts replaced: only what dated statements show.",
        "Geänderte Einstufungen, gedrehte Haltungen, ersetzte Prognosen: nur was datierte Aussagen zeigen.",
    ),
    "changes.searching": ("Comparing statements…", "Aussagen werden verglichen …"),
    "changes.none": (
        "No change of a rating, a stance or a forecast is stated since that day.",
        "Seit diesem Tag ist keine Änderung einer Einstufung, Haltung oder Prognose belegt.",
    ),
    "article.missing": (
        "This article is no longer in the store.",
        "Dieser Artikel ist nicht mehr gespeichert.",
    ),
    # Articles.
    "add.part": ("Add articles", "Artikel hinzufügen"),
    "files.drop": ("Drop files here, or choose them", "Dateien hier ablegen oder auswählen"),
    "files.remove": ("Leave out: {name}", "Weglassen: {name}"),
    "address": ("Web address of a page or a feed", "Webadresse einer Seite oder eines Feeds"),
    "address.add": ("Add page", "Seite hinzufügen"),
    "address.follow": ("Follow feed", "Feed folgen"),
    "feeds": ("Feeds", "Feeds"),
    "feeds.refresh": ("Ask all feeds now", "Alle Feeds jetzt abfragen"),
    "feed.remove": ("Unfollow", "Nicht mehr folgen"),
    "feed.remove.named": ("Unfollow: {name}", "Nicht mehr folgen: {name}"),
    "feed.checked": ("asked {when}", "abgefragt {when}"),
    "feed.never": ("not asked yet", "noch nicht abgefragt"),
    "feed.read": ("{name}: {new} new", "{name}: {new} neu"),
    "feed.waits": ("is not asked again before {due}", "wird vor {due} nicht wieder abgefragt"),
    "feed.failed": ("{message}", "nicht gelesen: {message}"),
    "feed.note.flaw": ("read in spite of a flaw: {why}", "trotz eines Fehlers gelesen: {why}"),
    "feed.note.left-out": (
        "its last {count} entries are left out: it has too many",
        "seine letzten {count} Einträge sind weggelassen: Es sind zu viele",
    ),
    "feed.note.moved": (
        "moved for good; it is followed at {address} from now on",
        "endgültig umgezogen; ihm wird ab jetzt unter {address} gefolgt",
    ),
    "feed.note.moved-onto-another": (
        "moved for good to {address}, which is followed as well; remove this one with: {command}",
        "endgültig umgezogen nach {address}, dem auch gefolgt wird; diesen entfernen mit: {command}",
    ),
    "feed.note.taken-from-the-feed": (
        "{address}: taken from the feed: {why}",
        "{address}: aus dem Feed übernommen: {why}",
    ),
    "feed.note.kept-as-it-was": (
        "{address}: kept as it was: {why}",
        "{address}: blieb, wie es war: {why}",
    ),
    "progress": ("Progress", "Fortschritt"),
    "stage.upload": ("Sending files", "Dateien werden gesendet"),
    "stage.articles": ("Reading articles", "Artikel werden gelesen"),
    "stage.passages": ("Indexing passages", "Abschnitte werden indiziert"),
    "stage.feed": ("Asking the feed", "Der Feed wird abgefragt"),
    "done": (
        "{passages} passages indexed, {seconds} s",
        "Abschnitte indiziert: {passages}, {seconds} s",
    ),
    "health": ("Store and index", "Speicher und Index"),
    "health.whole": ("whole", "vollständig"),
    "health.behind": ("lags behind", "im Rückstand"),
    "health.broken": ("damaged", "beschädigt"),
    "stat.articles": ("Articles", "Artikel"),
    "stat.stories": ("Stories", "Meldungen"),
    "stat.statements": ("Statements", "Aussagen"),
    "stat.outlets": ("Outlets", "Medien"),
    "stat.span": ("Published", "Erschienen"),
    "stat.undated": ("Undated", "Ohne Datum"),
    "stat.languages": ("Languages", "Sprachen"),
    "stat.size": ("On disk", "Auf der Platte"),
    "list": ("All articles", "Alle Artikel"),
    "list.search": (
        "Search title, outlet, author, date, source",
        "Titel, Medium, Autor, Datum, Quelle suchen",
    ),
    "list.title": ("Title", "Titel"),
    "list.outlet": ("Outlet", "Medium"),
    "list.published": ("Published", "Erschienen"),
    "list.story": ("Story", "Meldung"),
    "list.acts": ("Actions", "Aktionen"),
    "list.pages": ("Pages of the list", "Seiten der Liste"),
    "list.before": ("Previous", "Zurück"),
    "list.after": ("Next", "Weiter"),
    "list.as-of": (
        "As of {day}. Not listed: {later} published later, {undated} undated.",
        "Stand {day}. Nicht aufgeführt: {later} später erschienen, {undated} ohne Datum.",
    ),
    "list.none": ("No article fits.", "Kein Artikel passt."),
    "list.place": ("{first} to {last} of {total}", "{first} bis {last} von {total}"),
    "date.given": ("given", "angegeben"),
    "outlet.given": ("given", "angegeben"),
    "outlet.feed": ("from the feed", "aus dem Feed"),
    "outlet.page metadata": ("from the page metadata", "aus den Angaben der Seite"),
    "outlet.url": ("from the web address", "aus der Webadresse"),
    "outlet.text": ("from the text", "aus dem Text"),
    "story.copies": ("{count} articles", "{count} Artikel"),
    "story.alone": ("alone", "allein"),
    "correct": ("Correct", "Berichtigen"),
    "correct.named": ("Correct: {title}", "Berichtigen: {title}"),
    "correct.about": (
        "Becomes a new version; a date such as 2025-09-12, 2025-09 or 2025.",
        "Wird eine neue Fassung; ein Datum wie 2025-09-12, 2025-09 oder 2025.",
    ),
    "correct.undo": ("Take the source's own again", "Wieder übernehmen, was die Quelle sagt"),
    "kept": (
        "{name}: the outlet or date corrected by hand stays",
        "{name}: von Hand berichtigtes Medium oder Datum bleibt",
    ),
    "correcting": ("Correcting…", "Wird berichtigt …"),
    "remove.sure": ("Remove this article?", "Diesen Artikel entfernen?"),
    "remove.about": (
        "With all its versions, statements and passages. This cannot be undone.",
        "Mit allen Fassungen, Aussagen und Abschnitten. Das lässt sich nicht rückgängig machen.",
    ),
    "removing": ("Removing…", "Wird entfernt …"),
    # Quality.
    "report": ("Last evaluation", "Letzte Auswertung"),
    "report.which": ("Report", "Bericht"),
    "report.none": (
        "No report stands in the data folder yet.",
        "Im Datenordner liegt noch kein Bericht.",
    ),
    "report.failed": ("{count} questions not passed", "{count} Fragen nicht bestanden"),
    "report.pages": ("Reports as pages", "Berichte als Seiten"),
    "report.command": ("Made with", "Erstellt mit"),
    "report.questions": ("Questions", "Fragen"),
    "report.articles": ("Articles", "Artikel"),
    "report.model": ("Model", "Modell"),
    "report.finished": ("Finished", "Beendet"),
    "measure.kind": ("kind", "Art"),
    "measure.passed": ("passed", "bestanden"),
    "measure.crashed": ("crashed", "abgestürzt"),
    "measure.abstention_precision": ("abstention precision", "Genauigkeit der Enthaltungen"),
    "measure.abstention_recall": ("abstention recall", "Trefferquote der Enthaltungen"),
    "measure.citation_right": ("cited right", "richtig zitiert"),
    "measure.p50_ms": ("p50, ms", "p50, ms"),
    "measure.p95_ms": ("p95, ms", "p95, ms"),
    "feedback": ("Your feedback", "Ihre Rückmeldungen"),
    "feedback.about": (
        "A thumb under an answer is kept in the store. Thumbs down become questions to complete:",
        "Ein Daumen unter einer Antwort wird gespeichert. Daumen nach unten werden zu Fragen, die zu ergänzen sind:",
    ),
    "feedback.none": ("No answer was judged yet.", "Noch keine Antwort wurde beurteilt."),
    "feedback.count": ("{up} helpful, {down} not", "{up} hilfreich, {down} nicht"),
    "thumb.up": ("Helpful", "Hilfreich"),
    "thumb.down": ("Not helpful", "Nicht hilfreich"),
    "why": ("Comment on the answer", "Kommentar zur Antwort"),
    "why.up": ("What was good? (optional)", "Was war gut? (freiwillig)"),
    "why.down": (
        "What was wrong or missing? (optional)",
        "Was war falsch oder fehlte? (freiwillig)",
    ),
    "thanks": ("Kept.", "Gespeichert."),
    # Settings.
    "settings": ("Settings", "Einstellungen"),
    "settings.about": (
        "From the environment or the file .env; they count from the next start.",
        "Aus der Umgebung oder der Datei .env; sie gelten ab dem nächsten Start.",
    ),
    "setting.name": ("Name", "Name"),
    "setting.value": ("Value", "Wert"),
    "setting.meaning": ("Meaning", "Bedeutung"),
    "setting.none": ("none", "keiner"),
    "setting.set": ("set", "gesetzt"),
    "keys": ("Keys", "Schlüssel"),
    "keys.about": ("Only whether they are set is told.", "Nur ob sie gesetzt sind, wird gesagt."),
    "key.set": ("set", "gesetzt"),
    "key.unset": ("not set", "nicht gesetzt"),
    "appearance": ("Appearance", "Darstellung"),
    "theme.title": ("Colours", "Farben"),
    "theme.system": ("as the system", "wie das System"),
    "theme.light": ("light", "hell"),
    "theme.dark": ("dark", "dunkel"),
    "language.title": ("Language", "Sprache"),
    "language.own": ("English", "Deutsch"),
    "account": ("Logged in as", "Angemeldet als"),
    "log.out": ("Log out", "Abmelden"),
}
"""Key to English and German."""
