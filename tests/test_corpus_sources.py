import json
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.metadata import GivenMetadata
from corpus.sources.counting import count_sources
from corpus.sources.fields import named_fields
from corpus.sources.sources import Source, SourceFailure, read_pasted, read_sources

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
        ("a.csv", b"title,text\n\n", "holds no row below the first"),
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


def test_every_shape_of_json_gives_its_articles(tmp_path: Path) -> None:
    one, two = {"title": "One", "text": PROSE}, {"title": "Two", "body": PROSE, "id": 2}
    for value in (
        [one, two],
        {"status": "ok", "articles": [one, two]},
        {"r": {"results": [one, two]}},
    ):
        found = sources(write(tmp_path / "n.json", json.dumps(value)))
        assert [(s.source, s.given.title) for s in found] == [
            ("n.json#1", "One"),
            ("n.json#2", "Two"),
        ]
        assert found[1].key == f"{(tmp_path / 'n.json').resolve()}#2"
    (only,) = sources(write(tmp_path / "one.json", json.dumps(one)))
    assert (only.given.title, only.data.decode()) == ("One", PROSE)
    assert len(sources(write(tmp_path / "l.json", f"{json.dumps(one)}\n{json.dumps(two)}\n"))) == 2


def test_the_field_names_of_news_services_are_known(tmp_path: Path) -> None:
    rows = [
        {
            "source": {"id": None, "name": "Harbour Gazette"},
            "author": "Ann Lee, Bo Ray",
            "title": "Rail wins",
            "description": "Short.",
            "url": "https://gazette.example/rail",
            "publishedAt": "2025-09-12T07:30:00Z",
            "content": f"{PROSE} … [+1234 chars]",
        },
        {
            "webTitle": "Rail wins",
            "webUrl": "https://gazette.example/2",
            "webPublicationDate": "2025-09-12T07:30:00Z",
            "fields": {"bodyText": PROSE, "byline": "Ann Lee and Bo Ray"},
        },
        {
            "title": {"rendered": "Rail &amp; sea"},
            "content": {"rendered": f"<p>{PROSE}</p>"},
            "link": "https://gazette.example/3",
            "date": "2025-09-12T07:30:00",
        },
        {"page_content": PROSE, "metadata": {"Title": "Rail wins", "source": "Harbour Gazette"}},
    ]
    first, second, third, fourth = sources(write(tmp_path / "n.json", json.dumps(rows)))
    assert first.given == GivenMetadata(
        title="Rail wins",
        outlet="Harbour Gazette",
        published="2025-09-12T07:30:00Z",
        url="https://gazette.example/rail",
        authors=("Ann Lee", "Bo Ray"),
    )
    assert (first.key, first.data.decode()) == ("https://gazette.example/rail", PROSE)
    assert (second.data.decode(), second.given.authors) == (PROSE, ("Ann Lee", "Bo Ray"))
    assert second.given.published == "2025-09-12T07:30:00Z"
    assert (third.given.title, third.format, third.key) == (
        "Rail & sea",
        "html",
        "https://gazette.example/3",
    )
    assert (fourth.given.title, fourth.given.outlet) == ("Rail wins", "Harbour Gazette")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (1757662200, "2025-09-12T07:30:00+00:00"),
        (1757662200.0, "2025-09-12T07:30:00+00:00"),
        (1757662200000, "2025-09-12T07:30:00+00:00"),
        ("1757662200", "2025-09-12T07:30:00+00:00"),
        ("1757662200000000000", "2025-09-12T07:30:00+00:00"),
        (20250912, "20250912"),
        (2025, "2025"),
        ("2025-09-12T07:30:00-04:00", "2025-09-12T07:30:00-04:00"),
    ],
)
def test_seconds_since_1970_are_a_date(tmp_path: Path, written: object, expected: str) -> None:
    row = {"text": PROSE, "published": written}
    (only,) = sources(write(tmp_path / "n.jsonl", json.dumps(row)))
    assert only.given.published == expected


