"""Reading an article line by line: who speaks in each, in the light of what stood before."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Article
from corpus.attribution.backward import points_back
from corpus.attribution.noun_phrases import Attribution, Subject, low_at
from corpus.attribution.ownership import (
    CLAUSE_JOINTS,
)
from corpus.attribution.people import FINANCE_KINDS, Speaker
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.placements import find_member, find_officer, find_placement, read_card
from corpus.attribution.pronouns import find_pronouns
from corpus.attribution.roundups import Roundup
from corpus.attribution.speakers import SpeakerMemory
from corpus.attribution.strangers import find_stranger, told_by_sources
from corpus.attribution.verbs import find_attributions, is_saying
from corpus.given_names import is_given_name
from corpus.lines import Line, find_authors
from corpus.name_words import NATIONALITIES, NOT_PEOPLE, PLACES
from corpus.names import load_firms
from corpus.subjects import load_subjects
from corpus.words import words

_BUSINESS = frozenset(
    words("its sales revenue profit margins orders production plant shares stores customers deal")
)
"""Words that a company's own statement holds more often than a person's."""
_OF_IT = frozenset(words("plans planned expects expected intends intended aims aimed hopes hoped"))
"""Behind `it`, of an organisation that speaks of itself: `It was cold` is of the weather."""
_WOULD_DO = frozenset(
    words(
        """
    appeal begin build close continue cut defend drop expand hire invest launch move offer open oppose pay pursue
    raise recall redeem reduce resume review seek sell shut slash spend start stop suspend trim withdraw work
        """
    )
)
"""Behind `it would` or `it will`, what an organisation does of its own will: `It would take time` is of no one."""
_RIVALS = ("rival", "competitor", "peer")
"""Before one word that is nobody's name, what a company is called: `the rival Orrin`."""
_CARD_LINES = 12
"""Lines at the start in which a note's header stands."""
_DASHES = 2
"""Most dashes before whoever signs a quotation."""
_SIGNED_LINES = 4


def attribute(lines: Sequence[Line], view: str, article: Article) -> SpeakerMemory:
    """Fill in who speaks in each line, and return what the article says of its speakers."""
    memory = _prepare(lines, article)
    roundup = Roundup(lines)
    for k, line in enumerate(lines):
        memory.read_on()
        _enter_line(line, memory)
        roundup.enter(k, memory)
        if k and lines[k - 1].quoted_share > 0:
            line.signer = _signer(lines[max(0, k - _SIGNED_LINES) : k], line, memory)
        damaged = view[line.sentence.start].islower()
        told = find_attributions(line.chunks, line.quoted, damaged_start=damaged)
        _read_line(k, line, roundup.attributions(k, told), memory, roundup)
        if k:
            _point_back(lines[k - 1], line, memory)
        if not line.spoken:
            line.topic = _topic(line, memory)
    for line in lines:
        line.spoken[:] = [(found, memory.complete(speaker)) for found, speaker in line.spoken]
    return memory


def _point_back(before: Line, line: Line, memory: SpeakerMemory) -> None:
    """Give a sentence of nobody's to whoever the next one says that it is by."""
    if before.paragraph != line.paragraph or before.spoken or any(before.quoted):
        return
    found = points_back(line.chunks)
    if found is None or (found.subject.anaphor and line.spoken):
        return
    speaker = line.spoken[-1][1] if line.spoken else memory.resolve(found.subject, line.paragraph)
    if speaker is None:
        return
    before.spoken.append((replace(found, first=0, last=0, cue_at=0), speaker))
    if not line.spoken:
        line.spoken.append((found, speaker))
        memory.speak(speaker, line.paragraph)


def _prepare(lines: Sequence[Line], article: Article) -> SpeakerMemory:
    """What an article says of its speakers anywhere, before its lines are read in order."""
    mentions = [m for line in lines for m in (*line.titled, *line.mentions)]
    memory = SpeakerMemory(mentions, find_authors(lines, article.authors))
    if lines:
        memory.see_title(lines[0].titled)
    card = read_card([line.chunks for line in lines[:_CARD_LINES]])
    if card is not None:
        memory.introduce(card, 0)
        memory.enter(replace(card, persons=()), 0)
    for line in lines:
        for name, pronoun in find_pronouns(line.chunks, line.quoted, line.mentions):
            memory.hear_pronoun(name, pronoun)
    return memory


