import json
import os
import sys
from pathlib import Path

import pytest

from corpus.sources import GivenMetadata, Source, SourceFailure, count_sources, read_sources

PROSE = "Cedar Rail rose 4% on Tuesday after it won a contract, the operator said."


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def sources(*paths: Path) -> list[Source]:
    read = list(read_sources(paths))
    assert not [one for one in read if isinstance(one, SourceFailure)]
    return [one for one in read if isinstance(one, Source)]


def failure(*paths: Path) -> SourceFailure:
    (only,) = [one for one in read_sources(paths) if isinstance(one, SourceFailure)]
    return only


def test_a_folder_gives_its_articles_sorted_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.HTM", "c.html", "notes.png", ".cache/x.txt"):
        write(tmp_path / name, PROSE)
    found = sources(tmp_path)
    assert [(one.source, one.format) for one in found] == [
        ("y.HTM", "html"),
        ("z.md", "md"),
        ("b.txt", "txt"),
        ("c.html", "html"),
    ]
    assert found[2].key == str((tmp_path / "b.txt").resolve())
    assert found[2].data == PROSE.encode()


def test_metadata_beside_the_files_is_given_and_is_no_article(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    write(tmp_path / "b.txt", PROSE)
    row = {"file_name": "a.txt", "published": "2025-09", "outlet": "Harbour Gazette"}
    write(tmp_path / "metadata.jsonl", json.dumps(row) + "\n")
    first, second = sources(tmp_path)
    assert first.given == GivenMetadata(published="2025-09", outlet="Harbour Gazette")
    assert second.given == GivenMetadata()
    assert sources(tmp_path / "a.txt")[0].given.published == "2025-09"


def test_a_wrong_row_of_metadata_is_reported_and_the_article_still_goes_in(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    path = write(
        tmp_path / "metadata.jsonl", '{"file_name": "a.txt", "published": "Septembre 12"}\n'
    )
    read = list(read_sources([tmp_path]))
    assert read[0] == SourceFailure(
        source="metadata.jsonl:1",
        reason=f"{path}:1: published: 'Septembre 12' is not an ISO date such as 2025-09-12",
    )
    assert isinstance(read[1], Source)
    assert read[1].given == GivenMetadata()


def test_front_matter_is_given_and_its_address_is_the_identity(tmp_path: Path) -> None:
    head = (
        "---\ntitle: Rail wins\noutlet: Harbour Gazette\npublished: 2025-09-12\n"
        "url: https://gazette.example/rail\nauthors: [Ann Lee, Bo Ray]\nlanguage: en\n---\n"
    )
    (one,) = sources(write(tmp_path / "a.md", head + PROSE))
    assert one.key == "https://gazette.example/rail"
    assert one.given == GivenMetadata(
        title="Rail wins",
        outlet="Harbour Gazette",
        published="2025-09-12",
        url="https://gazette.example/rail",
        authors=("Ann Lee", "Bo Ray"),
        language="en",
    )


def test_a_date_that_is_none_is_an_error_with_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "---\ntitle: Rail\npublished: Septembre 12\n---\n" + PROSE)
    expected = f"{path}:3: published: 'Septembre 12' is not an ISO date such as 2025-09-12"
    assert failure(path) == SourceFailure(source="a.md", reason=expected)


@pytest.mark.parametrize(
    ("head", "line"),
    [("title: [a", 3), ("- a\n- b", 2), ("title: x\nurl: not-one", 3), ("title: {a: b}", 2)],
)
def test_wrong_front_matter_is_reported_with_its_line(tmp_path: Path, head: str, line: int) -> None:
    path = write(tmp_path / "a.md", f"---\n{head}\n---\n{PROSE}")
    assert failure(path).reason.startswith(f"{path}:{line}: ")


def test_each_row_of_jsonl_is_an_article_under_its_address_id_or_text(tmp_path: Path) -> None:
    rows = [
        {"text": PROSE, "url": "https://gazette.example/1", "title": "One", "authors": "Ann Lee"},
        {"body": PROSE, "id": 7, "published": "2025-09"},
        {"text": PROSE},
        {"html": f"<p>{PROSE}</p>"},
    ]
    path = write(tmp_path / "n.jsonl", "\n\n".join(map(json.dumps, rows)))
    first, second, third, fourth = sources(path)
    assert (first.key, first.source) == ("https://gazette.example/1",) * 2
    assert first.given.authors == ("Ann Lee",)
    assert (second.key, second.source) == (f"{path.resolve()}#7", "n.jsonl:3")
    assert third.key.startswith(f"{path.resolve()}#")
    assert len(third.key.rpartition("#")[2]) == 64
    assert (third.format, fourth.format) == ("record", "html")


def test_a_broken_row_is_reported_by_line_and_the_rest_goes_in(tmp_path: Path) -> None:
    good = json.dumps({"text": PROSE})
    lines = [good, "{oops", "[1]", '{"title": "no text"}', '{"text": "  "}', good]
    path = write(tmp_path / "n.jsonl", "\n".join(lines))
    read = list(read_sources([path]))
    failed = [one for one in read if isinstance(one, SourceFailure)]
    assert [one.source for one in failed] == [f"n.jsonl:{number}" for number in (2, 3, 4, 5)]
    assert all(one.reason.startswith(str(path)) for one in failed)
    assert "'{oops' is not a JSON object" in failed[0].reason
    assert len(read) == 6


def test_a_path_that_does_not_exist_is_reported_and_the_next_goes_in(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", PROSE)
    read = list(read_sources([tmp_path / "none", good]))
    assert isinstance(read[0], SourceFailure)
    assert "does not exist" in read[0].reason
    assert isinstance(read[1], Source)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.jsonl", b"", "is empty"),
        ("a.txt", b"PK\x03\x04\x00\x00rest", "is binary"),
        ("a.txt", bytes(range(1, 32)) * 50, "is not text"),
        ("a.jsonl", b"\x00\x01", "is binary"),
        ("a.doc", b"\xd0\xcf", "'.doc' is not a format that can be read"),
        ("a.doc", b"\xd0\xcf", "save it as .docx or .pdf"),
        ("a.png", b"\x89PNG", "'.png' is not a format that can be read"),
        ("metadata.jsonl", b"{}", "describes the files beside it"),
        ("a.txt", b"x" * 20_000_001, "may have 20,000,000"),
        ("a.html", b"x" * 5_000_001, "may have 5,000,000"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_reported_with_its_reason(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    path = write(tmp_path / name, data)
    found = failure(path)
    assert found.source == name
    assert str(path) in found.reason
    assert expected in found.reason


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    assert len(sources(write(tmp_path / "a.html", b"x" * 5_000_000))) == 1


def test_a_folder_without_articles_says_what_was_expected(tmp_path: Path) -> None:
    write(tmp_path / "photo.png", b"\x89PNG")
    write(tmp_path / "metadata.jsonl", '{"file_name": "a.txt"}')
    assert (
        "holds no article; expected .txt, .md, .html, .htm, .pdf, .docx" in failure(tmp_path).reason
    )


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", PROSE)
    path.chmod(0)
    assert "cannot be read" in failure(path).reason


def test_a_dangling_link_in_a_folder_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    assert [one.source for one in sources(tmp_path)] == ["a.txt"]


def test_sources_are_counted_without_being_read(tmp_path: Path) -> None:
    assert count_sources([tmp_path]) == 0
    write(tmp_path / "a.txt", PROSE)
    write(tmp_path / "n.jsonl", '{"text": "a"}\n{"text": "b"}\n')
    assert count_sources([tmp_path, tmp_path / "a.txt", tmp_path / "none.txt"]) == 5


def test_a_row_for_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rail shares rose on Monday.", encoding="utf-8")
    (tmp_path / "metadata.jsonl").write_text(
        '{"file_name": "a.txt", "tite": "Rail", "notes": "mine"}\n{"file_name": "gone.txt"}\n',
        encoding="utf-8",
    )
    found = list(read_sources([tmp_path]))
    reasons = [one.reason for one in found if isinstance(one, SourceFailure)]
    assert [one.source for one in found if isinstance(one, Source)] == ["a.txt"]
    assert len(reasons) == 2
    assert "there is no field 'tite'; is 'title' meant?" in reasons[0]
    assert "there is no file 'gone.txt' beside it" in reasons[1]
