"""How well statements are taken out of articles: recall and precision over labelled phrases.

A phrase counts as found when an extracted statement of at most 600 characters covers its middle;
the shortest one is judged. It is right when one of its persons agrees by surname, or the row names
none, and its firm by alias, or the row names none. Statements by nobody whom the rows of their
article name as speaking count against precision.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.firm_names import same_firm
from corpus.statement import Statement
from eval.errors import EvalError
from eval.rows import Row, read_records
from eval.scoring import name_source

MAX_STATEMENT_CHARACTERS = 600

_FIELDS = ("article", "person", "firm", "phrase", "optional", "note")
_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "cfa", "md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPhrase:
    """Words of an article with who said them."""

    place: str
    """`file:line` of the row."""
    article: str
    """File name."""
    persons: tuple[str, ...]
    firm: str | None
    phrase: str
    """Stands exactly once in the article."""
    optional: bool
    """Counts for neither side, but its speaker is one whom the article names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What extraction made of one phrase; `statement` is None where none covers it."""

    label: LabelledPhrase
    statement: Statement | None
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReport:
    """The verdicts on the phrases that count, and the statements by nobody named as speaking."""

    verdicts: tuple[Verdict, ...]
    strays: tuple[Statement, ...]

    @property
    def right(self) -> int:
        """The number of phrases with the right speaker."""
        return sum(verdict.right for verdict in self.verdicts)

    @property
    def found(self) -> int:
        """The number of phrases that a statement covers."""
        return sum(verdict.statement is not None for verdict in self.verdicts)

    @property
    def recall(self) -> float:
        """Right over phrases, a fraction; 1 where there is none."""
        return self.right / len(self.verdicts) if self.verdicts else 1.0

    @property
    def precision(self) -> float:
        """Right over the phrases found and the strays, a fraction; 1 where there is none."""
        judged = self.found + len(self.strays)
        return self.right / judged if judged else 1.0


def read_labelled_phrases(path: Path) -> tuple[LabelledPhrase, ...]:
    """Return the rows of a JSON Lines file.

    Raises:
        EvalError: every bad row as `file:line: why`; a file that cannot be read or is empty.
    """
    return read_records(path, _make_label, fields=_FIELDS)


def _make_label(row: Row) -> LabelledPhrase:
    persons = (row.optional_text("person") or "").split(";")
    return LabelledPhrase(
        place=row.place,
        article=row.text("article"),
        persons=tuple(person.strip() for person in persons if person.strip()),
        firm=row.optional_text("firm"),
        phrase=row.text("phrase"),
        optional=row.optional_flag("optional"),
    )


def judge_statements(
    labels: Sequence[LabelledPhrase],
    articles: Iterable[Article],
    statements: Iterable[Statement],
) -> StatementReport:
    """Return the report on the articles that the labels name; others are left aside.

    Raises:
        EvalError: a label names an article that is not there, or its phrase stands there twice.
    """
    by_name = {name_source(article.source): article for article in articles}
    absent = [label for label in labels if label.article not in by_name]
    if absent:
        raise EvalError(
            "\n".join(
                f"{label.place}: article: {label.article!r} is not among the {len(by_name)} at hand"
                for label in absent[:20]
            )
        )
    by_article: dict[str, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article_id, []).append(statement)
    verdicts = tuple(
        _judge(label, by_name[label.article], by_article) for label in labels if not label.optional
    )
    strays = [
        statement
        for name in dict.fromkeys(label.article for label in labels)
        for statement in by_article.get(by_name[name].article_id, ())
        if not any(_is_speaker(statement, label) for label in labels if label.article == name)
    ]
    return StatementReport(verdicts=verdicts, strays=tuple(strays))


def _judge(
    label: LabelledPhrase, article: Article, by_article: Mapping[str, Sequence[Statement]]
) -> Verdict:
    text = article.source_text
    start = text.find(label.phrase)
    if start != text.rfind(label.phrase):
        raise EvalError(f"{label.place}: phrase: {label.phrase!r} stands twice in {label.article}")
    middle = start + len(label.phrase) // 2
    covering = [
        statement
        for statement in by_article.get(article.article_id, ())
        if start >= 0
        and statement.start <= middle < statement.end
        and statement.end - statement.start <= MAX_STATEMENT_CHARACTERS
    ]
    if not covering:
        return Verdict(label=label, statement=None, right=False)
    shortest = min(covering, key=lambda statement: statement.end - statement.start)
    right = (not label.persons or _share_surname(shortest.persons, label.persons)) and (
        label.firm is None or same_firm(shortest.firm, label.firm)
    )
    return Verdict(label=label, statement=shortest, right=right)


def _is_speaker(statement: Statement, label: LabelledPhrase) -> bool:
    return _share_surname(statement.persons, label.persons) or same_firm(statement.firm, label.firm)


def _share_surname(first: Iterable[str], second: Iterable[str]) -> bool:
    return not set(map(find_surname, first)).isdisjoint(map(find_surname, second))


def find_surname(name: str) -> str:
    """Return the last word of a name in lower case, after which only `Jr.` and the like stand."""
    words = [word.strip(".,").casefold() for word in name.replace("’", "'").split()]
    kept = [word for word in words if word and word not in _NAME_SUFFIXES]
    return kept[-1].removesuffix("'s") if kept else ""


def run_statements(path: Path, *, articles: Path) -> tuple[StatementReport, Mapping[str, Article]]:
    """Return the report on freshly extracted statements, and the articles by id.

    Raises:
        EvalError: a bad row, or labels of another corpus.
        CorpusError: the articles cannot be read.
    """
    from corpus.build import add_articles
    from corpus.sources.sources import read_sources
    from corpus.store import Store

    labels = read_labelled_phrases(path)
    with (
        tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made,
        Store.open(Path(made)) as store,
    ):
        add_articles(store, read_sources([articles]))
        read = store.read_articles()
        report = judge_statements(labels, read, store.read_statements())
    return report, {article.article_id: article for article in read}


def format_statements(report: StatementReport, articles: Mapping[str, Article]) -> str:
    """Return recall and precision, then the phrases missing or wrong and the strays."""
    lines = [
        f"recall     {report.recall:.3f}  ({report.right} right of {len(report.verdicts)} phrases)",
        f"precision  {report.precision:.3f}  ({report.right} right of {report.found} found"
        f" and {len(report.strays)} by nobody named as speaking)",
    ]
    for verdict in report.verdicts:
        if not verdict.right:
            label, made = verdict.label, verdict.statement
            wanted = _format_speaker(label.persons, label.firm)
            got = f"wrong, by {_format_speaker(made.persons, made.firm)}" if made else "missing"
            lines.append(f"{label.place}: {got}, expected {wanted}: {label.phrase!r}")
    for stray in report.strays:
        article = articles[stray.article_id]
        text = " ".join(article.source_text[stray.start : stray.end].split())
        lines.append(
            f"{name_source(article.source)}:{stray.start}: by nobody named as speaking, "
            f"{_format_speaker(stray.persons, stray.firm)}: {text[:120]!r}"
        )
    return "\n".join(lines)


def _format_speaker(persons: Sequence[str], firm: str | None) -> str:
    return " of ".join(part for part in ("; ".join(persons), firm) if part) or "nobody"