def _read_line(
    at: int, line: Line, told: Sequence[Attribution], memory: SpeakerMemory, roundup: Roundup
) -> None:
    """Resolve a line's attributions in order, each in the light of whoever is named before it."""
    upcoming = 0
    for found in told:
        while upcoming < len(line.mentions) and line.mentions[upcoming].at < found.first:
            memory.notice(line.mentions[upcoming], line.paragraph)
            upcoming += 1
        if told_by_sources(line.chunks, found.first) and not found.trailing:
            continue
        surely = (roundup.holds(at) and found.cue != ":") or is_saying(found)
        speaker = _business(line, found, memory) or memory.resolve(
            found.subject, line.paragraph, surely=surely
        )
        speaker = speaker or _source(found)
        if speaker is not None:
            speaker = roundup.placed(at, _of_house(line, speaker, memory), memory)
            speaker = memory.housed(speaker, line.paragraph)
        if speaker is not None and _adds_speaker(line, found, speaker):
            team = found.subject.plural and len(speaker.persons) == 1
            memory.speak(speaker, line.paragraph, several=team)
        elif speaker is None:
            line.unresolved.append(found)
    for mention in line.mentions[upcoming:]:
        memory.notice(mention, line.paragraph)
    stranger = find_stranger(line.chunks, line.quoted)
    if stranger is not None and not any(found.first >= stranger for found, _ in line.spoken):
        memory.meet_stranger(line.paragraph)


def _business(line: Line, found: Attribution, memory: SpeakerMemory) -> Speaker | None:
    """`Orrin said sales were flat`: one word that is nobody's name, and speaks of its business."""
    persons = found.subject.persons
    if len(persons) != 1 or " " in persons[0]:
        return None
    name = persons[0]
    if found.subject.evident:
        rival = found.subject.role in _RIVALS and not found.subject.firm
        named = memory.names_person(name) or is_given_name(name)
        return Speaker(persons=(), firm=name, role=None) if rival and not named else None
    if memory.names_person(name) or not is_saying(found) or is_given_name(name):
        return None
    at = found.last + (low_at(line.chunks, found.last) == "that")
    if not found.trailing and low_at(line.chunks, at) == "it" and _is_of_it(line, at + 1):
        return Speaker(persons=(), firm=name, role=None)  # "Orrin said it plans to trim capacity"
    clause = (c.low for c, q in zip(line.chunks, line.quoted, strict=True) if not q)
    if _BUSINESS.isdisjoint(clause) or load_subjects().canonical(name) is not None:
        return None
    return Speaker(persons=(), firm=name, role=None)


def _is_of_it(line: Line, at: int) -> bool:
    """Whether what stands there tells of an organisation's own plans or deeds."""
    would = low_at(line.chunks, at) in ("would", "will")
    return low_at(line.chunks, at) in _OF_IT or (would and low_at(line.chunks, at + 1) in _WOULD_DO)


def _source(found: Attribution) -> Speaker | None:
    """`According to Orrin`: one word that is nobody's known name is a source of that name."""
    persons = found.subject.persons
    if found.cue != "according to" or len(persons) != 1 or " " in persons[0]:
        return None
    name = persons[0]
    ordinary = name.lower() in NOT_PEOPLE | NATIONALITIES | PLACES or is_given_name(name)
    if ordinary or load_subjects().canonical(name) is not None:
        return None
    return Speaker(persons=(), firm=name, role=None)


def _of_house(line: Line, speaker: Speaker, memory: SpeakerMemory) -> Speaker:
    """`Y sees two cuts, according to Jane Doe`: she speaks for the house of the same sentence."""
    if speaker.firm or not speaker.persons or not line.spoken:
        return speaker
    before = line.spoken[-1][1]
    if before.persons or before.firm_kind not in FINANCE_KINDS:
        return speaker
    for name in speaker.persons:
        house = Subject(persons=(name,), firm=before.firm, firm_kind=before.firm_kind, evident=True)
        memory.introduce(house, line.paragraph)
    return replace(speaker, firm=before.firm, firm_kind=before.firm_kind)


def _enter_line(line: Line, memory: SpeakerMemory) -> None:
    """Tell the memory what stands before a sentence's attributions: headings, and who is what."""
    for heading in line.headings:
        memory.notice(heading, line.paragraph)
        memory.enter(heading.subject, line.paragraph)
    house = _run_in_heading(line)
    if house is not None:
        memory.enter(house, line.paragraph)
    memory.present(line.chunks, line.paragraph)
    officer = find_officer(line.chunks)
    if officer is not None:
        memory.expect(officer, line.paragraph)
    member = find_member(line.chunks)
    if member is not None:
        memory.place(member, line.paragraph)
    placed = find_placement(line.chunks)
    if placed is not None:
        memory.introduce(placed, line.paragraph)


