"""A denial that a sentence adds: it has one more than all that its span denies, doubts, ends or leaves as it was."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rag.checking.cutting import Word
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import opposed, sides
from rag.checking.problems import Problem
from rag.checking.reading_words import NO_NEGATION
from rag.checking.sentence_reading import Reading

_DENIAL = re.compile(
    r"\b(?:not|never|nobody|nothing|none|neither|cannot|no(?! longer\b| one\b| doubt\b)|no one|no longer)\b"
    r"|n't\b",
    re.IGNORECASE,
)
_LIKE_DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|neither|nor|cannot|without|unless|hardly|barely|scarcely|rarely|seldom|"
    r"un(?:able|willing|likely|convinced|changed|clear|certain|sure|moved|decided|\w+ed|\w+able)|"
    r"im(?:possible|plausible|probable)|in(?:capable|sufficient|adequate)|fail\w*|refus\w*|declin\w* to|"
    r"den(?:y|ies|ied|ying)|doubt\w*|lack\w*|reject\w*|avoid\w*|stop(?:s|ped|ping)?|prevent\w*|"
    r"rul\w+ out|drop(?:s|ped|ping)? (?:its|the|a|an|his|her|their|plans|out)|"
    r"scrap\w*|cancel\w*|abandon\w*|oppos\w*|dismiss\w*|off the table|short of|too \w+|instead|rather|yet|few|"
    r"little|absent|end(?:s|ed) (?:its|his|her|their|the)|until|ke(?:ep|pt)|held (?:its|the|"
    r"rates|steady|at|on|off|back)|left|steady|flat|"
    r"maintain\w*|stay\w* (?:at|put|flat|unchanged|on)|st(?:ick\w*|uck)|far from|(?:advis|vot|"
    r"decid|argu|warn|rul|recommend|counsel)\w* (?:\w+ )?against|except\w*|exclud\w*|minus|premature|"
    r"s[ck]eptic\w*|ban(?:s|ned)?|"
    r"block\w*|with(?:draw|drew|held (?:its|the|rates|steady|at|on|off|back)|hold)\w*|miss(?:es|"
    r"ed|ing)?|resist\w*|delay\w*|postpon\w*|skip\w*|"
    r"shun\w*|dis(?:agree|put|sent|like|count|prov)\w*|escap\w*|spare\w*|contrary|contradict\w*|wrong|"
    r"mistake\w*|false|myth|zero|nil|halt\w*|suspend\w*|shelv\w*|give[sn]? up|gave up|quit\w*|cease\w*|"
    r"anything but|longer|free of|immune|exempt\w*|reluctan\w*|forgo\w*|forbid\w*|only|merely|just|first|record)\b"
    r"|n't\b",
    re.IGNORECASE,
)
"""What a retelling may say with a denial: what ends, is left, is wanting, or is the first of its kind."""


def find_added_denial(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A `not` of which the clauses of the span on the same have nothing, or one more than they have."""
    idioms = [m.span() for m in NO_NEGATION.finditer(sentence.text)]
    told = [
        m for m in _DENIAL.finditer(sentence.text) if not any(a <= m.start() < b for a, b in idioms)
    ]
    if not told or _waits_otherwise(sentence, source):
        return
    held = [(m, _word_at(source, m.start())) for m in _LIKE_DENIAL.finditer(source.text)]
    for match in told:
        denied = _scope(sentence, match.end())
        clauses = {w.clause for w in source.words if any(_is_like(w, d) for d in denied)}
        if any(_is_turned(word, source, clauses) for word in denied[:_TURNED]):
            continue
        if clauses and not any(word is not None and word.clause in clauses for _, word in held):
            yield _problem(match)
            return
    terms = {w.term for w in sentence.words if w.is_content}
    near = {w.sentence for w in source.words if w.term in terms}
    there = sum(1 for _, word in held if word is None or not near or word.sentence in near)
    every = {w.clause for w in source.words}
    turned = sum(
        _is_turned(word, source, every) for word in sentence.words if word.negation == "yes"
    )
    if len(told) + sum(1 for _ in _DOUBT.finditer(sentence.text)) > there + turned:
        yield _problem(told[-1])


def _problem(denial: re.Match[str]) -> Problem:
    return Problem(
        verdict="contradicted",
        reason=f"It says “{denial[0].strip()}”; the source denies nothing of it.",
    )


_WAITING = re.compile(r"\b(?:until|till|before|unless|without)\b", re.IGNORECASE)


def _waits_otherwise(sentence: Reading, source: Reading) -> bool:
    """Whether both tell what comes first, each in its own way: `will not cut until X`, `needs X before it cuts`."""
    told, held = ({m[0].lower() for m in _WAITING.finditer(r.text)} for r in (sentence, source))
    return bool(told and held) and not told & held


_DOUBT = re.compile(
    r"\b(?:unlikely|unable|doubt(?:s|ed|ful)?|den(?:y|ies|ied)|refus(?:e|es|ed)|fail(?:s|ed)?|rul(?:es|ed) out|"
    r"reject(?:s|ed)?|off the table|out of the question)\b",
    re.IGNORECASE,
)


def _scope(sentence: Reading, end: int) -> list[Word]:
    """The words with a meaning that stand right behind a denial."""
    piece = sentence.piece_at(end)
    behind = [w for w in sentence.words if w.start >= end and w.piece == piece and w.is_content]
    return behind[:_DENIED]


_TURNED = 2
_DENIED = 4
"""Words behind a denial that it is about."""


def _is_like(word: Word, told: Word) -> bool:
    return word.term == told.term or may_stand_for(told.term, word.term)


def _word_at(source: Reading, offset: int) -> Word | None:
    return next((w for w in source.words if w.end > offset), None)


def _is_turned(word: Word, source: Reading, clauses: AbstractSet[int]) -> bool:
    """Whether a word that is denied has its opposite in those clauses of the span: `not high` for `low`."""
    return (
        bool(sides(word.term))
        and word.low not in ("more", "less")
        and any(opposed(word.term, w.term) for w in source.words if w.clause in clauses)
    )
