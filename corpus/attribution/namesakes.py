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


def with_family_name(statement: Statement, text: str) -> Statement:
    """The statement of one told by a first name alone with the name of the kin: `Jane Doe and her brother, Ben`."""
    if len(statement.persons) != 1 or " " in statement.persons[0]:
        return statement
    first = statement.persons[0]
    kin = re.search(
        rf"\b[A-Z][a-z]+ (?P<surname>[A-Z][\w'’-]+)\b[^\n]{{0,120}}?{_KIN}{re.escape(first)}\b(?! [A-Z][a-z])",
        text,
    )
    if kin is None or not is_given_name(first):
        return statement
    return replace(statement, persons=(f"{first} {kin['surname']}",))


def with_own_house(statement: Statement, text: str) -> Statement:
    """The statement of somebody of no firm by the house that bears the name: `Jane Doe` of Doe Capital."""
    if statement.firm is not None or len(statement.persons) != 1:
        return statement
    surname = statement.persons[0].split()[-1]
    if statement.persons[0] == surname or not surname[0].isupper():
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
    """All of these."""
    return with_own_house(with_family_name(with_own_treasury(statement, text), text), text)
