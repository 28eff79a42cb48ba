"""Lines of a page that are no part of its report: menus, notices, credits, tables of quotes.

Rules go by what web pages of news have in common. A word such as "share" never drops a line
alone: a line of furniture is short and whole, or speaks to its reader.
"""

import re
from functools import lru_cache

from corpus.cleaning.foreign_furniture import (
    FOREIGN_COMMENTS,
    FOREIGN_LEGAL,
    FOREIGN_LINES,
    FOREIGN_LINKS,
)
from corpus.cleaning.promotion import REPORTED
from corpus.dating.publication_dates import parse_published

_I = re.IGNORECASE
_LONGEST_LINE = 1000
"""Characters; a longer line is a paragraph at least."""
_NOTE_LENGTH = 100
"""Characters; a longer line is prose and only sentences of it may be dropped."""

_MENU = frozenset([
        "home", "news", "markets", "market", "stocks", "stock", "business", "politics", "world",
        "tech", "technology", "opinion", "video", "videos", "podcast", "podcasts", "sport",
        "sports", "economy", "crypto", "cryptocurrency", "forex", "commodities", "bonds",
        "etfs", "funds", "indices", "currencies", "finance", "money", "personal", "investing",
        "companies", "earnings", "calendar", "portfolio", "watchlist", "screener", "tools",
        "menu", "search", "login", "logout", "account", "profile", "settings", "help", "about",
        "contact", "us", "careers", "press", "sitemap", "faq", "advertise", "terms",
        "conditions", "privacy", "policy", "cookie", "cookies", "preferences", "accessibility",
        "share", "tweet", "email", "e-mail", "mail", "print", "save", "bookmark", "copy",
        "link", "url", "like", "facebook", "twitter", "x", "linkedin", "whatsapp", "telegram",
        "reddit", "pinterest", "instagram", "youtube", "tiktok", "threads", "bluesky",
        "messenger", "flipboard", "rss", "pocket", "comments", "comment", "reply", "report",
        "follow", "following", "subscribe", "subscriptions", "newsletter", "newsletters",
        "register", "join", "sign", "log", "in", "up", "out", "now", "free", "trial", "app",
        "apps", "store", "google", "play", "download", "more", "less", "all", "see", "view",
        "show", "hide", "read", "latest", "trending", "popular", "featured", "premium", "pro",
        "live", "tv", "radio", "watch", "listen", "gallery", "photos", "photo", "photography",
        "image", "images", "close", "open", "back", "top", "next", "previous", "skip", "to",
        "main", "content", "loading", "advertisement", "advertising", "ad", "ads", "sponsored",
        "promoted", "tags", "tag", "topics", "topic", "categories", "category", "section",
        "sections", "edition", "us", "uk", "europe", "asia", "americas", "english", "language",
        "dark", "light", "mode", "alerts", "notifications", "of", "use", "and", "&", "the",
        "on", "this", "article", "story", "via", "for", "continue", "reading",
        "story-continues", "below", "related", "articles", "stories", "read-more", "reprints",
        "corrections", "masthead", "most",
])  # fmt: skip
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|&")

