"""What the command line says of an article: fields for JSON, text for a reader."""

from collections.abc import Mapping, Sequence

from corpus.article import Article, Range
from corpus.rows import StoredVersion
from corpus.statement import Statement
from corpus.stories.stories import Link

Field = str | int | float | bool | None | Sequence[str]
Fields = dict[str, Field]

CUT_BEGINS = "⟦cut: "
CUT_ENDS = "⟧"


def article_fields(article: Article, story_id: str) -> Fields:
    """Return what is known of the article, without its text."""
    return {
        "article_id": article.article_id,
        "source": article.source,
        "title": article.title,
        "title_origin": article.title_origin,
        "outlet": article.outlet,
        "outlet_origin": article.outlet_origin,
        "authors": list(article.authors),
        "published": article.published.iso if article.published else None,
        "published_origin": article.published_origin,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "url": article.url,
        "language": article.language,
        "story_id": story_id,
        "version": article.version,
        "added_at": article.added_at.isoformat(),
    }


def statement_fields(article: Article, statement: Statement) -> Fields:
    """Return one statement with the words of its span."""
    return {
        "start": statement.start,
        "end": statement.end,
        "text": article.source_text[statement.start : statement.end],
        "persons": list(statement.persons),
        "firm": statement.firm,
        "role": statement.role,
        "cue": statement.cue,
        "direct": statement.direct,
        "date": statement.date.iso if statement.date else None,
    }


def header_lines(fields: Mapping[str, Field]) -> list[str]:
    """Return one line a field: its name and its value, or `unknown`."""
    lines = []
    for name, value in fields.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        lines.append(f"{name.replace('_', ' ')}: {'unknown' if shown in {None, ''} else shown}")
    return lines


def body_text(article: Article) -> str:
    """Return the kept ranges, one after the other, for reading."""
    kept = (article.source_text[part.start : part.end].strip("\n") for part in article.body)
    return "\n".join(kept)


def marked_text(article: Article) -> str:
    """Return the whole source text with each range that was cut between marks."""
    pieces = []
    position = 0
    for part in (*article.body, Range(start=len(article.source_text), end=-1)):
        cut = article.source_text[position : part.start]
        # White space between two kept ranges is cut from every article and would drown the rest.
        pieces.append(f"{CUT_BEGINS}{cut}{CUT_ENDS}" if cut.strip() else cut)
        pieces.append(article.source_text[part.start : part.end] if part.end >= 0 else "")
        position = part.end
    return "".join(pieces)


def statement_line(article: Article, statement: Statement) -> str:
    """Return the speaker and the quoted clause."""
    names = (*statement.persons, statement.role, statement.firm)
    speaker = ", ".join(name for name in names if name)
    return f"- {speaker}: {article.source_text[statement.start : statement.end]}"


def copy_fields(article: Article, others: Sequence[Article], links: Sequence[Link]) -> list[Fields]:
    """Return the other articles of its story: outlet, date, source, and how each is linked to it.

    `link` and `share` are None where one hangs together with it through a third one only.
    """
    by_other = {
        link.second if link.first == article.article_id else link.first: link for link in links
    }
    fields: list[Fields] = []
    for other in others:
        link = by_other.get(other.article_id)
        fields.append(
            {
                "article_id": other.article_id,
                "outlet": other.outlet,
                "published": other.published.iso if other.published else None,
                "source": other.source,
                "title": other.title,
                "link": link.kind if link else None,
                "share": round(link.share, 3) if link else None,
            }
        )
    return fields


def version_fields(versions: Sequence[StoredVersion]) -> list[Fields]:
    """Return the versions of an article, in the order in which they were added."""
    return [
        {
            "version": version.version,
            "added_at": version.added_at.isoformat(),
            "published": version.published.iso if version.published else None,
            "source": version.source,
            "title": version.title,
            "replaced": version.replaced,
        }
        for version in versions
    ]


def story_lines(copies: Sequence[Fields]) -> list[str]:
    """Return `also printed by` and a line for each of `copy_fields`; nothing if there are none."""
    if not copies:
        return []
    lines = ["also printed by:"]
    for copy in copies:
        outlet, day = copy["outlet"] or "an unknown outlet", copy["published"] or "undated"
        how = (
            f"{copy['link']}, share {copy['share']:.2f}" if copy["link"] else "through another copy"
        )
        lines.append(f"- {outlet}, {day}: {copy['article_id']} ({copy['source']}), {how}")
    return lines


def version_lines(versions: Sequence[Fields]) -> list[str]:
    """Return `versions` and a line for each of `version_fields`; nothing if there is only one."""
    if len(versions) < 2:
        return []
    lines = ["versions:"]
    for version in versions:
        state = "replaced" if version["replaced"] else "current"
        lines.append(
            f"- {version['version']}, added {version['added_at']}, {state}: {version['title'] or 'untitled'}"
            f" ({version['source']})"
        )
    return lines
