"""Names that two bear: `the Treasury` of Britain and of America, a house and the person it is called after."""

import re
from dataclasses import replace

from corpus.given_names import is_given_name
from corpus.names import canonical_firm
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


_HOUSE = (
    r" (?:Capital|Partners|Advisors|Advisers|Investments?|Associates|Securities|Research|Asset|Wealth|Fund)"
    r"(?: (?:Management|Partners|Advisors|Advisers|Group|Managers|Capital))?\b"
)
"""Behind a founder's name, what a house is called."""


_KIN = r"\b(?:his|her|their) (?:\w+ )?(?:brother|sister|twin|father|mother|son|daughter)s?,? "


def _family_name(first: str, text: str) -> str | None:
    """The name of the kin of one told by a first name alone: `Jane Doe and her brother, Ben`."""
    if not is_given_name(first):
        return None
    kin = re.search(
        rf"\b[A-Z][a-z]+ (?P<surname>[A-Z][\w'’-]+)\b[^\n]{{0,120}}?{_KIN}{re.escape(first)}\b(?! [A-Z][a-z])",
        text,
    )
    return kin["surname"] if kin else None


def with_own_house(statement: Statement, text: str) -> Statement:
    """The statement of somebody of no firm by the house that bears the name: `Jane Doe` of Doe Capital."""
    if statement.firm is not None or len(statement.persons) != 1:
        return statement
    first, _, rest = statement.persons[0].partition(" ")
    surname = rest.split()[-1] if rest else _family_name(first, text)
    if surname is None or not surname[0].isupper():
        return statement
    match = re.search(rf"(?<![A-Z]\w )\b{re.escape(surname)}{_HOUSE}", text)
    if match is None or canonical_firm(match[0]) is not None:
        return statement
    return replace(statement, firm=match[0])


def with_own_treasury(statement: Statement, text: str) -> Statement:
    """The statement by the treasury of the country that its article speaks of more often."""
    if statement.firm != _AMERICAN:
        return statement
    british = sum(1 for _ in _BRITAIN.finditer(text))
    american = sum(1 for _ in _AMERICA.finditer(text))
    return replace(statement, firm=_BRITISH) if british > american else statement


def with_own_names(statement: Statement, text: str) -> Statement:
    """Both of these."""
    return with_own_house(with_own_treasury(statement, text), text)