@pytest.mark.parametrize("number", [12, 5_000_000_000_000_000, -1757662200, True])
def test_a_number_that_is_no_time_is_no_date(tmp_path: Path, number: object) -> None:
    path = write(tmp_path / "n.jsonl", json.dumps({"text": PROSE, "published": number}))
    assert f"{path}:1: published: " in failure(path).reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty"),
        (b"[]", "is an empty list"),
        (b"{oops", "is not JSON: line 1, column 2"),
        (b'"text"', "is no list of JSON objects"),
        (b'{"a": [{"b": 1}]}', "holds no articles"),
        (b"[" * 100_000, "is not JSON"),
        (b"\x00\x01", "is binary"),
    ],
)
def test_json_that_holds_no_articles_is_reported(
    tmp_path: Path, data: bytes, expected: str
) -> None:
    path = write(tmp_path / "n.json", data)
    assert failure(path).reason.startswith(f"{path}: {expected}")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_with_the_delimiter_it_has(tmp_path: Path, delimiter: str) -> None:
    head = delimiter.join(("Headline", "Published At", "Body", "URL", "Authors", "Notes"))
    row = delimiter.join(
        ("Rail wins", "2025-09-12", f'"{PROSE}\nIt said ""yes""."', "", "Ann Lee", "x")
    )
    path = write(tmp_path / "n.csv", f"\ufeff{head}\r\n{row}\r\n\r\n")
    (only,) = sources(path)
    assert only.data.decode() == f'{PROSE}\nIt said "yes".'
    assert only.given == GivenMetadata(
        title="Rail wins", published="2025-09-12", authors=("Ann Lee",)
    )
    assert only.source == "n.csv:2"


def test_broken_rows_of_csv_are_reported_by_line_and_the_rest_goes_in(tmp_path: Path) -> None:
    lines = [
        "title,text,published",
        f'One,"{PROSE}\nand more",nan',
        f"Two,{PROSE.replace(' ', ',')},2025",
        "Three,,2025",
        f'Four,"{PROSE}",Septembre 12',
        f'Five,"{PROSE}" and more,2025',
        f'Six,"{PROSE}",2025',
        'Seven,"never closed,2025',
        f'Eight,"{PROSE}',
    ]
    path = write(tmp_path / "n.csv", "\n".join(lines))
    read = list(read_sources([path]))
    assert [one.given.title for one in read if isinstance(one, Source)] == ["One", "Six"]
    failed = [one for one in read if isinstance(one, SourceFailure)]
    assert [one.source for one in failed[:4]] == [f"n.csv:{number}" for number in (4, 5, 6, 7)]
    assert "cells where the first row names 3" in failed[0].reason
    assert "is not the text of an article" in failed[1].reason
    assert "'Septembre 12' is not an ISO date" in failed[2].reason
    assert failed[4].source == "n.csv:9"


def test_an_old_spreadsheet_in_windows_1252_with_a_huge_text_is_read(tmp_path: Path) -> None:
    text = "“Größe” costs 5 €. " * 20_000
    data = f"sep=;\r\ntitle;text\r\nRail;{text}\r\n".encode("cp1252")
    (only,) = sources(write(tmp_path / "n.csv", data))
    assert only.data.decode() == text
    assert sources(write(tmp_path / "u.csv", f"text\n{PROSE}\n".encode("utf-16")))


def test_a_csv_file_without_texts_says_so_once(tmp_path: Path) -> None:
    path = write(tmp_path / "n.csv", "No,Title\n1,Rail wins\n2,Rail loses\n")
    assert "no column holds the text of the articles" in failure(path).reason
    assert "'No', 'Title'" in failure(path).reason


def test_a_misspelt_field_is_told_once_and_the_rows_go_in(tmp_path: Path) -> None:
    path = write(tmp_path / "n.csv", f'tittle,text\nOne,"{PROSE}"\nTwo,"{PROSE}"\n')
    read = list(read_sources([path]))
    assert len([one for one in read if isinstance(one, Source)]) == 2
    assert "there is no field 'tittle'; is 'title' meant?" in failure(path).reason


