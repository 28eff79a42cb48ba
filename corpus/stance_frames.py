"""Frames in which prose of markets takes sides: ratings, comparisons, advice, causes, relief, and what undoes them.

A frame is a row of elements around the subject `T`. Lower case stands for words (`upgrad*` for a beginning),
upper case for a class of `stance_words` or for `O`, another name; `~3` for up to three tokens of the same
clause without the subject; `?` makes an element optional.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from corpus.stance_features import OTHER, TARGET, Masked

Sign = Literal["+", "-", "0", "?"]
"""Positive, negative, neutral, or no stance that can be told."""

_GAP = r"(?:(?!T/|\S+/(?:BRK|RATEUP|RATEDOWN) )\S+ ){0,%s}?"
_GAP_AFTER = r"(?:(?!(?:T|and|or|but|while|as|whereas|after)/|\S+/(?:BRK|RATEUP|RATEDOWN) )\S+ ){0,%s}?"
_BE = "is|are|was|were|be|been|look|looks|looking|remain|remains|seem|seems|appear|appears|stay|stays|become|becomes|became|get|getting|feel|feels|trade|trades"
_HOLDER = "over|than"
_RATING = "overweight|outperform|buy|underweight|underperform|sell|neutral|hold|equal|market|sector|reduce|accumulate"
_RANKS: Mapping[str, int] = {
    "buy": 1, "overweight": 1, "outperform": 1, "accumulate": 1, "add": 1, "positive": 1,
    "neutral": 0, "hold": 0, "equal": 0, "market": 0, "sector": 0, "peer": 0, "in": 0,
    "sell": -1, "underweight": -1, "underperform": -1, "reduce": -1, "negative": -1,
}  # fmt: skip
_CHANGE = re.compile(
    r"(?:from/\S+ (?:an?/\S+ )?(?P<a>%(r)s)/\S+ (?:(?!T/)\S+ ){0,2}?to/\S+ (?:an?/\S+ )?(?P<b>%(r)s)/"
    r"|to/\S+ (?:an?/\S+ )?(?:(?:strong|conviction)/\S+ )?(?P<d>%(r)s)/\S+ (?:(?!T/)\S+ ){0,2}?from/\S+ (?:an?/\S+ )?(?P<c>%(r)s)/)"
    % {"r": "|".join(_RANKS)}
)
_RATED = re.compile(
    r"(?:T/T (?:(?!\S+/BRK )\S+ ){0,6}?(?:to|at|as|with|rating)/\S+ (?:an?/\S+ )?(?:(?:strong|conviction)/\S+ )?"
    r"(?P<after>%(r)s)/(?:(?!weight)\S)+ "
    r"|(?P<before>%(r)s)/\S+ (?:(?:weight|perform)/\S+ )?(?:rating|stance|recommendation|call|view|position|on|in)/\S+ "
    r"(?:(?:on|for|to|in|of)/\S+ )?(?:(?!T/|\S+/BRK )\S+ ){0,3}?T/T )"
    % {"r": "buy|overweight|outperform|neutral|hold|equal|market|sector|sell|underweight|underperform"}
)

_SPECIFIC: Mapping[Sign, str] = {
    "0": """
        declin* to comment
        T upgrad*|downgrad*|raise*|lift*|lower*|cut|cuts|start*|initiat*|move*|took|rates|rated !to|from|by|at|on|after|its|their|T ~4 to|at|on|with|coverage
        T upgrad*|downgrad* O
        T recommends|recommended|reiterat*|reckons|forecasts|rates
        agnostic on|about ~2 T
        no ~2 opinion|view|preference on|about|of|for ~1 T
        nothing ~3 changed ~4 T
        both sides for|of|on ~1 T
        T ~1 neither
        no strong|firm view
        according to ~1 T
        left|kept|leaves ~4 T unchanged
    """,
    "+": """
        overweight|own|favour*|favor*|LIKE|pick|choose ~3 T ~4 over|rather|instead
        LIKE T more|better than
        swap*|switch*|rotat*|shift*|move* ~6 into|to|toward|towards ~1 T
        less|cheaper|worse than ~1 T
        TRAIL ~2 T
        BAD|pressure|losses|loss|fears|worries|headwinds|delinquencies|drag ~2 at|for|on|in|about|of|facing|behind ~2 T ~2 DOWN|peak*|overdone|ease*|easing|exaggerated|recede*|overblown|behind
        losses|loss|fears|worries|pressure at|for|on|in|about ~2 T ~2 DOWN
        fears|worries|concerns|pessimism|headwinds ~6 T ~2 overdone|exaggerated|misplaced|overblown|fade*|fading
        T ~1 BAD|COST ~1 DOWN|narrow*|ease*|peak*
        T ~3 less|fewer BAD
        T cut|cuts|reduce*|trim*|pay|paid|repaid|repay*|lower|lowered|shrink|shrank ~2 debt|debts|cost|costs|losses|loss|leverage
        wrong|mistake to ~3 bearish|negative|cautious|fear|short|underweight|avoid|sell|doubt ~5 T
        underestimat*|underappreciat* ~5 T can|could|will|earn
        no|not longer ~1 underweight|bearish|negative|cautious|worried ~2 T
        no|little reason|need|cause to ~3 worr*|fear|concern*|nervous ~2 T
        add on weakness
        BUY|add|use ~3 weakness|dip|dips|pullback|pullbacks in|of ~1 T
        worst BE over|behind for|at T
        throw*|threw|dismiss*|drop* ~1 out ~3 claim|case|suit|lawsuit|charges against ~1 T
        anything but BAD
        doubl*|tripl*|rais*|increas* ~1 stake|position|exposure|holding|holdings ~1 in|to ~1 T
        reasons for ~3 going away
    """,
    "-": """
        over|than|instead LIKE? ~1 T until|because|since|as
        overweight|own|favour*|favor*|LIKE|pick|choose ~4 over|rather|than|instead than|of? we|i? like|own? ~1 T
        swap*|switch*|rotat*|shift*|move*|moved ~4 from|of ~1 T ~1 to|into|in|toward|towards
        swap*|switch* ~3 for ~1 T into
        out of ~1 T
        away|clear from|of ~1 T
        BEAT|outrun|outran ~2 T
        BE better|stronger ~3 than ~1 T
        SELL ~1 into ~2 strength|rally|rallies in|of ~1 T
        take|taking|took|book ~1 profits|profit|money in|on|off|from ~1 T
        rally|recovery|rebound|comeback|bounce in|at|of ~1 T ~4 BAD|DOWN|fade*|ends|ended|fragile|stall*|narrow
        end|ends ~2 rally|recovery|rebound in|of ~1 T
        best days for|of ~1 T BE behind|over
        T BE ~4 trap|bubble|accident
        T ~2 priced for|to perfection
        cheap for reason
        upside in|for|to ~1 T BE limited|capped|over|gone
        tailwinds|tailwind|optimism|hopes|hope|enthusiasm|appetite|confidence|demand ~1 behind|for|about|in|at|on ~4 T ~2 DOWN|fade*|wane*|waning|dry*|dried|falter*|evaporat*|collaps*|weak*|AIL
        hopes|hope|optimism|enthusiasm ~5 T ~2 fade*|wane*|waning|DOWN
        growth at|of|for|in ~1 T ~1 DOWN
        premium|valuation|price ~6 T ~1 BE too|DOWN|stretched|BAD
        no|not longer ~1 overweight|bullish|positive|optimistic|constructive ~2 T
        lack|lacks|lost|lose ~1 confidence|faith|trust ~5 T
        lose|loses|lost|losing ~2 appeal|half|value|ground|lustre|luster|momentum|shine
        nothing ~4 make*|like|likes ~5 T
        nobody ~2 T !and
        anything but cheap|GOOD
        not ~1 buy|own|chase|touch|add|support ~5 T
        without ~3 T cannot|can
        complacent about|on|in ~1 T
        underestimat* ~2 risk|risks ~3 T
        throwing|throw|threw in ~1 towel
        T ~3 suspend*|withdr*|scrap*|halt* ~3 guidance|outlook|forecast|dividend|target
        T ~3 cut*|announc* ~3 job|jobs
        T ~2 gave|gives|give|giving|wiped|wipe|wipes|erased ~1 up|out|its ~2 gains|gain
        give|gives|gave up ~2 T
        losing money
        T ~2 extend* ~1 slide|losses|decline|fall|slump|rout
        debt|bonds|loans of ~1 T ~7 doubt|default*
        rude awakening
        hard|tough to find among|in|at ~1 T
        no|little room for error
        T ~1 deserve|deserves ~2 discount
        least favourite|favorite ~4 T
        T ~3 least favourite|favorite
        pull*|withdr*|yank* ~4 out|from of? ~2 T
        not BE? ~1 worst BE over for|at ~1 T
    """,
    "?": """
        too early|soon to ~1 say|tell|judge ~6 T
        wonder*|unsure|debate|whether|unclear ~6 T
        used|years|once|barely ~2 ago ~8 T
        year|years|months|decade ago ~6 T
        had been ~3 T
        had been RATEUP|RATEDOWN ~2 T
        T ~1 may|might|could ~6 or
        T could|might|may ~2 UP|GOOD|BEAT ~3 if
        could|might ~1 T
        what could possibly
        oh sure|yes|great
        prov* ~3 wrong|optimistic|premature|pessimistic
        critics|detractors say|argue ~6 T
        best|most ~4 T could|can hope
        T ~2 future behind
        doing|does|did ~2 T say
    """,
}
_GENERAL: Mapping[Sign, str] = {
    "+": """
        RATEUP ~3 T
        T BE? upgrad* !its|their|O
        overweight|own|owns|like|likes|love|loves|favour|favours|favor|favors|favoured|favored|prefer|prefers|preferred ~2 T
        LIKE ~2 T
        BUY ~3 T
        add|adding|added ~4 to ~1 T
        fan|believer of|in ~2 T
        GOOD ~1 on|about|in|for|to|toward|towards ~2 T
        bode|bodes well|good for ~2 T
        boon|relief|blessing|gift|support|help|opportunity|tailwind for|to ~2 T
        HELP ~2 T
        rescue|rescues|save|saves ~2 T
        room|upside|case|appetite|demand for|in|to ~2 T ~3 UP|GOOD|strong*|run|grow*|outstrip|exceed*
        upside|room for|in|to|ahead ~1 T
        see|sees|expect|expects|forecast|forecasts|predict|predicts|project|projects|think|believe ~2 T ~3 UP|BEAT|reach|double
        raise*|lift*|boost*|hike*|nudge*|increase* ~5 target|targets|forecast|forecasts|estimate|estimates|outlook|guidance|view ~3 on|for|of ~2 T
        raise*|lift*|boost*|hike* ~1 T ~2 target|targets|forecast|forecasts|estimate|estimates|outlook|guidance
        target on|for|of ~2 T up|raised|higher
        T ~3 raise*|lift*|boost*|hike*|increase* ~3 guidance|outlook|forecast|dividend|target
        T ~1 UP
        rally|recovery|rebound|comeback|bounce in|at|of ~1 T ~2 continue*|gather*|broaden*|accelerate*|GOOD|UP
        T BE ~2 GOOD
        T ~2 BEAT
        T ~1 outrun|outran|lead|led|deserve|deserves ~2 premium|O|all
        T ~2 offer|offers|deliver|delivers|delivered|show|shows|showed ~2 GOOD|more|value|upside
        T ~1 win|wins|won|bag|bags|bagged|secure|secures|secured|clinch* ~3 contract|order|orders|deal|approval|bid
        T ~2 turn|turned|turning ~1 corner
        T ~2 cleaned|repaired|strengthened ~2 balance
        T BE ~1 top|favourite|favorite|best ~1 pick|bet|idea|choice|sector|call
        conviction BE? in ~1 T
        flow*|pour*|pile*|stream* ~1 into|in ~2 T
        T ~2 hit|hits|touch|touches|at|to|near|reach*|climb* ~3 high|highs
        inventories|stocks|supply|supplies of ~1 T BE ~2 lowest|DOWN|tight|short
        demand for ~1 T ~2 UP|outstrip*|exceed*|outpac*|GOOD
        T ~2 well below book|value|worth|fair|average
        earnings|profits|profit|sales|margins of|at|for|in ~1 T ~3 UP|GOOD|turned
        T tend to ~1 do well|GOOD
        T doubl* ~2 PROFIT
        UP ~2 in|of ~1 T
        T ~1 hold|holds|held up well
    """,
    "-": """
        RATEDOWN ~3 T
        T BE? downgrad* !its|their|O
        underweight|avoid|avoids|avoiding|shun|dislike|dislikes|short|shorting ~2 T
        SELL ~3 T
        rather|better than ~3 T
        BAD ~1 on|about|of|toward|towards|in|for ~2 T
        nervous|worried|concerned|skeptical|sceptical|wary|cautious|bearish|pessimistic ~1 about|on|of|over ~2 T
        problem|trouble|threat|tax|risk|headwind|burden|blow|poison|drag|disaster|difficult|hard for|to|on|of ~2 T
        HARM ~2 T
        beware|WARN ~3 T
        WARN ~3 BAD ~3 T
        risk|risks|danger|cracks|trouble|bubble in|for|of ~2 T
        see|sees|expect|expects|forecast|forecasts|predict|predicts|project|projects|imply|implies|think|believe ~2 T ~3 DOWN|TRAIL|AIL
        imply|implies|see|sees|expect|expects|forecast*|predict* ~3 decline|drop|fall|downside|losses ~1 in|of|for ~4 T
        cut*|lower*|trim*|slash*|reduc* ~5 target|targets|forecast|forecasts|estimate|estimates|outlook|guidance|view ~3 on|for|of ~2 T
        cut*|lower*|trim*|slash*|reduc* ~2 T ~2 target|targets|forecast|forecasts|estimate|estimates|outlook|guidance|demand
        target on|for|of ~2 T down|lowered|lower
        T ~3 cut*|lower*|slash* ~3 guidance|outlook|forecast|dividend|target
        T ~1 DOWN !due
        rout|selloff|slump|slide|decline|crash|weakness in|of|at ~1 T ~1 deepen*|extend*|continue*|worsen*|accelerat*|spread*|gather*
        T BE ~2 BAD
        T ~2 TRAIL
        T ~2 AIL
        T ~2 come too far|fast
        T ~1 could|can|would|will|cannot|do|does|did not ~1 BEAT|UP|HELP|recover|rise
        outflows|redemptions from ~2 T
        T ~2 hit|hits|touch|touches|at|to|near|reach*|fall*|fell|sink* ~3 low|lows
        T ~1 BE? ~1 free fall
        order*|fine*|sue*|prob*|accus* ~1 T
        T BE? ~1 under|faces|facing ~1 investigation|probe|scrutiny|fire|pressure|lawsuit|fine
        investigation|probe|lawsuit|raid into|of|against|on ~1 T
        T ~1 oversupplied|overvalued|overpriced|overbought|expensive
        trouble|tears for|in ~1 T
        earnings|profits|profit|sales|margins of|at|for|in ~1 T ~3 DOWN|BAD|TRAIL|fell
        DOWN ~2 in|of ~1 T
        T ~2 warned ~3 miss|DOWN|BAD|fall
    """,
    "0": """
        neutral on|about|toward|towards ~2 T
        T ~3 unchanged|balanced|mixed|sideways|agnostic
        T ~4 fairly valued|priced
        T BE ~1 little changed
        T BE ~1 flat|steady|neutral|mixed|balanced|unchanged
        outlook for ~1 T BE mixed|neutral|balanced|uncertain
        balanced|mixed|neutral ~1 view|outlook|picture on|of|for ~1 T
        watch*|monitor* ~1 T ~1 closely
        T ~1 sideways
        exposure|weighting|allocation to ~1 T ~1 unchanged
        analysts|analyst|strategists|strategist|economists|economist|team|note|report|research of|at|from|by ~2 T
        T ~1 expects|sees
    """,
    "?": """
        no matter ~3 T
        nobody ~2 T and
    """,
}
_GROUPS = {"BE": _BE, "LAGGED": "lag|lags|lagged|trail|trails|trailed", "GOODNOUN": "upside|momentum|premium"}
_ASKS = re.compile(
    r"(?:what|why|how|is|are|was|can|will|could|should|would|do|does|did|has|have|who|when|where|which)/\S+ "
    r"(?:(?!\?/)\S+ )*\?/BRK "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One pattern over the tokens of a sentence, with what it says of the subject."""

    name: str
    sign: Sign
    negates: bool
    """Whether it holds a negation of its own, which then turns nothing."""
    keys: frozenset[str]
    """Of these words, beginnings and classes one must stand in the sentence; none named, none needed."""
    specific: bool
    """Whether it says more than the general frames, and so stands above them."""
    pattern: re.Pattern[str]


