"""MultiHop-RAG's readers over hand-written files in both forms, its run and its report."""

import json
from pathlib import Path

import pytest

from eval.distractors import make_distractors, read_texts
from eval.errors import EvalError
from eval.multihop import Fact, MultihopQuestion, read_multihop
from eval.multihop_report import format_multihop
from eval.multihop_run import measure_multihop, open_multihop, rank_plain, rank_served
from eval.sweep import VALUES, Sweep, fit_calibration, sweep_tuning
from eval.sweep_house import PASSAGE_TOKENS, list_articles, list_questions
from rag.index.passages import BUDGET_TOKENS
from rag.index.tables import read_passages
from rag.retrieval.tuning import TUNING

BODIES = {
    "Harbour Gazette": "Cranes at the north quay were sold to a Danish yard. The price was not told.",
    "Lakeside Post": "The ferry to the islands runs twice a day from June. Tickets cost four crowns.",
    "Capital Courier": "A court fined the tram operator for its broken doors. It will appeal in May.",
}
FACTS = {
    "Harbour Gazette": "Cranes at the north quay were sold to a Danish yard.",
    "Lakeside Post": "The ferry to the islands runs twice a day from June.",
    "Capital Courier": "A court fined the tram operator for its broken doors.",
}
ASKED = (
    "Who bought the cranes at the north quay, as the Harbour Gazette reports, and how often does the ferry"
    " to the islands run, as the Lakeside Post reports?"
)
NULL = "Which comet did the astronomers of Zanzibar photograph?"


def url(outlet: str) -> str:
    return f"https://news.example/{outlet[:3].lower()}"


def title(outlet: str) -> str:
    return f"From the {outlet}"


def write_public(folder: Path) -> Path:
    """The public benchmark's own two files, as its authors lay them out."""
    common = {"author": None, "category": "business", "published_at": "2023-10-01T14:00:29+00:00"}
    articles = [
        {**common, "title": title(o), "source": o, "url": url(o), "body": body}
        for o, body in BODIES.items()
    ]
    evidence = [
        {**common, "title": title(o), "source": o, "url": url(o), "fact": FACTS[o]}
        for o in ("Harbour Gazette", "Lakeside Post")
    ]
    questions = [
        {"query": ASKED, "answer": "yes", "question_type": "inference_query",
         "evidence_list": evidence},
        {"query": NULL, "answer": "Insufficient information.", "question_type": "null_query",
         "evidence_list": []},
    ]  # fmt: skip
    (folder / "corpus.json").write_text(json.dumps(articles), encoding="utf-8")
    (folder / "MultiHopRAG.json").write_text(json.dumps(questions), encoding="utf-8")
    return folder


def write_passages(folder: Path, questions: int = 1) -> Path:
    """Passages and queries, each evidence sentence an article; both halves have an answer and none."""
    passages = [
        {"passage_id": f"f{n}", "title": title(o), "fact": fact, "source": o,
         "published_at": "2023-10-01T14:00:29+00:00", "url": url(o)}
        for n, (o, fact) in enumerate(FACTS.items())
    ]  # fmt: skip
    rows = [
        {"query_id": f"{kind}{n}", "query": ASKED if kind == "q" else NULL,
         "question_type": "inference_query" if kind == "q" else "null_query",
         "evidence": ["f0", "f1"] if kind == "q" else []}
        for n in range(questions)
        for kind in ("q", "n")
    ]  # fmt: skip
    for name, lines in (("passages.jsonl", passages), ("queries.jsonl", rows)):
        (folder / name).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")


def test_the_public_files_are_read_as_they_are(tmp_path: Path) -> None:
    read = read_multihop(write_public(tmp_path))
    assert [one.outlet for one in read.articles] == list(BODIES)
    assert [one.text for one in read.articles] == list(BODIES.values())
    assert {one.published for one in read.articles} == {"2023-10-01"}
    asked, null = read.questions
    assert {read.evidence[key].text for key in asked.evidence} == {
        FACTS["Harbour Gazette"],
        FACTS["Lakeside Post"],
    }
    assert null.evidence == frozenset()
    assert (read.asked, read.unanswerable) == ((asked,), (null,))