def archive(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    row = json.dumps({"file_name": "a.txt", "published": "2025-09"})
    files = {
        "news/b.csv": f"text\n{PROSE}\n",
        "news/a.txt": PROSE,
        "news/metadata.jsonl": row,
        "__MACOSX/news/._a.txt": "x",
        "__MACOSX/b.txt": "x",
        "news/.hidden.txt": "x",
        "photo.png": "x",
        "../../out.txt": PROSE,
    }
    path = archive(tmp_path / "n.zip", files)
    found = sources(path)
    assert [one.source for one in found] == [
        "n.zip!../../out.txt",
        "n.zip!news/a.txt",
        "n.zip!news/b.csv:2",
    ]
    assert found[1].key == f"{path.resolve()}!news/a.txt"
    assert found[1].given == GivenMetadata(published="2025-09")
    assert found[0].given == GivenMetadata()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["n.zip"]
    assert count_sources([path]) == 3


def test_what_is_wrong_in_an_archive_is_reported_and_the_rest_goes_in(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {"a.txt": PROSE}).read_bytes()
    files: dict[str, str | bytes] = {"a.zip": inner, "b.doc": "x", "c.txt": "", "d.txt": PROSE}
    path = archive(tmp_path / "n.zip", files | {"bomb.txt": b"a" * 5_000_000})
    read = list(read_sources([path]))
    assert [one.source for one in read if isinstance(one, Source)] == ["n.zip!d.txt"]
    reasons = {one.source: one.reason for one in read if isinstance(one, SourceFailure)}
    assert "archive within an archive" in reasons["n.zip!a.zip"]
    assert "save it as .docx or .pdf" in reasons["n.zip!b.doc"]
    assert "is empty" in reasons["n.zip!c.txt"]
    assert "to 5,000,000, as no article does" in reasons["n.zip!bomb.txt"]
    assert all(reason.startswith(f"{path}!") for reason in reasons.values())


def test_a_locked_member_a_broken_and_an_empty_archive_are_reported(tmp_path: Path) -> None:
    path = archive(tmp_path / "n.zip", {"a.txt": PROSE})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert "is locked with a password" in failure(write(tmp_path / "l.zip", bytes(data))).reason
    assert "no zip archive" in failure(write(tmp_path / "b.zip", b"PK\x03\x04 rest")).reason
    assert "holds no article" in failure(archive(tmp_path / "e.zip", {"a.png": "x"})).reason


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_archive_or_table_never_stops_a_run(
    tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    rows = json.dumps([{"text": PROSE, "published": 1757662200, "author": ["A B"]}])
    path = archive(folder / "n.zip", {"a.json": rows, "b.csv": f"text\n{PROSE!r}", "c.txt": PROSE})
    for name, good in (
        ("n.zip", path.read_bytes()),
        ("n.json", rows.encode()),
        ("n.csv", b"text\n1\n"),
    ):
        data = bytearray(good)
        for _ in range(draw.draw(st.integers(1, 12))):
            data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
        write(folder / name, bytes(data[: draw.draw(st.integers(0, len(data)))]))
        assert list(read_sources([folder / name]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_a_loop_and_a_device_are_reported_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    write(tmp_path / "a.txt", PROSE)
    read = list(read_sources([tmp_path, tmp_path / "pipe.txt", tmp_path / "loop.txt"]))
    assert [one.source for one in read if isinstance(one, Source)] == ["a.txt"]
    failed = [(one.source, one.reason) for one in read if isinstance(one, SourceFailure)]
    assert [name for name, _ in failed] == [
        "loop.txt",
        "pipe.txt",
        "zero.txt",
        "pipe.txt",
        "loop.txt",
    ]
    assert "is no plain file" in failed[1][1]
    assert "cannot be read" in failed[0][1]


def test_pasted_text_is_a_source_under_its_own_words() -> None:
    one, two = read_pasted(f"{PROSE}\r\n"), read_pasted(f"\ufeff{PROSE}")
    assert one == two
    assert (one.source, one.format, one.data.decode()) == ("pasted text", "txt", PROSE)
    assert read_pasted(f"{PROSE} More.").key != one.key
    assert read_pasted(f"<!DOCTYPE html><p>{PROSE}</p>").format == "html"
    given = read_pasted(f"---\ntitle: Rail\nurl: https://a.example/b\n---\n{PROSE}")
    assert (given.format, given.given.title, given.key) == ("md", "Rail", "https://a.example/b")


def test_an_empty_paste_is_an_error() -> None:
    with pytest.raises(CorpusError, match="pasted text: is empty"):
        read_pasted(" \n")


def test_notes_of_a_cut_text_and_tags_in_titles_are_left_out_however_long_the_row() -> None:
    began = time.process_time()
    for note in (
        " … [+1234 chars]",
        "... [+9 chars]\n",
        "[+1 chars]",
        f"\n…{' ' * 4_000}[+2 chars] ",
    ):
        assert named_fields({"content": f"Gold fell.{note}"}) == {"text": "Gold fell."}
    spaced = f"Gold{' ' * 4_000}fell [+2 chars] again."
    assert named_fields({"content": spaced}) == {"text": spaced}
    opened = {"title": {"rendered": f"{chr(60) * 50_000} <b>Rail</b>"}, "content": PROSE}
    assert named_fields(opened)["title"] == f"{chr(60) * 50_000} Rail"
    assert time.process_time() - began < 1
