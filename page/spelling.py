"""Dates and where they came from, in words."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spell_date(published: str | None) -> str:
    """Return `18 Sep 2025`, `Sep 2025` or `2025` for an ISO date, `undated` for None."""
    if published is None:
        return "undated"
    if "/" in published:
        first, last = published.split("/", 1)
        return f"{spell_date(first)} to {spell_date(last)}"
    year, month, day = (*published.split("-"), "", "")[:3]
    words = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(word for word in words if word)


def spell_origin(published: str | None, origin: str) -> str:
    """Return where a date came from, empty when the person who added the article gave it."""
    if published is None:
        return "no date found"
    where = {"text": "the text", "url": "the web address", "feed": "the feed", "given": ""}
    found = where.get(origin, f"the {origin}")
    return f"date from {found}" if found else ""
