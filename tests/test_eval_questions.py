"""Question sets: what is read, and how bad rows are told."""

import json
from datetime import date
from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.questions import KINDS, Question, read_questions

ROW = {"id": "q1", "kind": "fact", "question": "How much?", "answerable": True}


def write_rows(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_with_every_field_is_read_as_it_stands(tmp_path: Path) -> None:
    row = ROW | {
        "history": ["first", "second"],
        "as_of": "2024-08-01",
        "expect": [["20%", "twenty"], ["Fed"]],
        "forbid": ["barclays"],
        "sources": [["a.txt", "b.txt"], ["c.txt"]],
    }
    assert read_questions(write_rows(tmp_path / "set.jsonl", row)) == (
        Question(
            question_id="q1",
            kind="fact",
            text="How much?",
            history=("first", "second"),
            as_of=date(2024, 8, 1),
            answerable=True,
            expect=(("20%", "twenty"), ("Fed",)),
            forbid=("barclays",),
            sources=(("a.txt", "b.txt"), ("c.txt",)),
        ),
    )


def test_what_is_missing_or_null_is_empty(tmp_path: Path) -> None:
    (question,) = read_questions(
        write_rows(tmp_path / "set.jsonl", ROW | {"as_of": None, "history": None, "expect": None})
    )
    assert (question.history, question.as_of, question.expect) == ((), None, ())
    assert (question.forbid, question.sources) == ((), ())


def test_every_kind_of_the_format_is_read(tmp_path: Path) -> None:
    rows = [ROW | {"id": kind, "kind": kind} for kind in KINDS]
    assert [q.kind for q in read_questions(write_rows(tmp_path / "set.jsonl", *rows))] == [
        "view", "fact", "temporal", "change", "compare", "count", "conflict", "followup", "abstain",
        "injection",
    ]  # fmt: skip


def test_empty_lines_a_byte_order_mark_and_carriage_returns_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r\n\r\n  \n")
    assert len(read_questions(path)) == 1


def test_a_line_separator_inside_a_text_does_not_end_the_row(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW | {"question": "a\u2028b"}, ensure_ascii=False), "utf-8")
    assert read_questions(path)[0].text == "a\u2028b"


def test_a_note_of_ones_own_is_left_aside(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "set.jsonl", ROW | {"comment": "hard", "answer": "20%"})
    assert read_questions(path)[0].question_id == "q1"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{broken", "is not JSON"),
        ("[1]", "is list, expected a JSON object"),
        ('"text"', "is str, expected a JSON object"),
        ("[" * 100_000, "is not JSON"),
        ({"kind": "fact", "question": "x", "answerable": True}, "id is missing"),
        (ROW | {"id": 7}, "id: 7 is not a text"),
        (ROW | {"question": "  "}, "question: '  ' is not a text that is not empty"),
        (ROW | {"kind": "opinion"}, "kind: 'opinion' is not one of view, fact,"),
        (ROW | {"answerable": "yes"}, "answerable: 'yes' is not true or false"),
        (ROW | {"as_of": "August 2024"}, "as_of: 'August 2024' is not an ISO date"),
        (ROW | {"history": "before"}, "history: 'before' is not a list of texts"),
        (ROW | {"forbid": ["a", ""]}, "forbid: ['a', ''] is not a list of texts"),
        (ROW | {"expect": ["20%"]}, "expect: ['20%'] is not a list of groups"),
        (ROW | {"expect": [[]]}, "expect: [[]] is not a list of groups"),
        (ROW | {"sources": [[1]]}, "sources: [[1]] is not a list of groups"),
        (ROW | {"expects": [["20%"]]}, "unknown field 'expects'; did you mean 'expect'?"),
        (ROW | {"source": [["a.txt"]]}, "unknown field 'source'; did you mean 'sources'?"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, row: object, why: str) -> None:
    path = write_rows(tmp_path / "set.jsonl", ROW, "", row)
    with pytest.raises(EvalError) as caught:
        read_questions(path)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert why in str(caught.value)


def test_all_bad_rows_are_told_at_once(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "set.jsonl", "{", ROW, ROW | {"kind": "x"})
    with pytest.raises(EvalError) as caught:
        read_questions(path)
    places = [line.split(": ")[0] for line in str(caught.value).splitlines()]
    assert places == [f"{path}:1", f"{path}:3"]


def test_after_twenty_bad_rows_the_others_are_counted(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "set.jsonl", *["{"] * 23)
    with pytest.raises(EvalError, match=r"\.\.\. and 3 more bad rows$") as caught:
        read_questions(path)
    assert len(str(caught.value).splitlines()) == 21


def test_the_same_id_twice_names_both_lines(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "set.jsonl", ROW, ROW | {"question": "Another?"})
    with pytest.raises(EvalError) as caught:
        read_questions(path)
    assert str(caught.value) == f"{path}:2: id: 'q1' stands already at {path}:1"


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_rows_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(EvalError, match="holds no row"):
        read_questions(path)


def test_a_line_that_is_not_utf8_is_told_with_its_byte(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b'{"id": "\xff"}\n')
    with pytest.raises(EvalError, match=r"set\.jsonl:1: is not UTF-8 at byte 8"):
        read_questions(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"none\.jsonl: cannot be read: No such file"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(EvalError, match="cannot be read"):
        read_questions(tmp_path)
