"""Bodies of two countries that are called alike where they speak: `the Treasury` of Britain and of America."""

import re
from dataclasses import replace

from corpus.statement import Statement

_AMERICAN, _BRITISH = "U.S. Treasury Department", "HM Treasury"
_BRITAIN = re.compile(
    r"\b(?:[Cc]hancellor|Bank of England|HM Treasury|(?:UK|U\.K\.|British) Treasury|Downing Street|Whitehall|"
    r"Westminster|Exchequer|HMRC|gilts?|OBR|Office for Budget Responsibility|House of Commons)\b"
)
_AMERICA = re.compile(
    r"\b(?:U\.?S\.? Treasury|Treasury Department|Department of the Treasury|Treasury Secretary|White House|"
    r"Congress|Capitol Hill|Federal Reserve|the Fed|Treasuries)\b"
)


def with_own_treasury(statement: Statement, text: str) -> Statement:
    """The statement by the treasury of the country that its article speaks of more often."""
    if statement.firm != _AMERICAN:
        return statement
    british = sum(1 for _ in _BRITAIN.finditer(text))
    american = sum(1 for _ in _AMERICA.finditer(text))
    return replace(statement, firm=_BRITISH) if british > american else statement
