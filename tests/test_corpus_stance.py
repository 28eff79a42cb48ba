"""The stance towards a subject: by-hand sentences for each trap, and what must not matter."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import stance_model
from corpus.errors import CorpusError
from corpus.stance import judge_stance, lean, read_stance, score_stance
from corpus.stance_features import OTHER, TARGET, mask, stem
from corpus.stance_frames import compile_frame, find_frames, load_frames
from corpus.stance_model import ABOUT, WEIGHTS, load_model
from corpus.stance_text import drop_attribution, find_sentence, find_subject, is_prose


def frames_of(text: str, subject: str) -> set[str]:
    return {sign for _, sign in find_frames(mask(text, find_subject(text, subject)))}


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        # a comparison: what is preferred, and over what
        ('"We prefer copper over zinc," Hartwell Bank said.', "copper", "positive"),
        ('"We prefer copper over zinc," Hartwell Bank said.', "zinc", "negative"),
        ('"We would rather own insurers than lenders," she said.', "lenders", "negative"),
        # negation
        ('"We would not buy airlines here," said the strategist.', "airlines", "negative"),
        ('"We are no longer bearish on oil," said the strategist.', "oil", "positive"),
        ('"We are no longer bullish on oil," said the strategist.', "oil", "negative"),
        # less bad is good, less good is bad
        ('"Pressure on steelmakers is easing," the note said.', "steelmakers", "positive"),
        ('"Enthusiasm for biotech is waning," the note said.', "biotech", "negative"),
        # a warning under a condition is a warning
        ('"If rates rise, retailers would be hit hard," he said.', "retailers", "negative"),
        ('"The rebound in steelmakers looks fragile," he said.', "steelmakers", "negative"),
        # ratings are read as ratings
        (
            "Hartwell upgraded Ostrava Steel to neutral from underweight.",
            "Ostrava Steel",
            "positive",
        ),
        ("Hartwell cut Ostrava Steel to neutral from overweight.", "Ostrava Steel", "negative"),
        ("Hartwell reiterated its neutral rating on Ostrava Steel.", "Ostrava Steel", "neutral"),
        ("Hartwell initiated Ostrava Steel at underperform.", "Ostrava Steel", "negative"),
        # forecasts
        ("Hartwell expects copper to rise 20% over the next year.", "copper", "positive"),
        ("Hartwell expects copper to fall 20% over the next year.", "copper", "negative"),
        # several subjects of one sentence
        ("Hartwell is bullish on copper, bearish on zinc.", "copper", "positive"),
        ("Hartwell is bullish on copper, bearish on zinc.", "zinc", "negative"),
        # headlines
        ("Ostrava Steel shares plunge 12% on weak results", "Ostrava Steel", "negative"),
        ("Ostrava Steel Q3 net profit jumps 40%", "Ostrava Steel", "positive"),
    ],
)
def test_a_stance_is_read_through_each_trap(text: str, subject: str, expected: str) -> None:
    assert judge_stance(text, subject) == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Is the rally in steelmakers over?", "steelmakers"),
        ('"Oh sure, buy steelmakers, what could possibly go wrong," he said.', "steelmakers"),
        ('"It is too early to say whether steelmakers will recover," he said.', "steelmakers"),
        ("Steelmakers could rally if rates fall, Hartwell said.", "Steelmakers"),
    ],
)
def test_what_is_not_certain_is_unclear(text: str, subject: str) -> None:
    assert judge_stance(text, subject) == "unclear"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Hartwell downgraded copper.", "zinc"),
        ("Hartwell downgraded copper.", ""),
        ("", "copper"),
        ("   ", "   "),
        ("Intelligence matters, said Hartwell.", "Intel"),
        ("Die Aktie der Ostrava fiel um 3 Prozent.", "Kupfer"),
    ],
)
def test_a_subject_that_is_not_named_is_unclear_in_even_thirds(text: str, subject: str) -> None:
    score = score_stance(text, subject)
    assert score.stance == "unclear"
    assert (score.negative, score.neutral, score.positive) == (1 / 3, 1 / 3, 1 / 3)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("小型株は割安だとストラテジストは述べた。", "小型株"),
        ("Акции Газпрома упали на 3%.", "Акции Газпрома"),
        ("أسهم الشركة ارتفعت", "أسهم"),
        ("Ö" * 300 + " copper " + "\U0001f680" * 300, "copper"),
        ("copper", "copper"),
        ("copper (", "copper ("),
        ("[a-z]* copper", "[a-z]*"),
    ],
)
def test_other_alphabets_and_bare_names_are_read_without_fault(text: str, subject: str) -> None:
    score = score_stance(text, subject)
    assert score.negative + score.neutral + score.positive == pytest.approx(1.0)


def test_a_huge_text_is_read_only_around_the_subject() -> None:
    filler = "The index is rebalanced every June. " * 60_000
    told = "Hartwell downgraded copper to sell. "
    assert judge_stance(filler + told + filler, "copper", start=len(filler) + 20) == "negative"
    assert judge_stance(filler + told, "copper") == "unclear"
    assert judge_stance("copper " * 200_000, "copper") in ("unclear", "neutral")
    assert judge_stance(("copper" + '"' * 50 + ", ") * 5_000, "copper") in ("unclear", "neutral")


def test_start_chooses_among_sentences_and_without_it_opposites_are_unclear() -> None:
    text = "Hartwell upgraded copper to buy. Norwell downgraded copper to sell."
    assert judge_stance(text, "copper", start=18) == "positive"
    assert judge_stance(text, "copper", start=text.rindex("copper")) == "negative"
    assert judge_stance(text, "copper") == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        '"We prefer {} over utilities," Hartwell Bank said.',
        "Hartwell downgraded {} to sell.",
        "Shares of {} fell 4% after its results.",
        "{} will hold its annual meeting in May.",
    ],
)
def test_the_name_of_the_subject_does_not_matter(text: str) -> None:
    names = ("Ostrava Steel", "Weak Loss Corp", "Zyx", "Strong Buy Gains & Co")
    scores = {score_stance(text.format(name), name) for name in names}
    assert len(scores) == 1


def test_the_name_of_somebody_else_does_not_matter() -> None:
    texts = (f"Analysts at {name} downgraded copper to sell." for name in ("Hartwell", "Norwell"))
    assert len({score_stance(text, "copper") for text in texts}) == 1


def test_the_speaker_of_a_rating_has_no_stance_towards_itself() -> None:
    assert "0" in frames_of("Hartwell downgraded Ostrava Steel to sell.", "Hartwell")
    assert judge_stance("Hartwell downgraded Ostrava Steel.", "Hartwell") in ("neutral", "unclear")


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("Small-cap funds rose", "small cap", ["Small-cap"]),
        ("bank, Banks and BANKS", "banks", ["bank", "Banks", "BANKS"]),
        ("Intel is not in intelligence", "Intel", ["Intel"]),
        ("Delmar's debt", "Delmar", ["Delmar's"]),
    ],
)
def test_a_subject_is_found_as_whole_words_in_any_number(
    text: str, subject: str, expected: list[str]
) -> None:
    assert [text[a:b] for a, b in find_subject(text, subject)] == expected


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    text = "Oil rose. Tern & Co. Told clients of the U.S. Treasury market. Gold fell."
    at = text.index("Treasury")
    first, last = find_sentence(text, at, at + 8)
    assert text[first:last].strip() == "Tern & Co. Told clients of the U.S. Treasury market."


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ('"Copper is cheap," said Ann Lee of Hartwell.', "Copper", '"Copper is cheap'),
        ("Copper is cheap, according to Hartwell.", "Copper", "Copper is cheap"),
        ("According to Hartwell, copper is cheap.", "copper", "copper is cheap."),
        ("Hartwell said that copper is cheap.", "copper", "copper is cheap."),
        ("Hartwell warned that copper is dear.", "copper", "Hartwell warned that copper is dear."),
        ("Copper is cheap, said Hartwell.", "Hartwell", "Copper is cheap, said Hartwell."),
    ],
)
def test_attribution_is_dropped_unless_it_leans_or_names_the_subject(
    text: str, subject: str, expected: str
) -> None:
    bare, targets = drop_attribution(text, find_subject(text, subject))
    assert bare.strip() == expected
    assert [bare[a:b].lower() for a, b in targets] == [subject.lower()]


def test_a_headline_is_no_prose() -> None:
    assert not is_prose("Ostrava Steel gains 3%", "Ostrava Steel gains 3%")
    assert is_prose("Ostrava Steel gained 3%.", "Ostrava Steel gained 3%.")
    assert is_prose("We like Ostrava Steel", "We like Ostrava Steel")


def test_names_are_masked_and_numbers_become_kinds() -> None:
    text = "Citi Bank cut Ostrava Steel 3.5% in 2025 to Rs 40"
    masked = mask(text, find_subject(text, "Ostrava Steel"))
    assert masked.words == (
        "citi", OTHER, "cut", TARGET, "<pct>", "in", "<year>", "to", "<cur>", "<num>",
    )  # fmt: skip
    assert masked.at == 3


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("falls", "fall"),
        ("falling", "fall"),
        ("rallied", "rally"),
        ("dropped", "drop"),
        ("up", "up"),
    ],
)
def test_a_word_is_cut_to_its_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_every_frame_can_be_met_only_around_the_subject() -> None:
    frames = load_frames()
    assert len({frame.name for frame in frames}) == len(frames)
    assert not [frame.name for frame in frames if compile_frame(frame.name).search("")]


def test_the_same_question_has_the_same_answer_in_another_process() -> None:
    code = (
        "from corpus.stance import score_stance as s;"
        "print(s('Hartwell sees 20% upside for copper.', 'copper'))"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent.parent,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outs == {f"{score_stance('Hartwell sees 20% upside for copper.', 'copper')}\n"}


def test_features_are_sorted_and_unique() -> None:
    (reading,) = read_stance("Copper rose and copper rose again.", "copper")
    assert list(reading.buckets) == sorted(set(reading.buckets))


def test_the_weights_are_those_that_their_description_names() -> None:
    about = json.loads(ABOUT.read_text(encoding="utf-8"))
    assert hashlib.sha256(WEIGHTS.read_bytes()).hexdigest() == about["sha256"]
    assert "MIT" in about["licence"]
    assert "2305.12257" in about["licence"]
    assert WEIGHTS.stat().st_size < 1_000_000


def test_damaged_weights_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "stance_weights.npz"
    damaged.write_bytes(WEIGHTS.read_bytes()[:-1])
    monkeypatch.setattr(stance_model, "WEIGHTS", damaged)
    load_model.cache_clear()
    try:
        with pytest.raises(CorpusError, match=r"expected .* git checkout"):
            judge_stance("Copper fell.", "copper")
    finally:
        monkeypatch.undo()
        load_model.cache_clear()


def test_words_lean_with_and_against_negation() -> None:
    assert lean("a strong rebound") > 0 > lean("a weak market")
    assert lean("not strong") < 0


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Fears about the new tariff have been overdone.", 1),
        ("Their pessimism is misplaced, she said.", 1),
        ("Fears of a slowdown are growing.", -1),
        ("The fears are not overblown.", -1),
        ("The euphoria is overdone.", -1),
    ],
)
def test_a_fear_called_unfounded_is_none(text: str, leans: int) -> None:
    found = lean(text)
    assert (found > 0) - (found < 0) == leans


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("She would sell any rally in the peso.", -1),
        ("Fade the bounce, he said.", -1),
        ("The rally goes on.", 1),
        ("They are buying the dips.", 1),
        ("It was a deep pullback.", -1),
    ],
)
def test_what_is_sold_into_strength_leans_as_the_deed(text: str, leans: int) -> None:
    found = lean(text)
    assert (found > 0) - (found < 0) == leans


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ida Roe said she would sell any rally in the peso.", "negative"),
        ("Orrin Bank abandoned its recommendation to sell the peso.", "positive"),
        ("Orrin Bank dropped its call to buy the peso.", "negative"),
    ],
)
def test_an_advice_that_is_given_up_is_the_other_way(text: str, stance: str) -> None:
    assert judge_stance(text, "peso") == stance


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We recommend zinc.", {"+"}),
        ("We do not recommend zinc.", {"-"}),
        ("We are not bearish on zinc.", {"?"}),
        ("Zinc, not copper, is what we recommend.", set()),
    ],
)
def test_a_negation_turns_liking_and_makes_disliking_uncertain(
    text: str, expected: set[str]
) -> None:
    assert frames_of(text, "zinc") == expected