@cache
def load_frames() -> tuple[Frame, ...]:
    """Return the frames, in the order of the table."""
    return tuple(
        Frame(
            name=row,
            sign=sign,
            specific=specific,
            pattern=_compile(row),
            negates=_NEGATES.search(row) is not None,
            keys=_choose_keys(row),
        )
        for specific, table in ((True, _SPECIFIC), (False, _GENERAL))
        for sign, rows in table.items()
        for row in (line.strip() for line in rows.splitlines() if line.strip())
    )


def _choose_keys(row: str) -> frozenset[str]:
    """The rarest element that must stand: what no sentence lacks is no help."""
    best: frozenset[str] = frozenset()
    for element in row.split():
        parts = element.split("|")
        if element[0] in "~!" or element.endswith("?") or not _COMMON.isdisjoint(parts):
            continue
        keys = frozenset(part[:3] if part.endswith("*") else part for part in parts)
        if not best or len(keys) < len(best):
            best = keys
    return best


def _compile(row: str) -> re.Pattern[str]:
    written = [r"(?<!\S)"]
    for before, element in pairwise(("", *row.split())):
        written.append(_GAP_AFTER % element[1:] if element[0] == "~" and before == "T" else _element(element))
    return re.compile("".join(written))


def _element(element: str) -> str:
    if element[0] == "~":
        return _GAP % element[1:]
    if element[0] == "!":
        return rf"(?!{_element(element[1:])})"
    optional = "?" if element.endswith("?") else ""
    element = element.removesuffix("?")
    element = "|".join(_GROUPS.get(part, part) for part in element.split("|"))
    kinds = [part for part in element.split("|") if part.isupper()]
    words = [re.escape(p).replace(r"\*", r"[^\s/]*") for p in element.split("|") if not p.isupper()]
    options = []
    if words:
        options.append(rf"(?:{'|'.join(words)})/\S+ ")
    if kinds:
        options.append(rf"[^\s/]+/(?:{'|'.join(kinds)}) ")
    return f"(?:{'|'.join(options)}){optional}"


