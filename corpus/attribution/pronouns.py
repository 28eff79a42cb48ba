"""Which of `he` and `she` an article's persons are, from `Mr Doe` and `Jane Doe says in her office`."""

from collections.abc import Iterator, Sequence

from corpus.attribution.introductions import Mention
from corpus.attribution.noun_phrases import kind_at, low_at
from corpus.chunks import Chunk

_OWN = {"his": "he", "himself": "he", "her": "she", "herself": "she"}
_TITLES = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "lady": "she"} | {
    "dame": "she",
    "miss": "she",
}


def find_pronouns(
    chunks: Sequence[Chunk], quoted: Sequence[bool], mentions: Sequence[Mention]
) -> Iterator[tuple[str, str]]:
    """Names with their pronoun, as far as the sentence tells: by title, or by an own `his`."""
    for k, chunk in enumerate(chunks):
        pronoun = _TITLES.get(chunk.low)
        behind = k + 2 if low_at(chunks, k + 1) == "." else k + 1
        if pronoun is not None and kind_at(chunks, behind) == "name":
            yield chunks[behind].text, pronoun
    people = [m for m in mentions if m.subject.persons]
    if len(people) != 1 or len(people[0].subject.persons) != 1 or not people[0].salient:
        return
    for k in range(people[0].stop, len(chunks)):
        if chunks[k].low in _OWN and not quoted[k]:
            yield people[0].subject.persons[0], _OWN[chunks[k].low]
            return