REST_IS_COMMENTS = re.compile(
    r"(?:latest |reader |all |view |show )?comments?(?: ?\(\d+\)| section)?:?|\d+ comments?"
    r"|leave a (?:reply|comment)"
    r"|join the (?:conversation|discussion)|discussion|add (?:a|your) comment|post a comment"
    r"|what do you think\??",
    _I,
)
REST_IS_LEGAL = re.compile(
    r"(?:(?:general |full |important |legal )?(?:risk|legal|investment) (?:disclosures?|warnings?"
    r"|notices?|disclaimers?)"
    r"|(?:legal |full |important )?disclaimers?|terms (?:of (?:use|service)|and conditions)"
    r"|important (?:information|disclosures?|notice))"
    r"(?::.*|\.|)",
    _I | re.DOTALL,
)
REST_IS_AUTHOR = re.compile(
    r"(?:about|meet) (?:the|our) (?:authors?|writers?|reporters?|contributors?|journalists?)|author bio",
    _I,
)
_BIOGRAPHY = re.compile(
    r"(?:[A-Z][\w.'’-]+\s+){2,4}(?:is|was) (?:an?|the|our) (?:[\w’'&-]+ ){0,5}?(?:reporter|journalist"
    r"|correspondent|columnist|editor|staff writer|writer|contributor|freelancer)\b"
    r"(?! (?:in chief )?(?:and|who) (?:told|said)).{0,60}"
    r"\b(?:cover(?:s|ing)|at|for|based|writ(?:es|ing)|specializ\w+|specialis\w+|who|with|focus\w+)\b.*",
)
REST_IS_LINKS = re.compile(
    r"(?:related|recommended|trending|popular|suggested|more|top|latest|other|similar|featured"
    r"|editor[’']?s)"
    r"(?: (?:top|latest|recent|related|market|business))?"
    r" (?:articles?|stories|story|news|reading|posts?|content|coverage|links|topics|videos?"
    r"|picks?|reads?|now|headlines|for you)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|(?:most|must) (?:read"
    r"|popular|viewed|shared)"
    r"|read (?:next|also|more)|up next|what to read next|more (?:from|on|in|about|like) .{2,60}"
    r"|about the authors?"
    r"|(?:the )?(?:more|latest)(?: (?:news|stories|headlines|analysis|coverage|updates|and"
    r"|,)){1,4} (?:from|on|about) .{2,60}|in case you missed it"
    r"|(?:story|article|post)? ?tags?|(?:filed under|related topics|topics|keywords)"
    r"|sponsored (?:content|links|stories)|paid content|from the web|around the web"
    r"|promoted (?:content|stories)",
    _I,
)

LINES = re.compile(
    r"""(?:
    (?:first\ |originally\ |last\ )?(?:published|posted|updated|modified|created|publication\ date
        |date)
        (?:\ (?:on|at))?\b(?!.*(?<!\.m)\.$)(?=[^.]*\d|.*\b(?:ago|today|yesterday)\b).*
    | \d+\s?(?:-\s?)?min(?:ute)?s?(?:\ read)?(?:ing\ time)?
        | (?:estimated\ )?read(?:ing)?\ time\b.* | \d+\s?(?:shares|views|likes|comments|reads|claps)
    | (?:\d+|an?|one|two|three|few)\ (?:second|minute|min|hour|hr|day|week|month|year)s?\ ago
    | (?:by|written\ by|reported\ by|edited\ by|reporting\ by
        |author)[:\s]\s*(?-i:[A-Z])[\w.'’-]*(?:\s+(?:(?-i:[A-Z])[\w.'’-]*|and|&|[|/,·•-]|of|for
        |the))*
    | (?:\(?(?:reporting|writing|editing|additional\ reporting|compiled
        |translated)\b[\w\s]*\ by\ ).*
    | (?:share|tweet|save|print|email|send|copy|gift)\ (?:this|the|on|via|by|with|to|link|article
        |story)\b.{0,40}
    | (?:listen|watch)\ (?:to|now|live|this)\b.{0,60} | (?:this\ )?(?:article|story|report
        |text)\ continues\b.{0,40}
    | story\ continues.{0,40} | continue\ reading.{0,60} | skip\ to\ .{0,40} | (?:scroll|swipe|tap
        |click|press)\ (?:down|to|for|here|on)\b.{0,60}
    | (?:read|see|learn|discover|find\ out|show|view|load)\ (?:more|also|full\ story
        |the\ full\ story|next|all)\b[\s.…»>→]*
    | (?:read\ (?:more|also|next|the\ full\ story)|also\ read|see\ also|must\ read
        |related(?:\ (?:article|story|reading|stories|news|video))?|recommended|don['’]t\ miss
        |watch(?:\ now)?|more)\s*[:|»>–—]\s?.*
    | (?:(?:story|article|post)?\ ?tags?|topics?|filed\ under|categor(?:y|ies)|keywords?
        |related\ topics|tickers?|symbols?|in\ this\ (?:article|story))\s*:.*
    | (?:photo|image|picture|pic|illustration|graphic|video|chart|cover|featured\ image
        |header\ image|file\ photo|photograph)(?:\ (?:by|credits?|sources?|courtesy(?:\ of)?
        |via))?\s*(?::|\bby\b|\bcourtesy\b|\bvia\b).*
    | (?:credits?|image\ sources?)\s*:.*
    | .{0,160}(?:/|\bvia\ |\||\(|\bby\ |—\ ?|-\ )(?:getty(?:\ images)?|shutterstock
        |istock(?:photo)?|alamy|unsplash|reuters/[\w.\s'’-]+|ap\ photo.*|afp\ photo.*|epa(?:-efe)?
        |adobe\ stock|pixabay|depositphotos)(?:\ images)?\)?
    | (?:file\ photo|reuters/).* | [©Ⓒ]\s?[\w.'’&\s/-]{1,60}\.?
    | (?:we\ use\ cookies|this\ (?:site|website)\ uses\ cookies|by\ (?:continuing|using|clicking)
        |your\ (?:ad\ ?blocker|browser|session|subscription|privacy)|please\ (?:enable|disable
        |log\ in|sign\ in|subscribe|register|wait|try\ again)|(?:accept|reject|allow
        |manage)\ (?:all|cookies|preferences|consent)).*
    | (?:already\ a\ (?:subscriber|member)|have\ an\ account|not\ a\ (?:subscriber|member)
        |sign\ in\ to|log\ in\ to|create\ (?:a\ free|an|your)\ account)\b.*
    | (?:purchase|order|buy|request)\ (?:licensing\ rights|reprints?|permissions?).{0,40}
    | (?:licensing\ rights|reprints?\ (?:and|&)\ permissions|rights\ (?:and|&)\ permissions)
    | view\ (?:the\ )?original\ content\b.* | download\ multimedia\b.*
    | \d{1,2}[.:h]\d{2}(?:[.:]\d{2})?\s?(?:[ap]\.?m\.?)?\s?(?-i:[A-Z]{1,4})?\b
    | !\[[^\]]*\]\([^)]*\) | [-*_=~–—•·.\s]{1,80} | <!--.*-->
    )""",
    _I | re.VERBOSE,
)