_NEGATES = re.compile(
    r"(?<![^ |])(?:no|not|nothing|nobody|lack|less|fewer|without|neither|anything|little|hard)(?![^ |])"
)
_COMMON = frozenset("T O BE at for on in about of to from by over than until because since as it and".split())


def write_tokens(masked: Masked) -> str:
    """Return the sentence as `word/CLASS ` tokens, the subject as `T/T `, punctuation as `BRK`."""
    written: list[str] = []
    for number, (word, kind) in enumerate(zip(masked.words, masked.classes, strict=True)):
        if word == TARGET:
            written.append("T/T " if number == masked.at else "it/- ")
        elif word == OTHER:
            written.append("O/O ")
        elif not word[0].isalnum() and word[0] != "<":
            written.append(f"{word}/BRK ")
        elif word not in _SKIPPED:
            written.append(f"{word}/{kind if kind.isupper() else '-'} ")
    return "".join(written)


_SKIPPED = frozenset("the a an this that these those its their our his her any some very so such".split())


def find_frames(masked: Masked) -> tuple[tuple[Frame, Sign], ...]:
    """Return the frames that hold with their signs, in the order of the table; a negation just before turns one."""
    text = write_tokens(masked)
    found: list[tuple[Frame, Sign]] = []
    present = {*masked.words, *masked.classes, *(word[:3] for word in masked.words)}
    for frame in load_frames():
        if frame.keys and frame.keys.isdisjoint(present):
            continue
        match = frame.pattern.search(text)
        if match is not None:
            found.append((frame, _turn(frame, text, match)))
    asked = _ASKS.search(text)
    if asked is not None and "T/T" in asked.group():
        found.append((_ASKED, "?"))
    elif not any(frame.specific and frame.sign == "0" for frame, _ in found):
        rated = _read_rating(text)
        if rated is not None:
            found.insert(0, (_RATING_FRAME, rated))
    return tuple(found)