def _adds_speaker(line: Line, found: Attribution, speaker: Speaker) -> bool:
    """Add an attribution to its line unless it is an outlet's, the same again, or reported."""
    if speaker.firm_kind == "media" and not speaker.persons:
        return False
    if line.spoken:
        earlier, before = line.spoken[-1]
        if earlier.cue == ":" and earlier.first == 0 and _is_topic(line, earlier, found):
            line.spoken[-1] = (found, speaker)  # "Orrin: broker Y has kept its rating"
            return True
        if before.same_as(speaker):
            if earlier.cue == ":" and earlier.first == 0:
                line.spoken[-1] = (found, speaker)  # "Y: oil is dear, its analysts say"
            return False
        if _is_reported(line, earlier, found):
            return False
    line.spoken.append((found, speaker))
    return True


def _is_topic(line: Line, label: Attribution, found: Attribution) -> bool:
    """Whether a label before a colon names what is talked about: another is named as speaking."""
    told = label.subject
    known = told.evident and told.persons
    named = bool(found.subject.persons or found.subject.firm)
    given = bool(told.persons) and is_given_name(told.persons[0].split()[0])
    return named and not known and not given and not any(line.quoted[label.last : found.first])


def _signer(before: Sequence[Line], line: Line, memory: SpeakerMemory) -> Speaker | None:
    """Whoever signs the quotation before: `— Jane Doe, strategist at Y`."""
    first = next((k for k, c in enumerate(line.chunks) if c.text not in ("-", "–", "—")), 0)
    if not 0 < first <= _DASHES or line.paragraph == before[-1].paragraph:
        return None
    stop = len(line.chunks) - (line.chunks[-1].text == ".")
    for subject, end in parse_speaker(line.chunks, first):
        if end in (stop, len(line.chunks)) and subject.persons:
            speaker = memory.resolve(subject, line.paragraph)
            spoken = (who for earlier in reversed(before) for _, who in earlier.spoken)
            house = next((who for who in spoken if who.firm and not who.persons), None)
            if speaker is None or speaker.firm or house is None:
                return speaker
            return replace(speaker, firm=house.firm, firm_kind=house.firm_kind)  # "What Y Says"
    return None


def _run_in_heading(line: Line) -> Subject | None:
    """The firm that is all of a sentence, as in `Orrin Bank. Its analysts ...`."""
    words = [chunk for chunk in line.chunks if chunk.kind != "mark"]
    if len(words) != 1 or words[0].kind not in ("firm", "org", "name"):
        return None
    firm = words[0].firm or load_firms().canonical(words[0].text)
    if firm is None:
        return Subject(firm=words[0].text)
    return Subject(firm=firm.name, firm_kind=firm.kind)


def _is_reported(line: Line, earlier: Attribution, found: Attribution) -> bool:
    """Whether the later cue stands in what the earlier one reports.

    `X said the company expects`.
    """
    if earlier.trailing or found.trailing or found.first < earlier.last:
        return False
    if low_at(line.chunks, found.first - 1) in ("that", "if", "whether"):
        return True
    between = line.chunks[earlier.last : found.first]
    because = low_at(line.chunks, found.first - 1) in ("because", "since", "if", "unless", "when")
    if found.subject.anaphor == "it" and because and earlier.subject.persons:
        return True  # "Doe said the guidance was rosy, because it assumed no increases"
    if any(line.quoted[earlier.last : found.first]):
        return False
    if found.subject.persons and any(c.text == ":" for c in between):
        return False  # "Y prefers bonds: its officer Jane Doe calls them cheap"
    return not any(c.low in CLAUSE_JOINTS or c.text in (";", ",") for c in between)


def _topic(line: Line, memory: SpeakerMemory) -> Speaker | None:
    """The one person that a sentence with no attribution is about: `Then he relented`."""
    people = [m for m in line.mentions if m.subject.persons]
    first = 1 if low_at(line.chunks, 0) in ("then", "but", "and", "again", "still") else 0
    pronoun = low_at(line.chunks, first)
    if not people and pronoun in ("he", "she"):
        return memory.resolve(Subject(anaphor=pronoun), line.paragraph)
    if len(people) == 1 and people[0].at <= first and len(people[0].subject.persons) == 1:
        return memory.resolve(people[0].subject, line.paragraph)
    return None
