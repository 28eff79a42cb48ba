"""The words that attribute: verbs of speech, thought and rating, role nouns, pronouns and their kin.

General vocabulary of news prose, grouped by what a subject must be for the verb to attribute anything.
"""

from typing import Literal

CueClass = Literal["speech", "quote", "thought", "wish", "rating", "target"]
Form = Literal["base", "s", "past", "ing"]

_IRREGULAR = {
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
    "plead": ("pleads", "pleaded", "pleading"),
    "dismiss": ("dismisses", "dismissed", "dismissing"),
    "bet": ("bets", "bet", "betting"),
    "confess": ("confesses", "confessed", "confessing"),
    "guess": ("guesses", "guessed", "guessing"),
    "express": ("expresses", "expressed", "expressing"),
}
_SPEECH = ["say", "tell", "write", "add", "note", "state", "explain", "comment", "argue", "warn", "caution", "stress", "emphasize", "emphasise", "highlight", "remark", "observe", "conclude", "reiterate", "acknowledge", "admit", "insist", "claim", "quip", "joke", "declare", "describe", "flag", "concede", "contend", "counter", "muse", "opine", "assert", "urge", "advise", "point", "signal", "hint", "suggest", "reply", "respond", "elaborate", "recall", "caution", "underscore", "underline", "posit", "maintain", "reaffirm", "express", "voice", "mention", "call", "quip", "complain", "lament", "announce", "confirm", "disagree", "agree", "grumble", "mutter", "boast", "gush", "fret", "enthuse", "venture", "recount", "clarify", "pledge", "promise", "vow", "deny", "blame", "criticise", "criticize", "praise", "demand", "plead", "retort", "gripe", "concur", "advocate", "caution", "predict", "speculate", "testify", "theorize", "outline", "confess", "interject", "exclaim", "counsel", "preach", "refer", "dismiss", "make", "tweet"]
_QUOTE = ["continue", "begin", "ask", "offer", "finish", "laugh", "smile", "sigh", "shrug", "go", "chuckle", "start", "repeat", "answer", "remember", "volunteer", "allow", "follow", "shoot", "relent"]
_THOUGHT = ["believe", "think", "expect", "see", "anticipate", "forecast", "project", "estimate", "predict", "reckon", "recommend", "favor", "favour", "prefer", "view", "consider", "assume", "envision", "envisage", "foresee", "attribute", "guess", "figure", "reason", "suspect", "pencil", "bet", "deem", "judge", "regard", "caution", "describe", "calculate", "find", "peg"]
_WISH = ["want", "need", "like", "hope", "fear", "worry", "doubt", "wonder", "feel", "love", "dislike", "plan", "intend"]
_RATING = ["upgrade", "downgrade", "initiate", "reinstate"]
_TARGET = ["raise", "lift", "cut", "lower", "trim", "hike", "boost", "increase", "reduce", "bump", "revise", "keep", "set", "slash", "leave", "affirm", "assign", "rate", "put", "place", "stick", "have", "stand", "hold"]

TARGET_NOUNS = frozenset(
    ["target", "targets", "forecast", "forecasts", "estimate", "estimates", "rating", "ratings", "outlook", "view", "projection", "projections", "stance", "call", "recommendation", "recommendations", "weighting", "exposure", "allocation", "odds", "probability", "price-target", "price-targets", "expectations", "guidance", "stance"]
)
"""With a verb of the `target` class, what must follow closely for it to be a view."""

RATING_NOUNS = TARGET_NOUNS | frozenset(
    ["buy", "sell", "hold", "neutral", "overweight", "underweight", "outperform", "underperform", "sector-perform", "market-perform", "equal-weight", "accumulate", "reduce", "stable", "negative", "positive"]
)
"""What `rates` and `assigns` take besides."""
COMPANY_TARGETS = frozenset(
    ["target", "targets", "forecast", "forecasts", "outlook", "guidance", "projection", "projections", "expectations", "estimate", "estimates"]
)
"""What a company may raise or cut that is its own view and no business."""