_CALL = re.compile(
    r"(?:unlock|subscribe|sign up|claim \d+% off|save \d+%|get started|learn more|try (?:it|now|for|free"
    r"|\w+ for free)|join (?:now|free|today)"
    r"|start (?:your )?(?:free )?trial|claim (?:your|this|the|offer|discount|now)|get (?:\d+% off"
    r"|access|the app|the deal)"
    r"|download (?:now|the app)|see (?:plans|pricing)|view (?:plans|picks|offer)|buy now|shop now"
    r"|(?:register|upgrade|discover|explore) (?:now|here|today|free|for free|more)"
    r"|open (?:an )?account"
    r"|start (?:now|here|today))"
    r"(?: (?:now|here|today|free|for free|stocks?|picks?|premium|pro|access|insights?|ideas?|more"
    r"|offer|list|all|deal|the list))*\s*[!»>→]*$",
    _I,
)
_LEGAL_LINE = re.compile(
    r"all rights (?:are )?reserved|intellectual property rights|[©Ⓒ]\s*(?:copyright\s*)?(?:19"
    r"|20)\d\d|\(c\)\s*(?:copyright\s*)?(?:19|20)\d\d"
    r"|\bcopyright\b.{0,12}(?:[©Ⓒ]|\(c\)|(?:19|20)\d\d)|may not be (?:published|reproduced|copied"
    r"|redistributed)"
    r"|(?:reproduction|republication|redistribution|unauthori[sz]ed use)\b.{0,80}\b(?:prohibited"
    r"|permission|consent)|our standards:",
    _I,
)
_MACHINE = re.compile(
    r"\b(?:a\.?i\.?|artificial intelligence|machine|automat\w+|computer|neural|chatgpt"
    r"|llm)\b.{0,60}\b(?:translat\w+|generat\w+|assist\w+|written|writ\w+|produced|summar\w+"
    r"|creat\w+|support)\b"
    r"|\b(?:translat\w+|generat\w+|written|produced|summari[sz]ed|creat\w+)\b.{0,60}\b(?:a\.?i\.?"
    r"|artificial intelligence|machine|automat\w+|chatgpt|llm)\b",
    _I,
)
_THIS_TEXT = re.compile(
    r"\b(?:this|the) (?:[\w-]+ ){0,2}(?:article|story|text|page|post|summary|translation|version"
    r"|piece|content)\b"
    r"|\b(?:translat\w+|generated|written) (?:by|with|using) (?:an? )?(?:a\.?i\.?|machine"
    r"|chatgpt)\b.{0,60}\b(?:review\w*|edit\w*|check\w*)\b",
    _I,
)

