"""`--config` reaches the numbers that a search ranks by, so that two rankings can be compared."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rag
from eval.__main__ import app
from eval.configuration import hold_config, parse_config, read_tuning
from eval.errors import EvalError
from rag import RagError, load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder
from rag.retrieval.tuning import TUNING, Tuning

ARTICLE = (
    "---\ntitle: Bridges\noutlet: Acme News\npublished: 2025-03-04\n---\n"
    "Barclays strategist Ada Poe said that bridges look cheap after the long fall of steel.\n"
)
QUESTION = "What does Barclays say about bridges?"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "acme.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_numbers_and_settings_are_told_apart() -> None:
    config = parse_config(["fusion=0.25", "NEWS_EMBEDDING_MODEL=hashing", "depth=9"])
    assert config == {"fusion": "0.25", "embedding_model": "hashing", "depth": "9"}
    assert read_tuning(config) == Tuning(fusion=0.25, depth=9)
    assert read_tuning({"embedding_model": "hashing"}) == TUNING
    with hold_config(config):  # a number is no setting and must not be refused as one
        pass


def test_a_wrong_number_is_refused_before_anything_is_loaded() -> None:
    with pytest.raises(RagError, match=r"'fusion=much': 'much' is not a number"):
        parse_config(["fusion=much"])
    with pytest.raises(EvalError, match=r"no setting 'fuson'; is 'fusion' meant\?"):
        parse_config(["fuson=0.5"])


def test_an_assistant_ranks_by_the_numbers_it_is_given(articles: Path, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    rag.add_articles([articles], data_dir=data_dir, embedder=HashingEmbedder())
    best = {}
    for bonus in (0.0, 7.0):
        tuning = Tuning(speaker_bonus=bonus)
        with load_assistant(
            data_dir=data_dir, embedder=HashingEmbedder(), tuning=tuning
        ) as assistant:
            best[bonus] = assistant.invoke(QUESTION).hits[0].scores["fused"]
    assert best[7.0] - best[0.0] == pytest.approx(7.0)


def test_a_number_of_one_run_reaches_its_search_and_stands_in_the_report(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[Tuning] = []

    def load(**given: object) -> Assistant:
        assistant = load_assistant(**given)  # type: ignore[arg-type]
        used.append(assistant.reader.view().tuning)
        return assistant

    monkeypatch.setattr(rag, "load_assistant", load)
    questions, out = tmp_path / "set.jsonl", tmp_path / "run.json"
    row = {"id": "q", "kind": "view", "question": QUESTION, "answerable": True}
    questions.write_text(json.dumps(row), encoding="utf-8")
    config = ["--config", "embedding_model=hashing", "--config", "speaker_bonus=0.75"]
    done = CliRunner().invoke(
        app, ["run", str(questions), "--articles", str(articles), "--out", str(out), *config]
    )
    assert done.exit_code == 0, done.output
    assert used == [Tuning(speaker_bonus=0.75)]
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["config"] == {"embedding_model": "hashing", "speaker_bonus": "0.75"}
