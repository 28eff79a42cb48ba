"""The words that attribute: verbs of speech, thought and rating, and what stands around them.

General vocabulary of news prose, grouped by what a subject must be for the verb to attribute
anything.
"""

from typing import Literal

from corpus.words import words

CueClass = Literal["speech", "quote", "thought", "wish", "rating", "target"]
Form = Literal["base", "s", "past", "ing"]
_IRREGULAR = {
    "keep": ("keeps", "kept", "keeping"),
    "hold": ("holds", "held", "holding"),
    "feel": ("feels", "felt", "feeling"),
    "foresee": ("foresees", "foresaw", "foreseeing"),
    "intone": ("intones", "intoned", "intoning"),
    "snap": ("snaps", "snapped", "snapping"),
    "slam": ("slams", "slammed", "slamming"),
    "nod": ("nods", "nodded", "nodding"),
    "recap": ("recaps", "recapped", "recapping"),
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "see": ("sees", "", "seeing"),
    "cut": ("cuts", "cut", "cutting"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "quip": ("quips", "quipped", "quipping"),
    "stress": ("stresses", "stressed", "stressing"),
    "lay": ("lays", "laid", "laying"),
    "put": ("puts", "put", "putting"),
    "set": ("sets", "set", "setting"),
    "admit": ("admits", "admitted", "admitting"),
    "prefer": ("prefers", "preferred", "preferring"),
    "trim": ("trims", "trimmed", "trimming"),
    "flag": ("flags", "flagged", "flagging"),
    "signal": ("signals", "signalled", "signalling"),
    "find": ("finds", "found", "finding"),
    "opine": ("opines", "opined", "opining"),
    "pencil": ("pencils", "pencilled", "pencilling"),
    "stick": ("sticks", "stuck", "sticking"),
    "take": ("takes", "took", "taking"),
    "chop": ("chops", "chopped", "chopping"),
    "withdraw": ("withdraws", "withdrew", "withdrawing"),
    "leave": ("leaves", "left", "leaving"),
    "stand": ("stands", "stood", "standing"),
    "go": ("goes", "went", "going"),
    "make": ("makes", "made", "making"),
    "begin": ("begins", "began", "beginning"),
    "shoot": ("shoots", "shot", "shooting"),
    "concur": ("concurs", "concurred", "concurring"),
    "refer": ("refers", "referred", "referring"),
    "peg": ("pegs", "pegged", "pegging"),
    "fret": ("frets", "fretted", "fretting"),
    "shrug": ("shrugs", "shrugged", "shrugging"),
    "plan": ("plans", "planned", "planning"),
    "have": ("has", "had", "having"),
    "speak": ("speaks", "spoke", "speaking"),
    "plead": ("pleads", "pleaded", "pleading"),
    "dismiss": ("dismisses", "dismissed", "dismissing"),
    "bet": ("bets", "bet", "betting"),
    "confess": ("confesses", "confessed", "confessing"),
    "guess": ("guesses", "guessed", "guessing"),
    "retort": ("retorts", "retorted", "retorting"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "express": ("expresses", "expressed", "expressing"),
}
_SPEECH = words(
    """
    say tell write add note state explain comment argue warn caution stress emphasize
    emphasise highlight remark observe conclude reiterate acknowledge admit insist claim quip
    joke declare describe flag concede contend counter muse opine assert urge advise point
    signal hint suggest reply respond elaborate recall caution underscore underline posit
    maintain reaffirm express voice mention call quip complain lament announce confirm
    disagree agree grumble mutter boast gush fret enthuse venture recount clarify pledge
    promise vow deny blame criticise criticize praise demand plead retort gripe concur
    advocate caution predict speculate testify theorize outline confess interject exclaim
    counsel preach accuse refer dismiss make tweet echo email message cite remind reassure bemoan scoff object
    assure inform communicate report inform intone recap opine theorise allege profess attest vouch
    proclaim divulge liken justify reveal disclose reject refute dispute rebut rebuff challenge
    """
)
_QUOTE = words(
    """
    continue begin ask offer finish laugh smile sigh shrug go chuckle start repeat answer
    remember volunteer allow follow shoot relent speak post fume blast slam rage thunder sniff
    chide scold marvel exult crow snap growl groan gloat beam whisper shout yell cry sneer storm
    interrupt intervene chime jest wink deadpan protest plead agree huff bristle rejoice nod
    """
)
_THOUGHT = words(
    """
    believe think expect see anticipate forecast project estimate predict reckon recommend
    favor favour prefer view consider assume envision envisage foresee attribute guess figure
    reason suspect pencil bet deem judge regard caution describe calculate find peg rank value
    hypothesise hypothesize extrapolate model look
    """
)
_WISH = words(
    """
    want need like hope fear worry doubt wonder feel love dislike plan intend count aim
    """
)
_RATING = ("upgrade", "downgrade", "initiate", "reinstate", "double-upgrade", "double-downgrade")
RATING_MOVES = frozenset(
    words(
        """
        start starts started move moves moved take takes took resume resumes resumed begin begins
        began assume assumes assumed switch switches switched shift shifts shifted go goes went
        launch launches launched drop drops dropped ups upped edges edged nudges nudged step steps
        stepped
        stays stayed remains remained
        """
    )
)
"""Verbs that give a rating where one stands behind them: `starts Acme at hold`."""
_TARGET = words(
    """
    nudge guide raise lift cut lower trim hike boost increase reduce bump revise keep set slash leave
    affirm assign rate put place stick have stand hold take chop pare halve double
    withdraw suspend retain restore move shift
    """
)
TARGET_NOUNS = frozenset(
    words(
        """
    case target targets forecast forecasts estimate estimates rating ratings outlook view
    projection projections stance call recommendation recommendations weighting exposure
    allocation odds probability price-target price-targets expectations guidance stance range
    ranges
    """
    )
)
"""With a verb of the `target` class, what must follow closely for it to be a view."""
RATING_NOUNS = TARGET_NOUNS | frozenset(
    words(
        """
    buy sell hold neutral overweight underweight outperform underperform sector-perform
    market-perform equal-weight accumulate reduce stable negative positive
    """
    )
)
"""What `rates` and `assigns` take besides."""
COMPANY_TARGETS = frozenset(
    words(
        """
    target targets forecast forecasts outlook guidance projection projections expectations
    estimate estimates
    """
    )
)
"""What a company may raise or cut that is its own view and no business."""
BE_FORMS = frozenset(
    words(
        """
    is are was were be been being 's 're isn't aren't wasn't weren't ain't
    """
    )
)
AUXILIARIES = BE_FORMS | frozenset(
    words(
        """
    has have had does do did will would could should may might must can 've 'd 'll not n't
    cannot hasn't haven't hadn't doesn't don't didn't won't wouldn't couldn't shouldn't mustn't
    mightn't needn't can't
    """
    )
)
ADVERBS = frozenset(
    words(
        """
    also still now then further again however thus even just already both all too once later
    instead meanwhile therefore nevertheless nonetheless separately similarly likewise always
    never often themselves himself herself itself long first today yesterday tuesday monday
    wednesday thursday friday saturday sunday each jointly though no longer only broadly
    """
    )
)
"""With every word in -ly, what may stand between a subject and its verb."""
DOCUMENTS = frozenset(
    words(
        """
    note notes report reports research survey memo letter statement commentary filing paper
    analysis study checks briefing newsletter bulletin presentation preview blog email analyses
    """
    )
)
HE, SHE, THEY, IT = "he", "she", "they", "it"
PRONOUNS = {"he": HE, "she": SHE, "they": THEY, "it": IT, "we": "", "i": "", "you": "", "who": ""}
SPEECH_NOUNS = frozenset(
    words(
        """
    answer answers reply response verdict take advice message argument point warning
    explanation word words view opinion conclusion assessment reading judgment judgement
    comment comments prediction thesis case remark rejoinder retort worry concern counter
    contention guess bet hunch estimate forecast base-case summary reasoning caveat phrase
    line complaint rule question target outlook call base-case telling baseline scenario
    reckoning tally arithmetic maths estimation calculation calculations count
    """
    )
)
"""`X's answer: ...`, `in her view`: what somebody's words are called."""

STANCES = frozenset(
    words(
        """
        bullish bearish cautious overweight underweight neutral constructive optimistic
        pessimistic upbeat skeptical sceptical wary positive negative confident concerned
        worried sanguine hopeful doubtful unconvinced convinced nervous hawkish dovish
        blunt adamant unmoved calmer persuaded
        """
    )
)
"""What a speaker is or remains towards a thing."""


def _forms(verb: str) -> tuple[str, str, str]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else verb + "s"
    return third, verb + "ed", verb + "ing"


def _table() -> dict[str, tuple[CueClass, frozenset[Form], str]]:
    groups: tuple[tuple[CueClass, tuple[str, ...]], ...] = (
        ("speech", _SPEECH),
        ("quote", _QUOTE),
        ("thought", _THOUGHT),
        ("wish", _WISH),
        ("rating", _RATING),
        ("target", _TARGET),
    )
    forms: dict[str, tuple[CueClass, set[Form], str]] = {}
    for cue_class, verbs in groups:
        for verb in verbs:
            third, past, participle = _forms(verb)
            pairs: tuple[tuple[str, Form], ...] = (
                (verb, "base"),
                (third, "s"),
                (past, "past"),
                (participle, "ing"),
            )
            for word, form in pairs:
                if word:
                    forms.setdefault(word, (cue_class, set(), verb))[1].add(form)
    return {word: (kind, frozenset(fs), verb) for word, (kind, fs, verb) in forms.items()}


_NAMING = {
    "labels": ("label", "s"),
    "labelled": ("label", "past"),
    "labeled": ("label", "past"),
    "branded": ("brand", "past"),
    "dubbed": ("dub", "past"),
    "hailed": ("hail", "past"),
    "hails": ("hail", "s"),
    "denounced": ("denounce", "past"),
    "denounces": ("denounce", "s"),
    "condemned": ("condemn", "past"),
    "decried": ("decry", "past"),
    "derided": ("deride", "past"),
    "lambasted": ("lambast", "past"),
    "welcomed": ("welcome", "past"),
}
"""Verbs that say what somebody thinks of a thing, in the forms that are no nouns."""
NAMING_VERBS = frozenset(verb for verb, _ in _NAMING.values())
_AMERICAN = {
    "ups": "lifts",
    "upped": "lifted",
    "upping": "lifting",
    "signaled": "signalled",
    "signaling": "signalling",
    "penciled": "pencilled",
}


def _with_american(
    table: dict[str, tuple[CueClass, frozenset[Form], str]],
) -> dict[str, tuple[CueClass, frozenset[Form], str]]:
    named: dict[str, tuple[CueClass, frozenset[Form], str]] = {}
    for word, (verb, form) in _NAMING.items():
        forms: tuple[Form, ...] = ("past",) if form == "past" else ("s",)
        named[word] = ("speech", frozenset(forms), verb)
    return table | named | {american: table[british] for american, british in _AMERICAN.items()}


CUE_VERBS = _with_american(_table())
"""A verb's form to its class, the forms the word may be, and the verb."""