_RATING_VERB = re.compile(
    r"(?:rais|cut|upgrad|downgrad|lift|lower|mov|took|tak|start|initiat|rat|kept|keep|reiterat|maintain|assign"
    r"|retain|resum|cover|stay|remain|reduc|hik)[^\s/]*/"
)


def _read_rating(text: str) -> Sign | None:
    if _RATING_VERB.search(text) is None:
        return None
    change = _CHANGE.search(text)
    if change is not None:
        old, new = change["a"] or change["c"], change["b"] or change["d"]
        moved = _RANKS[new] - _RANKS[old]
        if moved:
            return "+" if moved > 0 else "-"
    rated = _RATED.search(text)
    if rated is None:
        return None
    rank = _RANKS[rated["after"] or rated["before"]]
    return "+" if rank > 0 else "-" if rank < 0 else "0"


_ASKED = Frame(name="asked", sign="?", specific=True, pattern=_ASKS, negates=True, keys=frozenset())
_RATING_FRAME = Frame(name="rating", sign="0", specific=True, pattern=_RATED, negates=True, keys=frozenset())
_NEGATION = re.compile(r"/NOT ")


def _turn(frame: Frame, text: str, match: re.Match[str]) -> Sign:
    """A negation turns a positive frame to negative, and makes a negative one say nothing for certain."""
    before = text[: match.start()].split()[-3:]
    while any(token.endswith("/BRK") for token in before):
        before = before[1:]
    turned = any(token.endswith("/NOT") for token in before)
    turned ^= not frame.negates and _NEGATION.search(match.group()) is not None
    sign = frame.sign
    if not turned:
        return sign
    return "-" if sign == "+" else "?" if sign == "-" else sign


def sum_signs(found: Sequence[tuple[Frame, Sign]]) -> Sign | None:
    """Return what the frames say together: None where none holds, `?` where they are at odds."""
    if not found:
        return None
    if found[0][0] is _RATING_FRAME:
        return found[0][1]
    specific = {sign for frame, sign in found if frame.specific}
    signs = specific or {sign for _, sign in found}
    if "?" in signs or {"+", "-"} <= signs:
        return "?"
    return "+" if "+" in signs else "-" if "-" in signs else "0"
