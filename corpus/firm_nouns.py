"""Which kinds of firm `the bank`, `the carmaker` or `the agency` may stand for."""

FINANCE_KINDS = frozenset(("bank", "broker", "asset manager", "research"))
_BY_NOUN: dict[str, frozenset[str]] = {
    "bank": frozenset(("bank", "central bank", "broker", "research")),
    "lender": frozenset(("bank", "company", "research")),
    "broker": FINANCE_KINDS,
    "brokerage": FINANCE_KINDS | {"company"},
    "manager": FINANCE_KINDS,
    "fund": FINANCE_KINDS | {"public body"},
    "house": FINANCE_KINDS,
    "consultancy": frozenset(("research", "data")),
    "forecaster": frozenset(("research", "data", "public body")),
    "institute": FINANCE_KINDS | {"data", "public body"},
    "agency": frozenset(("research", "data", "public body")),
    "regulator": frozenset(("public body", "central bank", "exchange")),
    "watchdog": frozenset(("public body", "central bank", "exchange")),
    "ministry": frozenset(("public body",)),
    "department": frozenset(("public body",)),
    "government": frozenset(("public body",)),
    "council": frozenset(("public body", "data")),
    "union": frozenset(("public body",)),
    "association": frozenset(("data", "public body")),
    "exchange": frozenset(("exchange",)),
    "insurer": frozenset(("company", "asset manager")),
    "startup": frozenset(("company",)),
}
_OTHER_FIRMS = frozenset(
    ("firm", "institution", "group", "organization", "organisation", "body", "think-tank", "giant")
)
_COMPANY = frozenset(("company", "exchange", "data", "organisation"))
_NO_FIRM = frozenset(("media", "central bank", "public body"))


def is_company_noun(noun: str) -> bool:
    """Whether the noun names a business such as a carmaker.

    So that it may mean the main company.
    """
    return noun not in _BY_NOUN and noun not in _OTHER_FIRMS


def fits_noun(noun: str, kind: str | None) -> bool:
    """Whether a firm of `kind` may be called by `noun`; unknown organisations may be anything."""
    if kind is None or kind == "organisation":
        return True
    if noun == "firm":
        return kind not in _NO_FIRM
    if noun in _OTHER_FIRMS:
        return kind != "media"
    return kind in _BY_NOUN.get(noun, _COMPANY)
