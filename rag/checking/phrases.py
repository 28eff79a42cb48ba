"""Phrases of market prose with the one word that each stands for: `fell short of` is `missed`."""

import re

_EARLIER = (
    r"(?:in (?:the same|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|the (?:first|second|third|fourth|previous|prior)|(?:19|20)\d\d)|"
    r"(?:a|one|the) (?:year|quarter|month|week)|last (?:year|quarter|month|week)|previously|before\b|it was)"
)
"""An earlier time that something is compared with."""
_BIT_BY_BIT = r"(?:nudg|edg|inch|tick|mov|push|creep|crept|shift|revis)(?:e|es|ed|ing|s)?"
_MOVES = (
    r"(?:go(?:es|ing)?|went|gone|mov(?:e|es|ed|ing)|head(?:s|ed|ing)?|com(?:e|es|ing)|came|"
    r"drift(?:s|ed|ing)?|trend(?:s|ed|ing)?)"
)
PHRASES = tuple(
    (re.compile(pattern), low)
    for pattern, low in (
        (r"\bt(?:ake|akes|ook|aken|aking) in\s(?=[$€£\d]|money|about|nearly|more)", "inflow"),
        (
            r"\b(?:hand|hands|handed|g[ai]ve[sn]?|giving) (?:back|up (?=most|all|nearly|much|the gains|gains|[\d$€£]))",
            "lost",
        ),
        (
            r"\b(?:put|puts|pour\w*|pump\w*)\s(?:money|cash|[$€£]\S+(?:\s\S+)?)\s(?:back\s)?into\b",
            "inflow",
        ),
        (
            r"\b(?:took|takes?|taken|pull\w*|withdr[ae]w\w*)\s(?:a net |net |about |some )?(?:money|cash|"
            r"[$€£]\S+(?:\s\S+)?)\s(?:out of|from)\b",
            "outflow",
        ),
        (
            r"\b(?:more|higher|better|larger|stronger) than\s[^.;]{0,60}\b(?:expected|forecast|predicted|estimated)\b",
            "beat",
        ),
        (
            r"\b(?:less|fewer|lower|worse|weaker) than\s[^.;]{0,60}\b(?:expected|forecast|predicted|estimated)\b",
            "missed",
        ),
        (r"\b(?:ma[dk]es?|making|earn\w*) (?:a profit|money)\b", "profitable"),
        (
            rf"\b(?:more|higher|larger|greater|bigger)(?: \w+){{0,4}} than "
            rf"(?:it (?:was|did|had) |they (?:were|did|had) )?{_EARLIER}",
            "rose",
        ),
        (
            rf"\b(?:less|fewer|lower|smaller|cheaper)(?: \w+){{0,4}} than "
            rf"(?:it (?:was|did|had) |they (?:were|did|had) )?{_EARLIER}",
            "fell",
        ),
        (
            r"\b(?:sold|sells?|selling|offload(?:s|ed|ing)?|shed) "
            r"(?:an?|one|two|half|some|part|most|nearly|about|\d\S*)\b"
            r"[^.,;]{0,20}?\bof (?:\w+ ){0,2}(?:holdings?|stakes?|positions?|shares?)\b",
            "reduced",
        ),
        (rf"\b{_BIT_BY_BIT} (?:\w+ ){{0,3}}?(?:up|higher)\b", "raised"),
        (rf"\b{_BIT_BY_BIT} (?:\w+ ){{0,3}}?(?:down|lower)\b", "lowered"),
        (r"\bworst (?:is|was|may be|has been) (?:over|behind|past)\b", "improved"),
        (r"\bworse (?:is |still )?to come\b|\b(?:get|gets|getting|got) worse\b", "worsened"),
        (
            r"\bcheaper (?:\w+ )?(?:fuel|energy|oil|gas|power|electricity|food|imports?|money|credit|loans?|"
            r"borrowing|inputs?|materials?|mortgages?)\b",
            "lower",
        ),
        (r"\b(?:lower|falling) (?:\w+ ){0,2}(?:prices?|costs?)\b", "cheaper"),
        (
            r"\bhit (?:the )?hardest\b|\bhardest[- ]hit\b|\bb(?:ears?|ore|earing) the brunt\b",
            "suffered",
        ),
        (r"\blittle changed\b|\bno change\b", "unchanged"),
        (r"\b(?:com(?:e|es|ing)|came) back\b", "recovered"),
        (
            r"\b(?:below|under|behind) (?:last year|the (?:same|previous|prior|year-ago|year-earlier)|a year|"
            r"year-ago|where (?:it|they))",
            "fell",
        ),
        (
            r"\b(?:above|over|ahead of) (?:last year|the (?:same|previous|prior|year-ago|year-earlier)|a year|"
            r"year-ago|where (?:it|they))",
            "rose",
        ),
        (r"\b(?:low-cost|no-frills)\b", "budget"),
        (
            r"\b(?:call|tak)(?:s|ing|ed|e|es)? back\b(?= (?:about |some |nearly |roughly |more than )?\d)",
            "recall",
        ),
        (
            r"\b(?:on (?:course|track|pace)|head(?:s|ed|ing)? for|set for|poised (?:for|to)|look(?:s|ing)? set)\b",
            "poised",
        ),
        (r"\binflows\b[^.;,]{0,60}\bturn(?:s|ed|ing)? (?:negative|into outflows)\b", "outflow"),
        (r"\bno longer (?:own|hold|have|has|owns|holds)\b|\bgot rid of\b|\bsold out of\b", "sold"),
        (r"\bin (?:a|any) (?:rush|hurry)\b", "hurry"),
        (
            r"\blos(?:e|es|ing|t) (?:steam|momentum)\b|\brun(?:s|ning)? out of steam\b|\bran out of steam\b",
            "weakened",
        ),
        (
            r"\bg[oe]\w* nowhere\b|\bwent nowhere\b|\btread(?:s|ing)? water\b|\btrod water\b",
            "stagnate",
        ),
        (r"\b(?:sounded|sounding|sounds?) out\b", "approached"),
        (r"\bhand(?:s|ed|ing)? over\b", "delivered"),
        (r"\bwip(?:e|es|ed|ing) out\b", "erased"),
        (r"\bset(?:s|ting)? aside\b", "provision"),
        (r"\bgive or take\b|\bplus or minus\b", "margin"),
        (
            r"\b(?:leaves?|left|leaving|keeps?|kept) (?:\w+ ){1,3}?where (?:it|they) (?:is|are|was|were)\b",
            "unchanged",
        ),
        (r"\bh(?:old|olds|olding|eld) up\b", "resilient"),
        (r"\bplay(?:s|ed|ing)? down\b", "downplayed"),
        (r"\bplay(?:s|ed|ing)? up\b", "stressed"),
        (
            r"\b(?:tak(?:e|es|en|ing)|took|knock(?:s|ed|ing)?|wip(?:e|es|ed|ing)|shav(?:e|es|ed|ing))\s[^.,;]{1,40}?\soff\b",
            "reduced",
        ),
        (r"\b(?:f[ae]ll(?:s|en|ing)?|com(?:e|es|ing)|came) short of\b", "missed"),
        (r"\b(?:be|is|are|was|were|r[au]n|runs|running|left|world|market) short of\b", "shortage"),
        (r"\b(?:puts?|putting) a floor (?:under|beneath)\b", "underpinned"),
        (r"\bput(?:s|ting)? on (?=[$€£\d]|close|about|nearly|almost|more)", "gained"),
        (r"\bpull(?:s|ed|ing)? out\b", "withdrew"),
        (r"\bpick(?:s|ed|ing)? up\b", "rose"),
        (
            r"\b(?:br[io]ng|brings|brought) down\b|\b(?:scal|par|cut|trimm?|dial|roll|slimm?|wind|wound)(?:e|es|"
            r"ed|ing|s|t?ing)? (?:back|down)\b",
            "reduced",
        ),
        (r"\b(?:ramp|step)(?:s|ped|ed|ping|ing)? up\b", "increased"),
        (r"\bstay(?:s|ed|ing)? (?:away from|out of|clear of)\b", "avoid"),
        (r"\b(?:into|in) the red\b", "loss"),
        (r"\b(?:into|in|to) the black\b|\binto profit\b", "profit"),
        (r"\bturn(?:s|ed|ing)? down\b", "rejected"),
        (
            r"\b(?:walk(?:s|ed|ing)? out|go(?:es|ing)? on strike|went on strike|down(?:s|ed)? tools)\b",
            "strike",
        ),
        (r"\bsh[ue]t(?:s|ting)? down\b|\bclos(?:e|es|ed|ing) down\b", "closed"),
        (r"\bstep(?:s|ped|ping)? down\b", "resigned"),
        (r"\bsnap(?:s|ped|ping)? up\b|\btak(?:e|es|en|ing) over\b|\btook over\b", "bought"),
        (r"\bcall(?:s|ed|ing)? off\b", "cancelled"),
        (r"\bput(?:s|ting)? off\b|\bpush(?:es|ed|ing)? back\b", "postponed"),
        (r"\bhold(?:s|ing)? off\b|\bheld off\b", "waited"),
        (r"\b(?:on hold|(?:hold|held|keep|kept) (?:\w+ )?steady)\b", "unchanged"),
        (r"\b(?:pay|pays|paid|paying) (?:off|down|back)\b", "repaid"),
        (r"\b(?:lay|lays|laid|laying) off\b", "dismissed"),
        (
            rf"\b{_MOVES} (?:\w+ly )?(?:up|higher|upwards?)(?! (?:for|to the (?:board|task))\b)",
            "rose",
        ),
        (rf"\b{_MOVES} (?:\w+ly )?(?:down|lower|downwards?)\b", "fell"),
        (r"\b(?:gain|gains|gained|gaining|make|made|making) ground\b|\bon the rise\b", "rose"),
        (
            r"\b(?:lose|loses|lost|losing|give|gave) ground\b|\bon the (?:decline|wane|slide)\b",
            "fell",
        ),
        (r"\bin favou?r of\b", "favoured"),
        (r"\bt(?:ake|akes|aking|aken|ook) (?:some |a few )?profits?\b", "reduced"),
        (r"\bin flux\b|\bup in the air\b", "uncertain"),
        (r"\btie-ups?\b", "merger"),
        (r"\b(?:roughly|about|broadly|much|almost|close to) where (?:it|they)\b", "unchanged"),
        (
            r"\blow valuations?\b|\bvaluations? (?:are|is|look|looks|seem) (?:\w+ )?(?:low|undemanding|modest)\b",
            "cheap",
        ),
        (r"\bundemanding valuations?\b|\bmoderate valuations?\b", "cheap"),
        (
            r"\b(?:hit|hits|hitting|reach\w*|touch\w*|set|sets|setting|scal\w+|notch\w*|mark\w*)\s(?:(?:an?|its|their|the|"
            r"another|fresh|new|at|to|[\w-]+-(?:year|month|week|day))\s){0,4}(?:highs?|peaks?|highest|strongest|"
            r"record highs?)\b",
            "rose",
        ),
        (
            r"\b(?:hit|hits|hitting|reach\w*|touch\w*|set|sets|setting|notch\w*|mark\w*)\s(?:(?:an?|its|their|the|"
            r"another|fresh|new|at|to|[\w-]+-(?:year|month|week|day))\s){0,4}(?:lows?|lowest|weakest|record lows?)\b",
            "fell",
        ),
        (
            r"\b(?:room|scope|space) (?:to|for (?:it|them|[a-z]+) to) (?:run|rise|climb|grow|go|gain|rally)\b",
            "rise",
        ),
        (
            r"\bshort of (?:the |its |their |an? )?(?:[$€£]?\d|[^.;,]{0,50}?(?:expected|forecasts?|estimates?|"
            r"expectations|consensus|"
            r"targets?|predicted|hoped))",
            "missed",
        ),
        (r"\b(?:under|faces?|facing|faced) (?:\w+ )?(?:pressure|strain)\b", "squeezed"),
        (r"\b(?:n't|not|never|n't yet|not yet) g[ai]v(?:e|en|ing) up\b", "kept"),
        (
            r"\bstr(?:ike|ikes|uck|iking) (?:an?|the|its|their) (?:[\w£$€.,-]+ ){0,5}?(?:deal|agreement|accord|pact)\b",
            "agreed",
        ),
        (r"\b(?:at )?a(?: [\d.]+%| \w+)? premium (?:of|to|over)\b", "above"),
        (r"\b(?:at )?a(?: [\d.]+%| \w+)? discount (?:of|to)\b", "below"),
        (r"\bpav(?:e|es|ed|ing) the way\b|\bopen(?:s|ed|ing)? the (?:way|door)\b", "enable"),
        (r"\b(?:go|goes|going|went|gone) public\b", "list"),
        (
            r"\brid(?:e|es|ing) (?:\w+ )?out\b|\brode (?:\w+ )?out\b|\bmuddl\w+ through\b|\bget(?:s|ting)? by\b",
            "cope",
        ),
        (r"\bpa(?:y|ys|ying|id) off\b|\bbear(?:s|ing)? fruit\b|\bbore fruit\b", "work"),
        (r"\bturn(?:s|ed|ing)? up\b", "found"),
        (
            r"\b(?:eas|pull|slip|drift|edg|dropp?|slid|inch)(?:e|es|ed|ing|s)? back\b|\b(?:f[ae]ll|slid)(?:s|en|"
            r"ing)? back\b",
            "retreated",
        ),
        (r"\bbet(?:s|ting)? against\b|\bbetting on (?:a |an )?(?:fall|drop|decline)\b", "short"),
        (
            r"\btak(?:e|es|ing) place\b|\btook place\b|\bcom(?:e|es|ing) (?:about|to pass)\b|\bcame about\b",
            "happen",
        ),
        (
            r"\bsteer(?:s|ed|ing)? clear\b|\b(?:n't|not|never) (?:be )?(?:touch|go near|going near)(?:e|es|ing|ed)?\b",
            "avoid",
        ),
        (
            r"\brein(?:s|ed|ing)? in\b|\b(?:get|gets|got|getting|bring\w*|brought) [^.;,]{1,40}? under control\b",
            "curb",
        ),
        (r"\bfor the second time\b", "twice"),
        (r"\bgift\b", "opportunity"),
        (r"\b(?:bring|brings|bringing|brought|move|moved) forward\b", "hastened"),
        (r"\b(?:put|puts|putting|set|sets) back\b", "delayed"),
        (r"\bvot(?:e|es|ed|ing) for\b", "backed"),
        (r"\bmore than (?:the|it|they|its|in the)\b", "exceeded"),
        (r"\bless than (?:the|it|they|its|in the)\b", "trailed"),
        (r"\bvot(?:e|es|ed|ing) against\b", "opposed"),
        (
            r"\bfail(?:s|ed|ing|ure)? to (?:spot|see|notice|find|detect|catch|reach|meet)\b",
            "missed",
        ),
        (r"\b(?:below|under|sub)[ -]zero\b", "negative"),
        (
            r"\b(?:br[eo]ak|broke|broken|breaks) down\b|\bf[ae]ll(?:s|en)? (?:through|apart)\b|\bc[ao]me to nothing\b",
            "failed",
        ),
        (r"\b(?:dry|dries|dried|drying) up\b", "vanished"),
        (r"\bg[ai]v(?:e|es|en|ing) up\b|\bgave up\b", "surrendered"),
        (
            r"\b(?:in a row|running|on end|(?<=\w )straight (?=\w+ly |day|week|month|quarter|year|session|time))\b",
            "consecutive",
        ),
        (r"\b(?:is|are|was|were|be|been) against\b|\bobject(?:s|ed)? to\b", "opposed"),
        (r"\b(?:get|gets|getting|got) (?:under way|going|started)\b", "began"),
        (r"\bcatch(?:es|ing)? up\b|\bcaught up\b", "recovered"),
        (r"\bfar (?:above|more than|higher than)\b|\bwell (?:above|more than)\b", "above"),
    )
)
"""Each pattern is for a text in lower case."""
