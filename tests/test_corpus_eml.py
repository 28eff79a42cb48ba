from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle, parse_source
from corpus.metadata import GivenMetadata

FIRST = "Cedar Rail rose 4% on Tuesday after it won a contract to run trains in the far north."
SECOND = "Analysts at Quill & Crane expect the order to add a tenth to its revenue, a note said."


def parse(data: bytes) -> ParsedArticle:
    return parse_source(data, format="eml", name="a.eml", given=GivenMetadata())


def letter(
    subject: str = "Rail wins", sender: str = "Ann Lee <ann@gazette.example>"
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "reader@post.example"
    message["Date"] = "Fri, 12 Sep 2025 23:30:00 -0400"
    return message


def text_of(article: ParsedArticle) -> str:
    return "\n".join(article.source_text[kept.start : kept.end] for kept in article.body)


def test_the_headers_of_a_letter_are_its_title_author_and_date() -> None:
    message = letter()
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    article = parse(message.as_bytes())
    assert (article.title, article.title_origin) == ("Rail wins", "page metadata")
    assert article.authors == ("Ann Lee",)
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == ("2025-09-12", "page metadata")
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-09-12T23:30:00-04:00"
    assert text_of(article) == f"{FIRST}\n\n{SECOND}"
    message.add_attachment("SECRET words of a file.", filename="a.txt")
    assert "SECRET" not in parse(message.as_bytes()).source_text


def test_the_page_of_a_letter_is_read_as_pages_are_and_files_are_left() -> None:
    message = letter()
    message.set_content("Your client shows no pages.")
    page = f"<p style='display:none'>SECRET</p><p>{FIRST}</p><p>{SECOND}</p>"
    message.add_alternative(page, subtype="html")
    message.add_attachment(b"SECRET", maintype="text", subtype="plain", filename="a.txt")
    assert parse(message.as_bytes()).source_text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("subject", ["Re: Rail wins", "AW: Re[2]: Rail wins", "RE: re: Rail wins"])
def test_the_mark_of_a_reply_is_no_part_of_the_title(subject: str) -> None:
    message = letter(subject)
    message.set_content(f"{FIRST}\n")
    assert parse(message.as_bytes()).title == "Rail wins"


def test_the_sender_is_the_outlet_where_it_is_known_or_a_newsletter() -> None:
    known = letter(sender="Reuters <no-reply@mail.example>")
    known.set_content(f"{FIRST}\n")
    assert parse(known.as_bytes()).outlet == "Reuters"
    news = letter(sender='"The Morning Track" <news@track.example>')
    news.set_content(f"{FIRST}\n")
    assert parse(news.as_bytes()).outlet is None
    news["List-Unsubscribe"] = "<https://track.example/u>"
    article = parse(news.as_bytes())
    assert (article.outlet, article.authors) == ("The Morning Track", ())


def test_whoever_forwards_an_article_gives_it_neither_date_nor_author() -> None:
    message = letter("Fwd: Rail wins")
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    article = parse(message.as_bytes())
    assert (article.title, article.authors, article.published) == ("Rail wins", (), None)


def test_the_date_of_a_message_forwarded_in_the_text_is_its_own() -> None:
    message = letter("Fwd: Rail wins", "Ann Lee <ann@post.example>")
    message.set_content(
        "Have a look.\n\n---------- Forwarded message ---------\nFrom: Mary Cole <m@g.example>\n"
        f"Date: Mon, 8 Sep 2025 at 10:00\nSubject: Rail wins\n\n{FIRST}\n\n{SECOND}\n"
    )
    article = parse(message.as_bytes())
    assert article.published is not None
    assert (article.published.iso, article.authors) == ("2025-09-08", ("Mary Cole",))


def test_a_message_carried_whole_is_the_article() -> None:
    inner = letter("Rail wins", "Mary Cole <m@g.example>")
    inner.replace_header("Date", "Mon, 8 Sep 2025 10:00:00 +0000")
    inner.set_content(f"{FIRST}\n")
    outer = letter("Worth reading")
    outer.set_content("See below.\n")
    outer.add_attachment(inner)
    article = parse(outer.as_bytes())
    assert (article.title, article.authors) == ("Rail wins", ("Mary Cole",))
    assert article.published is not None
    assert article.published.iso == "2025-09-08"
    assert text_of(article) == FIRST


def test_lines_that_end_softly_are_joined() -> None:
    head = b"Subject: Rail\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    soft = FIRST.replace(" contract ", " contract \n").encode() + b"\n\n" + SECOND.encode()
    assert text_of(parse(head + soft)) == f"{FIRST}\n\n{SECOND}"


def test_charsets_and_headers_that_are_wrong_do_not_lose_the_text() -> None:
    words = f"{FIRST} It costs 5 €."
    head = b"Subject: =?utf-8?q?Rail_=E2=82=AC5m?=\nDate: some day\nFrom: =?x?q?=ff\n"
    kind = b"Content-Type: text/plain; charset=klingon\nContent-Transfer-Encoding: 8bit\n\n"
    article = parse(head + kind + words.encode("cp1252"))
    assert (article.title, article.published) == ("Rail €5m", None)
    assert text_of(article) == words


def test_a_year_beyond_all_years_is_no_date() -> None:
    head = b"Subject: Rail\nDate: Fri, 12 Sep 99999999999999999999 07:30:00 +0000\n\n"
    article = parse(head + FIRST.encode())
    assert (article.title, article.published) == ("Rail", None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Just words without any header.", "is no e-mail"),
        (b"Subject: Rail\n\n", "is empty: the e-mail carries no text"),
    ],
)
def test_what_carries_no_text_is_reported(data: bytes, message: str) -> None:
    with pytest.raises(CorpusError, match=rf"a\.eml: {message}"):
        parse(data)


def test_a_letter_of_files_only_names_one_to_save() -> None:
    message = letter()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="note.pdf")
    with pytest.raises(CorpusError, match=r"save 'note\.pdf' and add it"):
        parse(message.as_bytes())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_letter_raises_nothing_but_a_corpus_error(draw: st.DataObject) -> None:
    inner = letter()
    inner.set_content(FIRST)
    message = letter("Fwd: =?utf-8?b?UmFpbA==?=")
    message.set_content(FIRST, cte="quoted-printable")
    message.add_alternative(f"<p>{SECOND}</p>", subtype="html")
    message.add_attachment(inner)
    data = bytearray(message.as_bytes())
    for _ in range(draw.draw(st.integers(1, 20))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    try:
        parse(bytes(data[: draw.draw(st.integers(0, len(data)))]))
    except CorpusError:
        return