BE_FORMS = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re"])
AUXILIARIES = BE_FORMS | frozenset(
    ["has", "have", "had", "does", "do", "did", "will", "would", "could", "should", "may", "might", "must", "can", "'ve", "'d", "'ll", "not", "n't", "cannot"]
)
ADVERBS = frozenset(
    ["also", "still", "now", "then", "further", "again", "however", "thus", "even", "just", "already", "both", "all", "too", "once", "later", "instead", "meanwhile", "therefore", "nevertheless", "nonetheless", "separately", "similarly", "likewise", "always", "never", "often", "themselves", "himself", "herself", "itself", "long", "first", "today", "yesterday", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday", "sunday", "each", "jointly", "though", "no", "longer", "only", "broadly"]
)
"""With every word in -ly, what may stand between a subject and its verb."""

ROLE_NOUNS = frozenset(
    ["strategist", "analyst", "economist", "trader", "researcher", "manager", "officer", "executive", "ceo", "cfo", "cio", "coo", "cto", "president", "chairman", "chairwoman", "chair", "chairperson", "governor", "secretary", "minister", "director", "head", "partner", "founder", "co-founder", "cofounder", "professor", "spokesman", "spokeswoman", "spokesperson", "technician", "adviser", "advisor", "banker", "broker", "portfolio-manager", "lawmaker", "senator", "congressman", "commissioner", "chief", "co-head", "co-chief", "owner", "investor", "policymaker", "treasurer", "deputy-governor", "boss", "lecturer", "fellow", "scientist", "consultant", "planner", "vp", "president-elect", "representative", "historian", "publisher", "solicitor", "actuary", "surveyor", "agent", "realtor", "captain", "expert", "member", "co-manager", "counterpart", "seller", "laureate", "billionaire", "co-cio", "co-ceo", "co-president", "veteran", "mayor", "speaker", "chancellor", "attorney", "lawyer", "physicist", "engineer", "specialist", "colleague", "deputy", "premier", "vice-president", "vice-chair", "vice-chairman", "secretary-general", "number-cruncher", "leader", "broker-dealer", "watcher", "man", "woman"]
)
PLURAL_ROLES = frozenset(
    ["strategists", "analysts", "economists", "traders", "researchers", "managers", "officers", "executives", "officials", "team", "teams", "desk", "strategy-team", "experts", "specialists", "bankers", "directors", "advisers", "advisors", "colleagues", "members", "counterparts", "leaders", "presidents", "chairmen", "agents", "lawyers", "co-heads", "heads", "policymakers", "partners", "spokespeople", "technicians", "staff", "quants", "consultants", "co-chiefs", "chiefs"]
)
TITLE_WORDS = ROLE_NOUNS | frozenset(
    ["senior", "vice", "executive", "managing", "global", "chief", "equity", "equities", "strategy", "investment", "market", "markets", "macro", "fixed", "income", "quantitative", "quant", "technical", "research", "lead", "deputy", "assistant", "associate", "principal", "national", "international", "economic", "economics", "credit", "rates", "currency", "fx", "commodity", "commodities", "portfolio", "wealth", "multi-asset", "cross-asset", "derivatives", "u.s.", "us", "uk", "former", "acting", "interim", "prime", "finance", "foreign", "treasury", "group", "regional", "independent", "veteran", "longtime", "top", "union", "autos", "retail", "hedge", "fund", "financial", "operating", "marketing", "commercial", "legal", "information", "revenue", "risk", "product", "accounting", "digital", "medical", "scientific", "content", "customer", "development", "business", "communications", "corporate", "public", "general", "creative", "billionaire", "legendary", "nobel", "short", "interest-rate", "rate", "precious", "metals", "oil", "gas", "energy", "gold", "real", "estate", "housing", "crypto"]
)
DOCUMENTS = frozenset(
    ["note", "notes", "report", "reports", "research", "survey", "memo", "letter", "statement", "commentary", "filing", "paper"]
)
BANK_NOUNS = frozenset(
    ["bank", "lender", "broker", "brokerage", "firm", "company", "group", "institution", "agency", "house", "fund", "insurer", "carmaker", "automaker", "chipmaker", "retailer", "miner", "producer", "airline", "regulator", "ministry", "department", "institute", "consultancy", "exchange", "giant", "startup", "start-up", "think-tank", "organization", "organisation", "body", "investor-adviser", "conglomerate", "association", "chain", "operator", "developer", "network", "drugmaker", "planemaker", "builder", "homebuilder", "supplier", "union", "investor-group", "nonprofit", "charity", "utility", "utility-group", "automaker", "group", "insurer", "forecaster", "watchdog", "council", "department", "government", "ministry", "company", "titan", "giant", "heavyweight", "platform", "maker", "refiner", "driller", "railroad", "carrier", "processor", "designer", "foundry", "advocacy-group", "broker", "think-tank"]
)
"""After `the`: an anaphor for a firm that was named before."""

HE, SHE, THEY, IT = "he", "she", "they", "it"
PRONOUNS = {"he": HE, "she": SHE, "they": THEY, "it": IT, "we": "", "i": "", "you": "", "who": ""}

ORG_WORDS = frozenset(
    ["bank", "banks", "capital", "securities", "partners", "research", "advisors", "advisers", "group", "management", "institute", "university", "asset", "assets", "investments", "investment", "investors", "holdings", "markets", "global", "economics", "financial", "finance", "wealth", "trust", "fund", "funds", "associates", "consulting", "consultants", "analytics", "inc", "corp", "corporation", "ltd", "llc", "plc", "ag", "sa", "nv", "se", "co", "company", "companies", "association", "agency", "department", "ministry", "commission", "council", "committee", "exchange", "index", "federation", "chamber", "treasury", "reserve", "board", "party", "house", "intelligence", "insurance", "energy", "motors", "airlines", "pharmaceuticals", "technologies", "technology", "industries", "systems", "foundation", "centre", "center", "union", "bureau", "office", "authority", "street", "advisory", "brokers", "brokerage", "ventures", "equity", "international", "services", "solutions", "software", "labs", "monitor", "survey", "society", "college", "school", "court", "congress", "senate", "parliament", "government", "administration", "ratings", "strategies", "workers", "teamsters", "builders", "manufacturers", "growers", "producers", "retailers", "brothers", "bancorp", "bancshares", "savings", "mutual", "airways", "motor", "steel", "petroleum", "oil", "gas", "chemicals", "healthcare", "biosciences", "therapeutics", "semiconductor", "semiconductors", "electronics", "robotics", "aerospace", "logistics", "railway", "railways", "media", "entertainment", "studios", "brands", "foods", "beverages", "stores", "properties", "realty", "homes", "hotels", "resorts", "macroeconomics", "macro", "alliance", "coalition", "confederation", "league", "institution", "forum", "ventures", "organization", "organisation", "network", "platforms", "cloud", "mining", "resources", "minerals", "metals", "power", "electric"]
)
NATIONALITIES = frozenset(
    ["american", "european", "asian", "australian", "british", "chinese", "japanese", "german", "french", "canadian", "indian", "swiss", "italian", "spanish", "dutch", "swedish", "norwegian", "danish", "korean", "brazilian", "mexican", "turkish", "russian", "irish", "scottish", "african", "asia", "europe", "africa", "china", "japan", "india", "germany", "france", "britain", "canada", "australia", "brazil", "mexico", "america", "emea", "apac", "americas", "eurozone", "anglo", "western", "eastern", "northern", "southern", "latin", "nordic", "israeli", "polish", "saudi", "emirati", "taiwanese", "russia", "ukraine", "israel", "iran", "italy", "spain", "turkey", "taiwan", "switzerland", "sweden", "norway", "poland", "ireland", "scotland", "korea", "indonesia", "vietnam", "thailand", "nigeria", "argentina", "washington", "beijing", "moscow", "tokyo", "london", "brussels", "republican", "democrat", "democratic", "labour", "tory", "conservative", "dovish", "hawkish"]
)
"""Capitalised modifiers of roles: `head of Asia research`; no person's name."""
MEDIA_WORDS = frozenset(
    ["ledger", "times", "post", "journal", "herald", "news", "gazette", "dispatch", "tribune", "courier", "chronicle", "telegraph", "observer", "newspaper", "magazine", "radio", "tv", "television", "daily", "weekly", "wire", "newswire", "newsletter", "podcast", "app", "website", "examiner", "inquirer", "sentinel", "guardian", "independent", "mail", "mirror", "sun", "star", "globe", "press", "argus", "standard", "echo", "reporter", "bulletin"]
)
"""The last word of an unknown name that prints or broadcasts what others say."""
RESEARCH_WORDS = frozenset(
    ["capital", "securities", "research", "advisors", "advisers", "asset", "investments", "investors", "bank", "wealth", "trust", "partners", "economics", "macroeconomics", "analytics", "macro", "strategies", "consulting", "consultants", "advisory", "brokerage", "brokers"]
)
NOT_ORGANISATIONS = frozenset(
    ["us", "u.s", "uk", "u.k", "eu", "e.u", "ai", "gdp", "cpi", "pce", "ppi", "pmi", "etf", "etfs", "ipo", "ipos", "eps", "ceo", "cfo", "coo", "cto", "fomc", "q1", "q2", "q3", "q4", "h1", "h2", "fx", "m&a", "tv", "it", "usd", "eur", "gbp", "jpy", "yoy", "ytd", "esg", "reit", "reits", "sme", "ev", "evs", "llm", "gpu", "nyc", "la", "dc", "d.c", "ok", "covid", "vix", "nav", "opinion", "live", "breaking", "update", "new"]
)
"""Capitals that stand for things and places; they say nothing."""
SPEECH_NOUNS = frozenset(
    ["answer", "answers", "reply", "response", "verdict", "take", "advice", "message", "argument", "point", "warning", "explanation", "word", "words", "view", "opinion", "conclusion", "assessment", "reading", "judgment", "judgement", "comment", "comments", "prediction", "thesis", "case", "remark", "rejoinder", "retort", "worry", "concern", "counter", "contention", "guess", "bet", "hunch", "estimate", "forecast", "base-case", "summary", "reasoning", "caveat", "phrase", "line", "complaint", "rule", "question", "target", "outlook", "call", "base-case"]
)
"""`X's answer: ...`, `in her view`: what somebody's words are called."""
EXECUTIVE_WORDS = frozenset(
    ["executive", "ceo", "cfo", "coo", "cto", "cio", "chairman", "chairwoman", "chairperson", "founder", "co-founder", "cofounder", "finance", "spokesman", "spokeswoman", "spokesperson", "treasurer", "boss", "co-chief"]
)
NOT_PEOPLE = frozenset(
    """wall street;main street;white house;silicon valley;united states;united kingdom;european union;
    middle east;hong kong;new york;new zealand;saudi arabia;south korea;north korea;south africa;
    downing street;capitol hill;big tech;magnificent seven;supreme court;the city;dow jones;
    small caps;large caps;mid caps;federal open;real estate;artificial intelligence;san francisco;
    los angeles;world cup;house;senate;shadow;oval;republicans;democrats;bitcoin;nasdaq;
    nasdaq composite;treasuries;brexit;christmas;easter;thanksgiving;black friday;earth;internet;
    twitter;facebook;google finance;latin america;north america;south america;east asia;old world""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split(";")
)
HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "prof", "sir", "lord", "lady", "dame", "sen", "rep", "gov", "mx"])
STARTERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "there", "here", "and", "but", "or", "nor", "so", "yet", "for", "if", "when", "while", "as", "at", "by", "in", "on", "of", "to", "from", "with", "without", "within", "after", "before", "since", "until", "despite", "although", "though", "because", "unlike", "like", "however", "meanwhile", "moreover", "furthermore", "still", "also", "even", "only", "just", "more", "most", "many", "much", "some", "any", "all", "both", "each", "every", "few", "several", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "such", "what", "who", "which", "where", "why", "how", "his", "her", "its", "their", "our", "my", "your", "it", "he", "she", "they", "we", "you", "i", "no", "not", "now", "then", "thus", "therefore", "instead", "indeed", "overall", "elsewhere", "separately", "earlier", "later", "today", "yesterday", "tomorrow", "last", "next", "first", "second", "third", "fourth", "finally", "according", "given", "during", "between", "among", "against", "about", "over", "under", "through", "across", "around", "above", "below", "beyond", "is", "are", "was", "were", "be", "being", "been", "do", "does", "did", "has", "have", "had", "will", "would", "could", "should", "may", "might", "must", "can", "let", "yes", "looking", "asked", "speaking", "writing", "others", "other", "another", "once", "twice", "amid", "whether", "none", "nothing", "everything", "everyone", "analysts", "strategists", "economists", "investors", "traders", "stocks", "shares", "bonds", "yields", "rates", "oil", "gold", "markets", "market", "data", "figures", "results", "earnings", "inflation", "growth", "futures", "bulls", "bears", "banks", "companies", "consumers", "officials", "experts", "critics", "supporters", "executives", "regulators", "retailers", "homebuilders", "meanwhile", "additionally", "similarly", "likewise", "lastly", "specifically", "notably", "importantly", "historically", "recently", "currently", "typically", "generally", "perhaps", "maybe", "clearly", "simply", "certainly", "citing", "adding", "noting", "saying", "quotation", "question", "answer", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "president-elect", "per", "via", "than"]
)
"""Words whose capital letter at a sentence's start says nothing."""

CALENDAR = frozenset(
    ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
PARTICLES = frozenset(["de", "van", "von", "der", "den", "la", "le", "del", "da", "di", "bin", "al", "el", "ten", "ter", "dos"])


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
    groups: tuple[tuple[CueClass, list[str]], ...] = (
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


CUE_VERBS = _table()
"""A verb's form to its class, the forms the word may be, and the verb."""