def test_evidence_of_the_public_files_is_the_passage_that_holds_it(
    tmp_path: Path, hashing: None
) -> None:
    with open_multihop(write_public(tmp_path)) as opened:
        (asked,) = opened.questions()
        articles = opened.view.snapshot.articles
        held = {articles[one.split(".")[0]].outlet for one in opened.relevant[asked.question_id]}
        assert held == {"Harbour Gazette", "Lakeside Post"}
        found = rank_served(opened, [asked])[asked.question_id]
        assert set(found[:2]) == set(opened.relevant[asked.question_id])
        assert set(rank_plain(opened, [asked])) == {"vectors alone", "BM25 alone", "RRF"}


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("corpus.json", "{", r"corpus\.json: cannot be read as JSON"),
        ("corpus.json", "{}", r"corpus\.json: expected a list of JSON objects"),
        ("corpus.json", '[{"title": "T"}]', r"corpus\.json: row 1"),
        ("MultiHopRAG.json", '[{"query": "Q", "question_type": "x", "evidence_list": [3]}]',
         r"MultiHopRAG\.json: row 1.*evidence_list"),
    ],
)  # fmt: skip
def test_a_wrong_public_file_is_told_with_its_place(
    tmp_path: Path, file: str, content: str, why: str
) -> None:
    write_public(tmp_path)
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=why):
        read_multihop(tmp_path)


