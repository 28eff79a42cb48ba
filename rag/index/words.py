"""The word index (BM25) of one generation. The home of tantivy.

Header and text are one field: with two, the header's at a weight of 0.25, 0.5 or 1, MAP@10 on the development
half of MultiHop-RAG is 0.76, in one it is 0.77. Texts are reduced to terms by `rag.terms`, the analysis that
questions are read with, so the index itself only splits at spaces. Queries are built from terms: tantivy's
parser mangles "S&P 500:".
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import IndexStateError
from rag.index.indexed import IndexedPassage
from rag.index.vectors import Ranked
from rag.terms import find_terms

if TYPE_CHECKING:
    import tantivy

WRITER_BYTES = 64_000_000
MAX_TERMS = 256
"""Of a query; 2,000 characters of prose have fewer."""


class WordIndex:
    """Passages by BM25. Safe to share between threads."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in `folder`, or make an empty one there.

        Raises:
            IndexStateError: the folder holds no whole index.
        """
        import tantivy

        self._tantivy = tantivy
        self._schema = _make_schema()
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(self._schema, path=str(folder), reuse=False)
            else:
                self._index = tantivy.Index.open(str(folder))
            self._searcher = self._index.searcher()
        except (OSError, ValueError) as error:
            raise IndexStateError(
                f"the word index in {str(folder)!r} is broken ({error}); make it again with:"
                " python -m corpus check --repair"
            ) from error

    def change(self, added: Iterable[IndexedPassage], removed: Iterable[str]) -> None:
        """Take passages out and others in, in one commit; an added id replaces the same one."""
        writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
        for passage_id in removed:
            writer.delete_documents_by_term("passage_id", passage_id)
        for one in added:
            writer.delete_documents_by_term("passage_id", one.passage.passage_id)
            writer.add_document(self._to_document(one))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def query(
        self,
        text: str,
        k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] | None = None,
        article_ids: Sequence[str] | None = None,
        passage_ids: Sequence[str] | None = None,
    ) -> Ranked:
        """Return at most `k` passage ids with their BM25 score (over 0), best first.

        The conditions are those of `VectorIndex.query`; `passage_ids` are the only ones that are scored.
        """
        terms = tuple(dict.fromkeys(find_terms(text)))[:MAX_TERMS]
        if not terms or k < 1 or not len(self):
            return []
        tantivy = self._tantivy
        conditions = self._conditions(since, until, outlets, article_ids)
        if passage_ids is not None:
            wanted = tantivy.Query.term_set_query(self._schema, "passage_id", list(passage_ids))
            conditions.append(wanted)
        unscored = [tantivy.Query.const_score_query(condition, 0.0) for condition in conditions]
        must = [(tantivy.Occur.Must, query) for query in (self._match(terms), *unscored)]
        searcher = self._searcher
        found = searcher.search(tantivy.Query.boolean_query(must), limit=k, count=False)
        return [
            (str(searcher.doc(address)["passage_id"][0]), float(score))
            for score, address in found.hits
        ]

    def close(self) -> None:
        """Release the files once nobody searches them; nothing needs to be awaited."""
        with suppress(AttributeError):
            del self._index

    def _match(self, terms: Sequence[str]) -> "tantivy.Query":
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        parts = [(should, query.term_query(self._schema, "text", term, "freq")) for term in terms]
        return query.boolean_query(parts)

    def _conditions(
        self,
        since: date | None,
        until: date | None,
        outlets: Sequence[str] | None,
        article_ids: Sequence[str] | None,
    ) -> "list[tantivy.Query]":
        query = self._tantivy.Query
        found = []
        if since is not None or until is not None:
            found.append(
                query.range_query(
                    self._schema,
                    "published_last",
                    self._tantivy.FieldType.Integer,
                    lower_bound=None if since is None else since.toordinal(),
                    upper_bound=None if until is None else until.toordinal(),
                )
            )
        for field, values in (("outlet", outlets), ("article_id", article_ids)):
            if values is not None:
                found.append(query.term_set_query(self._schema, field, list(values)))
        return found

    def _to_document(self, one: IndexedPassage) -> "tantivy.Document":
        document = self._tantivy.Document(
            passage_id=one.passage.passage_id,
            article_id=one.fields.article_id,
            text=" ".join(find_terms(f"{one.passage.header}\n{one.passage.text}")),
        )
        if one.fields.outlet:
            document.add_text("outlet", one.fields.outlet)
        if one.fields.last_day is not None:
            document.add_integer("published_last", one.fields.last_day)
        return document


def _make_schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("article_id", "outlet"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("published_last", indexed=True, fast=True)
    return builder.build()
