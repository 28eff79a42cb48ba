"""The report among the furniture of a page: which ranges of a text are kept, never rewritten.

Rules go by what web pages of news have in common. A word such as "share" never drops a line
alone: a line of furniture is short and whole, or speaks to its reader ("sign up for our
newsletter"), and a sentence that quotes or attributes something is always kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Range
from corpus.dates import parse_published

_I = re.IGNORECASE
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

_REST_IS_COMMENTS = re.compile(
    r"(?:latest |reader |all |view |show )?comments?(?: ?\(\d+\)| section)?:?|\d+ comments?"
    r"|leave a (?:reply|comment)"
    r"|join the (?:conversation|discussion)|discussion|add (?:a|your) comment|post a comment"
    r"|what do you think\??",
    _I,
)
_REST_IS_LEGAL = re.compile(
    r"(?:(?:general |full |important |legal )?(?:risk|legal|investment) (?:disclosures?|warnings?"
    r"|notices?|disclaimers?)"
    r"|(?:legal |full |important )?disclaimers?|terms (?:of (?:use|service)|and conditions)"
    r"|important (?:information|disclosures?|notice))"
    r"(?::.*|\.|)",
    _I | re.DOTALL,
)
_REST_IS_LINKS = re.compile(
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

_LINES = re.compile(
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
    | !\[[^\]]*\]\([^)]*\) | [-*_=~–—•·.\s]{1,80} | <!--.*-->
    )""",
    _I | re.VERBOSE,
)
_CALL = re.compile(
    r"(?:unlock|subscribe|sign up|get started|learn more|try (?:it|now|for|free"
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

_ADVICE = re.compile(
    r"\b(?:not|never|nor|no|nothing|none)\b.{0,120}\b(?:financial|investment|investing|trading|legal|tax"
    r"|professional)(?:,? (?:or|and) \w+)? (?:advice|recommendations?)\b"
    r"|\bpast performance (?:is|does|may|should) (?:not|no)\b|\bfor (?:informational|information"
    r"|educational)(?: and \w+)? purposes only\b"
    r"|\b(?:author|writer|reporter|editor|we)\b.{0,60}\b(?:holds?|owns?|has|have|had) (?:no"
    r"|a) (?:\w+ )?positions?\b"
    r"|\b(?:not|nor) (?:be )?(?:liable|responsible) for any (?:loss|losses|damages?)\b",
    _I,
)
_PITCH = re.compile(
    r"""(?:
    (?:please\ |and\ |or\ |then\ )?(?:sign\ up|subscribe|register)\b.{0,80}\b(?:newsletter|inbox
        |alerts?|updates?|free|today|now|here|channel|emails?|briefing|to\ (?:our|the|read|get))\b.*
    | (?:follow|like|find|join|contact|support|visit|email|message)\ us\b.* | (?:join|download
        |check\ out|try|visit|read|follow|explore|browse|see)\ our\b.*
    | (?:get|receive|have)\ (?:the|our|your|more|all|daily|weekly|unlimited|full|exclusive|instant
        |real-time|breaking)\b.{0,120}\b(?:newsletter|inbox|app|alerts?|access|delivered
        |subscription|e-?mails?)\b.*
    | (?:click|tap)\ (?:here|the\ link|below|to)\b.* | (?:stay|keep)\ (?:tuned|informed|updated
        |connected|in\ the\ loop|ahead|up\ to\ date|there)\b.{0,60}\b(?:newsletter|us|our|app
        |alerts?|with)\b.*
    | (?:want|looking\ for|ready\ to|need|tired\ of|looking\ to
        |wondering)\b.{0,120}\b(?:newsletter|subscribe|sign\ up|our|click)\b.*
    | (?:become|upgrade\ to|try)\ (?:a\ |an\ )?(?:member|subscriber|premium|pro|supporter)\b.*
        | unlock\ (?:\w+\ ){0,4}(?:picks?|stocks?|premium|access|insights?|ideas?|potential|more
        |analysis|content|article|story)\b.*
    | (?:this\ (?:article|story)\ is\ (?:only\ )?(?:for|available
        |reserved)\b.{0,40}\b(?:subscribers?|members?)\b.*)
    | (?:don['’]t|never)\ miss\ (?:a|an|out|our|any)\b.* | (?:share|tell)\ (?:this|us|your
        |it)\b.{0,80}
    | (?:enjoyed|like|liked|love)\ (?:this|what)\b.{0,80}\b(?:article|story|read|post|see)\b.*
    | (?:advertisement|sponsored|promoted)\b[\s:.]*
    )""",
    _I | re.VERBOSE,
)
_OUR_LETTER = re.compile(
    r"\b(?:our|your|my) (?:[\w-]+ ){0,3}(?:newsletters?|mailing list|telegram channel"
    r"|youtube channel|podcast|mobile app|whatsapp channel)\b",
    _I,
)
_TO_READER = re.compile(r"\b(?:you|your|you[’']re)\b", _I)
_REPORTED = re.compile(
    r"[“”\"«»]|\b(?:said|says|told|wrote|writes|added|adds|noted|notes|according|reported|reports"
    r"|announced|argued|warned|stated)\b",
    _I,
)
_SENTENCE_END = re.compile(r"(?:[.!?…]|[.!?…]\s?[”\"’')\]])\s+(?=[^\s\da-z])")
_TICKER = re.compile(
    r"[$^]?[A-Z][A-Z0-9.=:^/-]{0,11}|[+\-−▲▼△▽]?\s?[$€£]?[\d.,]+\s?%?|\(?[+\-−▲▼]\s?[\d.,]+\s?%\)?|[-–—−]|N/?A",
    0,
)
_QUOTE_ROW = re.compile(
    r"(?:[$^]?[A-Z][\w.&/-]*\s+){1,3}[$€£]?[\d.,]+\s+.{0,3}[+\-−▲▼][\d.,]+\s?%?.*"
)
_LIST_MARK = re.compile(r"^(?:[#>*+•·–-]+\s+|\d{1,2}[.)]\s+)")
_ENDS = re.compile(r"[.!?…:;,][”\"’')\]*_]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """The line without the marks of a heading or a list."""
        return _LIST_MARK.sub("", self.text).strip("*_# ")


def _split_lines(text: str) -> tuple[_Line, ...]:
    """The lines that are not blank, in order."""
    lines = []
    for match in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]+", text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line)
            lines.append(_Line(start=start, end=start + len(line), text=line))
    return tuple(lines)


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence at least, by its length and its end."""
    return len(line) > 60 and (len(line) > 150 or _ENDS.search(line) is not None)


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
        and not _ENDS.search(line)
    )


def is_furniture(line: str) -> bool:
    """Whether a whole line is a part of the page and not of its report."""
    line = _LIST_MARK.sub("", line.strip()).strip("*_# ")
    if not any(character.isalnum() for character in line):
        return True
    if len(line) <= 400 and _LEGAL_LINE.search(line) and not _REPORTED.search(line):
        return True
    if (
        len(line) <= 300
        and _MACHINE.search(line)
        and _THIS_TEXT.search(line)
        and not _REPORTED.search(line)
    ):
        return True
    if (
        _is_menu(line)
        or _is_breadcrumb(line)
        or _TICKER.fullmatch(line)
        or _QUOTE_ROW.fullmatch(line)
    ):
        return True
    if len(line) <= 200 and _CALL.search(line) and not _REPORTED.search(line):
        return True
    if len(line) <= 60 and any(map(str.isdigit, line)) and parse_published(line) is not None:
        return True
    if len(line) <= 400 and _REST_IS_LEGAL.fullmatch(line) and not _REPORTED.search(line):
        return True
    if _REST_IS_LINKS.fullmatch(line.rstrip(":")) or _REST_IS_COMMENTS.fullmatch(line):
        return True
    short = len(line) <= _NOTE_LENGTH or line.startswith(("©", "!["))
    prose_end = line.endswith(".") and len(line) > 60
    return short and not prose_end and _LINES.fullmatch(line) is not None


def _is_promotion(sentence: str) -> bool:
    """Whether a sentence sells the outlet to its reader, or is its legal small print."""
    if _REPORTED.search(sentence):
        return False
    sentence = sentence.strip(" \t*_([")
    if _PITCH.fullmatch(sentence) or _ADVICE.search(sentence):
        return True
    return _OUR_LETTER.search(sentence) is not None and len(sentence) < 300


def _sentences(line: _Line) -> tuple[tuple[int, int], ...]:
    """The sentences of a line, rather split too seldom; offsets into the whole text."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(line.text)), len(line.text)]
    return tuple(
        (line.start + first, line.start + last) for first, last in pairwise(starts) if first < last
    )


def _keep_in_line(text: str, line: _Line) -> Iterator[tuple[int, int]]:
    """The sentences of a line that are no promotion, nor the lead-in of one."""
    sentences = _sentences(line)
    dropped = [_is_promotion(text[start:end].strip()) for start, end in sentences]
    for index in range(len(sentences) - 2, -1, -1):
        start, end = sentences[index]
        lead_in = text[start:end]
        # "You have come this far. Our newsletter goes further." The first belongs to the second.
        if dropped[index + 1] and _TO_READER.search(lead_in) and not _REPORTED.search(lead_in):
            dropped[index] = True
    for (start, end), drop in zip(sentences, dropped, strict=True):
        if not drop:
            yield start, end


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether a text breaks its lines at a fixed width, so that a sentence runs over several."""
    lengths = [len(line.text) for line in lines]
    full = sum(55 <= length <= 100 for length in lengths)
    return len(lines) >= 5 and max(lengths) <= 120 and full >= 0.55 * len(lines)


def _label_runs(lines: Sequence[_Line]) -> frozenset[int]:
    """Indices of lines in runs of four or more labels: menus, tables of quotes, rows of buttons."""
    runs: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        label = len(line.text) <= 30 and len(line.text.split()) <= 4 and not _ENDS.search(line.text)
        if label and not line.text.startswith(("-", "*", "•", "#")):
            run.append(index)
            continue
        if len(run) >= 4:
            runs.update(run)
        run = []
    return frozenset(runs | set(run)) if len(run) >= 4 else frozenset(runs)


def _report_end(lines: Sequence[_Line]) -> int:
    """The index of the line with which comments or small print begin, to the end of the page."""
    prose = 0
    for index, line in enumerate(lines):
        words = line.words
        rest = _REST_IS_COMMENTS.fullmatch(words) or (
            _REST_IS_LEGAL.fullmatch(words) and not _REPORTED.search(words[:60])
        )
        if (
            rest
            and prose
            and sum(_is_prose(later.text) for later in lines[index:]) <= 2 * prose + 4
        ):
            return index
        prose += _is_prose(line.text)
    return len(lines)


def _links_below(lines: Sequence[_Line], end: int) -> frozenset[int]:
    """Indices of headings such as "Related articles" and of the headlines below them."""
    dropped: set[int] = set()
    below = False
    for index, line in enumerate(lines[:end]):
        if _REST_IS_LINKS.fullmatch(line.words.rstrip(":")):
            below = True
        elif below and (_is_prose(line.text) or _ENDS.search(line.text)):
            below = False
        if below:
            dropped.add(index)
    return frozenset(dropped)


def _same_title(line: str, title: str | None) -> bool:
    return (
        title is not None
        and " ".join(line.split()).casefold() == " ".join(title.split()).casefold()
    )


def _merge(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Range, ...]:
    """Pieces joined where only white space lies between them, trimmed."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    ranges = []
    for start, end in joined:
        kept = text[start:end]
        if kept.strip():
            left = start + len(kept) - len(kept.lstrip())
            ranges.append(Range(start=left, end=left + len(kept.strip())))
    return tuple(ranges)


def choose_body(text: str, title: str | None) -> tuple[Range, ...]:
    """The ranges of a text that are its report: in order, trimmed, without its title and furniture.

    Empty where nothing of it is a report. Lines that follow one another are one range.
    """
    lines = _split_lines(text)
    if not lines:
        return ()
    end, labels, wrapped = _report_end(lines), _label_runs(lines), _is_wrapped(lines)
    links = _links_below(lines, end)
    pieces: list[tuple[int, int]] = []
    titled = False
    for index, line in enumerate(lines[:end]):
        if not titled and _same_title(line.words, title):
            titled = True
            continue
        before = lines[index - 1] if index else None
        continues = (
            wrapped
            and before is not None
            and bool(pieces)
            and before.end == pieces[-1][1]
            and text.count("\n", before.end, line.start) == 1
            and len(before.text) > 50
            and not re.search(r"[.!?…][”\"’')\]]*$", before.text)
        )
        if not continues and (index in labels or index in links or is_furniture(line.text)):
            continue
        pieces.extend(_keep_in_line(text, line))
    return _merge(text, pieces)