_TICKER = re.compile(
    r"[$^]?[A-Z][A-Z0-9.=:^/-]{0,11}|[+\-−▲▼△▽]?\s?[$€£]?[\d.,]+\s?%?|\(?[+\-−▲▼]\s?[\d.,]+\s?%\)?|[-–—−]|N/?A",
    0,
)
_QUOTE_ROW = re.compile(
    r"(?!.*\b(?i:revenues?|sales|profits?|income|earnings|eps|margins?|costs?|orders?|dividends?|cash"
    r"|debt|ebitda?|turnover|volumes?|units|growth|total)\b)"
    r"(?:[$^]?[A-Z][\w.&/-]*\s+){1,3}(?:\d{2,4}\s+)?[$€£]?[\d.,]+\s+.{0,3}[+\-−▲▼][\d.,]+\s?%?.*"
)
LIST_MARK = re.compile(r"^(?:[#>*+•·–-]+\s+|\d{1,2}[.)]\s+)")
ENDS = re.compile(r"[.!?…:;,][”\"’')\]*_]*$")


def _is_menu(line: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(line)]
    return (
        bool(words)
        and line[-1] not in ".?"
        and all(word in _MENU or word.isdigit() for word in words)
    )


def _is_breadcrumb(line: str) -> bool:
    parts = re.split(r"\s*[>›»|•·]\s*|\s+/\s+", line)
    return (
        len(parts) > 2
        and len(line) < 160
        and all(len(part) < 40 for part in parts)
        and not ENDS.search(line)
    )


@lru_cache(maxsize=4096)
def is_links_heading(line: str) -> bool:
    """Whether a line heads a list of other articles."""
    line = line.rstrip(": ")
    return REST_IS_LINKS.fullmatch(line) is not None or FOREIGN_LINKS.fullmatch(line) is not None


@lru_cache(maxsize=4096)
def is_end_heading(line: str) -> bool:
    """Whether a line heads comments or a note on the author, so that the report ends before it."""
    return any(
        heading.fullmatch(line) for heading in (REST_IS_COMMENTS, REST_IS_AUTHOR, FOREIGN_COMMENTS)
    )


@lru_cache(maxsize=4096)
def is_legal(line: str) -> bool:
    """Whether a line begins a disclaimer."""
    legal = REST_IS_LEGAL.fullmatch(line) or FOREIGN_LEGAL.fullmatch(line)
    return legal is not None and not REPORTED.search(line[:60])


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> bool:
    """Whether a whole line is a part of the page and not of its report."""
    if len(line) > _LONGEST_LINE:
        return False
    line = LIST_MARK.sub("", line.strip()).strip("*_# ")
    if not any(character.isalnum() for character in line):
        return True
    if len(line) <= 400 and _LEGAL_LINE.search(line) and not REPORTED.search(line):
        return True
    if (
        len(line) <= 300
        and _MACHINE.search(line)
        and _THIS_TEXT.search(line)
        and not REPORTED.search(line)
    ):
        return True
    if (
        _is_menu(line)
        or _is_breadcrumb(line)
        or _TICKER.fullmatch(line)
        or _QUOTE_ROW.fullmatch(line)
    ):
        return True
    if len(line) <= 200 and _CALL.search(line) and not REPORTED.search(line.rstrip(" »>→!")):
        return True
    if len(line) <= 60 and any(map(str.isdigit, line)) and parse_published(line) is not None:
        return True
    if len(line) <= 400 and is_legal(line) and not REPORTED.search(line):
        return True
    if is_links_heading(line) or is_end_heading(line):
        return True
    if len(line) <= 200 and FOREIGN_LINES.fullmatch(line):
        return True
    if len(line) <= 500 and _BIOGRAPHY.fullmatch(line) and not REPORTED.search(line):
        return True
    short = len(line) <= _NOTE_LENGTH or line.startswith(("©", "!["))
    prose_end = line.endswith(".") and len(line) > 60
    return short and not prose_end and LINES.fullmatch(line) is not None
