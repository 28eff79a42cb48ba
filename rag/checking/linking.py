"""Phrases by which prose links and sources what it says: they add nothing that a span must have."""

import re
from collections.abc import Iterator

from rag.checking.sentence_reading import Reading

_LINKS = re.compile(
    r"\b(?:(?:by|in) (?:contrast|comparison)|in turn|for (?:its|his|her|their) part|on the other hand|as a result|"
    r"at the same time|in addition|in other words|in particular|in effect|in fact|to date|so far|year to date|"
    r"as of (?:now|today)|at (?:present|the moment|this point|current levels|these levels)|from here|going forward|"
    r"on (?:his|her|its|their) own|in (?:his|her|its|their) (?:view|opinion|note|words|assessment|judgement)|"
    r"in an? (?:note|report|research note|client note|interview|statement|commentary|letter)(?: to (?:clients|"
    r"investors))?|"
    r"when asked(?: about (?:it|this|that))?|asked whether|more (?:broadly|generally)|(?:over|in) the (?:same )?period|"
    r"(?:instead|rather) than|instead of|instead|rather|plus|given(?: that)?|in light of|in view of|on account of|"
    r"in a move|(?:the|this|that|latest) (?:decision|development|step)|moving (?:it|the (?:stock|shares|group|"
    r"sector)) to|characteri[sz]ed|with regard to|in terms of|along with|together with|as well as|on top of|in "
    r"line with|relative to)\b",
    re.IGNORECASE,
)
_SOURCED = re.compile(
    r"\b(?:(?:two |three |four |several |some )?(?:people|persons?|sources?|insiders?)(?: who are| who were)? "
    r"(?:familiar with|with (?:\w+ )?knowledge of|close to|briefed on|aware of|involved in)"
    r"(?: the| its| their)? [\w'-]+(?: plans?)?|sources (?:said|say|told)|unnamed (?:people|sources?)|anonymous "
    r"sources?|"
    r"according to sources)\b",
    re.IGNORECASE,
)


_COMPARED = (
    (
        re.compile(r"\byear[- ](?:on|over)[- ]year\b", re.IGNORECASE),
        re.compile(
            r"\b(?:year\w*|annual\w*|(?:12|twelve)[- ]months?|y/y|yoy|(?:19|20)\d\d)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bquarter[- ](?:on|over)[- ]quarter\b", re.IGNORECASE),
        re.compile(
            r"\b(?:sequential\w*|q/q|qoq|(?:previous|prior|preceding|earlier|last|second|third|first|fourth)\s"
            r"(?:three months|quarter)|quarter[- ](?:on|over|earlier|ago|before))\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bmonth[- ](?:on|over)[- ]month\b", re.IGNORECASE),
        re.compile(
            r"\b(?:month\w*|m/m|mom|January|February|March|April|May|June|July|August|September|October|"
            r"November|December)\b",
            re.IGNORECASE,
        ),
    ),
)
"""Against which period something is compared, and what a source has where it is so compared."""


def find_linking(sentence: Reading, source: Reading) -> Iterator[tuple[int, int]]:
    """Where links stand in a sentence, and what is said of unnamed sources where the span has some too."""
    for match in _LINKS.finditer(sentence.text):
        yield match.span()
    for told, held in _COMPARED:
        if held.search(source.text):
            yield from (match.span() for match in told.finditer(sentence.text))
    if _SOURCED.search(source.text):
        for match in _SOURCED.finditer(sentence.text):
            yield match.span()
