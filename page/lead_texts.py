"""The words of lead-ins and of changes, in each language; part of `page.texts`.

The English is that of `rag.answers.lead_wording`, to which a test holds it.
"""

from collections.abc import Mapping

LEAD_TABLE: Mapping[str, tuple[str, str]] = {
    "months.long": (
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "numbers": (
        "no one two three four five six seven eight nine ten eleven twelve",
        "kein ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    ),
    "number.marks": (",.", ".,"),  # between thousands, before decimals
    "and": ("{head} and {last}", "{head} und {last}"),
    "and.more": ("{count} more", "{count} weitere"),
    # When something was said: of one time, and as a clause.
    "of": ("of {date}", "von {date}"),
    "of.day": ("of {date}", "vom {date}"),
    "when.day": ("on {date}", "am {date}"),
    "when.month": ("in {date}", "im {date}"),
    "when.year": ("in {date}", "{date}"),
    "when.span": ("from {date}", "vom {date}"),
    # Values that are forecast.
    "unit.percent": ("percent", "Prozent"),
    "unit.percentage points": ("percentage points", "Prozentpunkte"),
    "unit.basis points": ("basis points", "Basispunkte"),
    "unit.times": ("times", "mal"),
    "direction.up.by": ("up", "plus"),
    "direction.down.by": ("down", "minus"),
    "direction.up.to": ("up", "aufwärts"),
    "direction.down.to": ("down", "abwärts"),
    # What opens the views.
    "lead.one-date": (
        "No change can be told, as all that is quoted is {of}.",
        "Eine Änderung ist nicht zu erkennen, da alles Zitierte {of} ist.",
    ),
    "lead.change-unknown": (
        "Whether the view changed is not stated in so many words; the views in order:",
        "Ob sich die Ansicht änderte, steht nicht ausdrücklich da; die Ansichten der Reihe nach:",
    ),
    "lead.same-stance": (
        "The stance is {after} at each time that it is certain; the views in order:",
        "Die Haltung ist {after}, so oft sie sicher ist; die Ansichten der Reihe nach:",
    ),
    "lead.same-forecast": (
        "The forecast is {figure} both times; the views in order:",
        "Die Prognose ist beide Male {figure}; die Ansichten der Reihe nach:",
    ),
    # Who said it, and what is told of it.
    "lead.unnamed": ("unnamed", "ohne Namen"),
    "lead.outlet-unnamed": ("An outlet that is not named", "Ein nicht genanntes Medium"),
    "lead.rating-moved": (
        "rating from {before} to {after}",
        "Einstufung von {before} auf {after}",
    ),
    "lead.rating-moved.times": (
        "rating from {before} {then} to {after} {now}",
        "Einstufung von {before} {then} auf {after} {now}",
    ),
    "lead.stance-moved": ("stance from {before} to {after}", "Haltung von {before} zu {after}"),
    "lead.stance-moved.times": (
        "stance from {before} {then} to {after} {now}",
        "Haltung von {before} {then} zu {after} {now}",
    ),
    "lead.forecast-moved": (
        "forecast from {before} to {after}",
        "Prognose von {before} zu {after}",
    ),
    "lead.forecast-moved.times": (
        "forecast from {before} {then} to {after} {now}",
        "Prognose von {before} {then} zu {after} {now}",
    ),
    "lead.upgrade": ("upgrade to {after}", "Hochstufung auf {after}"),
    "lead.downgrade": ("downgrade to {after}", "Herabstufung auf {after}"),
    "lead.tells-of-change": (
        "in words that tell of a change",
        "in Worten, die von einer Änderung erzählen",
    ),
    "lead.mixed": ("also quoted to the contrary", "auch mit dem Gegenteil zitiert"),
    "lead.highest": (
        "the highest of {count} that can be compared",
        "der höchste Wert von {count} vergleichbaren",
    ),
    "lead.lowest": (
        "the lowest of {count} that can be compared",
        "der niedrigste Wert von {count} vergleichbaren",
    ),
    "lead.shared": ("{told}, shared", "{told}, geteilt"),
    "lead.next": ("the next", "der nächste"),
    "lead.printed.one": (
        "{count} outlet ({names}) printed this story, in {articles}",
        "{count} Medium ({names}) druckte diese Meldung, in {articles}",
    ),
    "lead.printed.many": (
        "{count} outlets ({names}) printed this story, in {articles}",
        "{count} Medien ({names}) druckten diese Meldung, in {articles}",
    ),
    "lead.quoted.one": (
        "{count} article of {outlets} quotes {who}",
        "{count} Artikel {outlets} zitiert {who}",
    ),
    "lead.quoted.many": (
        "{count} articles of {outlets} quote {who}",
        "{count} Artikel {outlets} zitieren {who}",
    ),
    "lead.of-outlets.one": ("one outlet", "eines Mediums"),
    "lead.of-outlets.many": ("{count} outlets", "von {count} Medien"),
    "lead.in-articles.one": ("one article", "einem Artikel"),
    "lead.in-articles.many": ("{count} articles", "{count} Artikeln"),
    "lead.hidden.one": ("one that is not named", "eines, das nicht genannt ist"),
    "lead.hidden.many": ("{count} that are not named", "{count}, die nicht genannt sind"),
}
"""Key to English and German."""