def test_unknown_evidence_and_a_folder_without_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"holds neither passages\.jsonl"):
        read_multihop(tmp_path)
    write_passages(tmp_path)
    row = {"query_id": "x", "query": "Q", "question_type": "k", "evidence": ["f9"]}
    (tmp_path / "queries.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(EvalError, match="'f9' is no passage"):
        read_multihop(tmp_path)


def test_halves_are_by_the_hash_of_the_id() -> None:
    halves = {
        key: MultihopQuestion(question_id=key, text="", kind="", evidence=frozenset())
        for key in ("1", "2", "3", "4")
    }
    # The last bits of SHA-256 of "1" to "4" are b, 5, e and a.
    assert [one.is_development for one in halves.values()] == [False, False, True, True]


def test_a_run_measures_both_halves_and_reports_them(tmp_path: Path, hashing: None) -> None:
    report = measure_multihop(write_passages(tmp_path, questions=6))
    assert (report.questions, report.nulls) == (6, 6)
    served = report.means["served"]
    assert set(served) == {"all", "development", "check"}
    assert served["all"]["Recall@4"].value == 1.0
    assert {len(found) for found in report.served.values()} <= {2, 3}
    # An invented comet meets no outlet and shares no name: its evidence scores lower.
    assert report.detection.auroc == 1.0
    row = json.loads(json.dumps(report.to_row()))
    assert row["measures"]["served"]["check"]["All@10"]["value"] == 1.0
    assert len(row["scores"]) == 12
    lines = format_multihop(report).splitlines()
    assert lines[0] == "6 questions with evidence, 6 without"
    assert sum(line.startswith("served") for line in lines) == 3


def test_a_sweep_ranks_as_the_search_that_is_served(tmp_path: Path, hashing: None) -> None:
    with open_multihop(write_passages(tmp_path, questions=6)) as opened:
        questions = opened.questions(development=True)
        sweep = Sweep(opened, questions)
        for pairs in ([], ["fusion=0"], ["depth=1"], ["part_weight=0", "outlet_bonus=0"]):
            tuning = TUNING.with_values(pairs)
            assert sweep.rank(tuning) == rank_served(opened, questions, tuning), pairs


def test_a_sweep_marks_what_is_served_and_refuses_an_unknown_number(
    tmp_path: Path, hashing: None
) -> None:
    write_passages(tmp_path, questions=6)
    lines = list(sweep_tuning(tmp_path, only=["fusion"]))
    assert lines[0].endswith("questions of the development half; * is what is served")
    assert len(lines) == 1 + len(VALUES["fusion"])
    marked = [line for line in lines if line.startswith("*")]
    assert [line.split()[2] for line in marked] == [f"{TUNING.fusion:g}"]
    with pytest.raises(EvalError, match="'fuzion': there is no such number"):
        list(sweep_tuning(tmp_path, only=["fuzion"]))


def test_a_calibration_counts_questions_among_distractors_too(
    tmp_path: Path, hashing: None
) -> None:
    write_passages(tmp_path, questions=6)
    alone = fit_calibration(tmp_path)
    both = fit_calibration(tmp_path, passages=9)
    count, *coefficients = alone
    assert int(both[0].split()[0]) == 2 * int(count.split()[0])
    assert both[0].endswith("and among 9")
    names = [one.partition("=")[0] for one in coefficients]
    assert names == ["constant", "best", "mean", "covered", "named", "met"]
    assert all(float(one.partition("=")[2].rstrip(",")) < 100 for one in both[1:])


def test_a_sweep_of_passages_makes_the_index_anew_for_each_size(
    tmp_path: Path, hashing: None
) -> None:
    with open_multihop(write_public(tmp_path)) as opened:
        served = len(list(read_passages(opened.view.store)))
    with open_multihop(tmp_path, passage_tokens=12) as opened:
        # Each article has two sentences, which no longer fit into one passage.
        assert len(list(read_passages(opened.view.store))) == 2 * served
        (asked,) = opened.questions()
        assert len(opened.relevant[asked.question_id]) == 2
        assert (
            set(rank_served(opened, [asked])[asked.question_id][:2])
            == opened.relevant[asked.question_id]
        )


def test_every_swept_number_has_what_is_served_among_its_values() -> None:
    for name, values in VALUES.items():
        assert getattr(TUNING, name) in values, name
    assert BUDGET_TOKENS in PASSAGE_TOKENS


def test_the_house_is_swept_without_what_nobody_may_tune_on() -> None:
    assert all(path.is_file() for path in list_questions())
    assert all(path.is_dir() for path in list_articles())
    assert not [path for path in (*list_questions(), *list_articles()) if "unseen" in path.name]


def test_distractors_take_outlet_and_day_so_that_no_constraint_leaves_them_out() -> None:
    like = [
        Fact(fact_id="a", title="T", text="x", outlet="A", published="2023-01-01", url="u"),
        Fact(fact_id="b", title="T", text="x", outlet=None, published="2023-01-02", url=None),
        Fact(fact_id="c", title="V", text="x", outlet="C", published="2023-01-03", url=None),
    ]
    made = make_distractors(4, ["One.", "Two."], like)
    assert [(one.outlet, one.published) for one in made] == [
        ("A", "2023-01-01"), ("C", "2023-01-03"), ("A", "2023-01-01"), ("C", "2023-01-03"),
    ]  # fmt: skip
    assert [one.text for one in made[:2]] == ["One.", "Two."]
    assert len({one.fact_id for one in made}) == len({one.text for one in made}) == 4
    assert [one.title for one in made[:2]] == ["One.", "Two."]
    alike = make_distractors(3, ["One."], like, same_title=True)
    assert [one.title for one in alike] == [like[0].title, like[2].title, like[0].title]
    assert [one.text for one in alike] == [one.text for one in make_distractors(3, ["One."], like)]
    assert make_distractors(0, [], []) == ()
    with pytest.raises(EvalError, match="no article of the benchmark names its outlet"):
        make_distractors(1, [], like[1:2])


def test_evidence_is_found_among_distractors(tmp_path: Path, hashing: None) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text("A barge sank.\n\nA mill burnt.\nA barge sank.\n", encoding="utf-8")
    lines = read_texts(texts)
    assert lines == ("A barge sank.", "A mill burnt.")
    with open_multihop(write_passages(tmp_path), passages=7, distractors=lines) as opened:
        assert len(opened.view.snapshot.articles) == 7
        (asked,) = opened.questions()
        relevant = opened.relevant[asked.question_id]
        assert set(rank_served(opened, [asked])[asked.question_id][:2]) == relevant
    with pytest.raises(EvalError, match="cannot be read as text of one passage a line"):
        read_texts(tmp_path / "none.txt")
