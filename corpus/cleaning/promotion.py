"""Sentences in which an outlet sells itself to its reader, or that are its legal small print.

A sentence that quotes or attributes something is never one of them.
"""

import re
from functools import lru_cache

_I = re.IGNORECASE

ADVICE = re.compile(
    r"\b(?:not|never|nor|no|nothing|none)\b.{0,120}\b(?:financial|investment|investing|trading|legal|tax"
    r"|professional)(?:,? (?:or|and) \w+)? (?:advice|recommendations?)\b"
    r"|\bpast performance (?:is|does|may|should) (?:not|no)\b|\bfor (?:informational|information"
    r"|educational)(?: and \w+)? purposes only\b"
    r"|\b(?:author|writer|reporter|editor|columnist|we)\b.{0,60}\b(?:holds?|owns?|has|have|had) (?:no"
    r"|a) (?:\w+ )?positions?\b"
    r"|\b(?:author|writer|reporter|columnist)\b.{0,60}\b(?:holds?|owns?|(?:does|do) not (?:hold|own))"
    r" (?:no |any )?(?:\w+ )?(?:shares?|stocks?|securities|stakes?)\b"
    r"|^(?:full )?disclosures?:"
    r"|\b(?:not|nor) (?:be )?(?:liable|responsible) for any (?:loss|losses|damages?)\b",
    _I,
)
PITCH = re.compile(
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
    | should\ you\ (?:buy|invest|sell)\b.{0,80}\b(?:now|today)\?
    | before\ you\ (?:buy|invest)\b.{0,120}\bour\b.*
    | (?:buy|get)\ (?:me|us)\ a\ coffee\b.*
    | (?:only|just|from)\ [£$€]\s?\d[\d.]*\ (?:a|per)\ (?:day|week|month|year)\b.{0,80}
    | by\ (?:signing\ up|subscribing|registering|clicking|continuing|submitting)\b.{0,60}
        \byou\ (?:agree|accept|consent|acknowledge|confirm)\b.*
    | we\ and\ our\ (?:\d+\ )?(?:\w+\ )?partners\b.* | we\ (?:value|respect)\ your\ privacy\b.*
    | we\ (?:may\ )?(?:earn|receive|get)\ (?:an?\ )?(?:\w+\ )?(?:commission|compensation)\b.*
    | (?:you\ can\ )?(?:follow|reach|e-?mail|contact)\ (?:her|him|them|me|the\ (?:author|reporter
        |writer))\b.{0,80}\b(?:on|at|via|by|@\w+)\b.*
    | (?:this|the)\ (?:\w+\ )?(?:article|story|post|piece|report|column|version)\b.{0,80}
        \b(?:first|originally)\ (?:appeared|published|ran|posted)\b.*
    | the\ post\ .{1,240}\ appeared\ first\ on\ .*
    | this\ (?:video|audio|content|chart|player|feature)\ (?:cannot|can['’]t|could\ not|is\ not
        |isn['’]t)\b.{0,60}
    )""",
    _I | re.VERBOSE,
)
OUR_LETTER = re.compile(
    r"\b(?:our|your|my) (?:[\w-]+ ){0,3}(?:newsletters?|mailing list|telegram channel"
    r"|youtube channel|podcast|mobile app|whatsapp channel)\b"
    r"|\bour (?:free|daily|weekly|morning|evening|monthly) (?:[\w-]+ ){0,3}(?:letter|briefing"
    r"|bulletin|digest|round-?up)\b",
    _I,
)
TO_READER = re.compile(r"\b(?:you|your|you[’']re)\b", _I)
REPORTED = re.compile(
    r"[“”\"«»]|\b(?:said|says|told|wrote|writes|added|adds|noted|notes|according|reported|reports"
    r"|announced|argued|warned|stated)\b",
    _I,
)


@lru_cache(maxsize=4096)
def is_promotion(sentence: str) -> bool:
    """Whether a sentence sells the outlet to its reader, or is its legal small print."""
    if REPORTED.search(sentence):
        return False
    sentence = sentence.strip(" \t*_([")
    if PITCH.fullmatch(sentence) or ADVICE.search(sentence):
        return True
    return OUR_LETTER.search(sentence) is not None and len(sentence) < 300
