"""The noun of the indexes: `IndexedPassage`, a passage with its vector and what is filtered by."""

import hashlib
import json
from dataclasses import dataclass

import numpy as np

from rag.index.embedder import Vectors
from rag.records import Passage

NO_VECTOR: Vectors = np.zeros(0, dtype=np.float32)
"""Stands for a vector that is still to be made; never written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFields:
    """What both indexes filter by."""

    article_id: str
    first_day: int | None
    """Days since 0001-01-01, as `date.toordinal` counts them; None is undated."""
    last_day: int | None
    outlet: str | None
    firms: tuple[str, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPassage:
    """A passage as the indexes take it in."""

    passage: Passage
    fields: PassageFields
    embedded_hash: str
    """Of what its vector is made from; see `hash_embedded`."""
    vector: Vectors

    @property
    def passage_hash(self) -> str:
        """Hash of all that the indexes hold of the passage but its vector."""
        return hash_parts(self.passage.header, self.passage.text, pack_fields(self.fields))


def hash_embedded(header: str, text: str) -> str:
    """Return the hash of what a vector is made from: the article's header and the passage's text."""
    return hash_parts(header, text)


def hash_copy(story_id: str, text: str) -> str:
    """Return the hash under which copies of a passage within one story are the same."""
    return hash_parts("copy", story_id, text)


def hash_parts(*parts: str) -> str:
    """Return the SHA-256 of the parts in order, unambiguously joined; 32 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def pack_fields(fields: PassageFields) -> str:
    """Return the fields as JSON, without the article, which stands beside them."""
    return json.dumps(
        [fields.first_day, fields.last_day, fields.outlet, fields.firms, fields.speakers]
    )


def unpack_fields(article_id: str, packed: str) -> PassageFields:
    """Return what `pack_fields` packed."""
    first_day, last_day, outlet, firms, speakers = json.loads(packed)
    return PassageFields(
        article_id=article_id,
        first_day=first_day,
        last_day=last_day,
        outlet=outlet,
        firms=tuple(firms),
        speakers=tuple(speakers),
    )
