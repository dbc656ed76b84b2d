from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from reportedly.errors import InputError, InvalidRecord, UnreadableFile
from reportedly.read import Taken, reports
from reportedly.read.decode import LONGEST
from reportedly.read.taken import FUTURE, NO_DATE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Found = Sequence[Taken | InputError]
Read = Callable[..., Found]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read files of these names and bytes, named by their paths in a temporary folder."""

    def write_and_read(*names: str, stdin: bytes = b"", **files: bytes) -> Found:
        for name, raw in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(raw)
        paths = [name if name == "-" else str(tmp_path / name) for name in names]
        return list(reports(paths, BytesIO(stdin), NOW))

    return write_and_read


def one(found: Found) -> Taken:
    assert len(found) == 1
    assert isinstance(found[0], Taken), str(found[0])
    return found[0]


def problem(found: Found) -> str:
    assert len(found) == 1
    assert isinstance(found[0], InputError)
    return str(found[0])


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


ENGLISH = b"Officials said that the army had left the town of Alpha on the morning of the same day."


def test_a_text_file_is_named_after_itself_and_known_by_its_bytes(read: Read) -> None:
    raw = b"published: 2021-08-20\n\n" + ENGLISH
    taken = one(read("a.b.txt", **{"a.b.txt": raw}))
    assert taken.report.name == "a.b"
    assert taken.report.id == "r_" + hashlib.sha256(raw).hexdigest()
    assert taken.raw == raw
    assert taken.report.published == date(2021, 8, 20)
    assert taken.report.language == "en"
    assert taken.notes == ()


def test_header_lines_say_what_the_report_is_and_are_no_text_of_it(read: Read) -> None:
    words = b"title: Alpha falls\noutlet: The Paper\nlanguage: EN-gb\nurl: https://example.org/a\nid: x1\n"
    raw = b"published: 2021-08-20T10:00:00+02:00\n" + words + b"\n" + ENGLISH
    report = one(read("a.txt", **{"a.txt": raw})).report
    assert (report.title, report.outlet, report.language, report.url, report.name) == (
        "Alpha falls",
        "The Paper",
        "en",
        "https://example.org/a",
        "x1",
    )
    assert report.published_at == datetime(2021, 8, 20, 8, tzinfo=UTC)
    assert report.text.strip() == ENGLISH.decode()
    # Spans of the text are spans of the file.
    assert raw.decode()[report.text.index("Officials") :] == report.text.lstrip()


def test_a_first_line_that_begins_with_a_date_gives_the_day(read: Read) -> None:
    raw = b" date 2021-08-20 Alpha is taken again.\n\nThe Reds, it is said, have left."
    report = one(read("a.txt", **{"a.txt": raw})).report
    assert report.published == date(2021, 8, 20)
    assert len(report.text) == len(raw)
    assert report.text.startswith(" " * 17 + "Alpha is taken again.\n\nThe Reds")


@pytest.mark.parametrize(
    "text", [b"Date of the attack: unknown\n", b"dates 2021-08-20 were eaten\n", b"The date 2021-08-20 is a Friday.\n"]
)
def test_other_first_lines_are_text(read: Read, text: bytes) -> None:
    report = one(read("a.txt", **{"a.txt": text})).report
    assert report.text == text.decode()
    assert report.published is None


def test_json_lines_give_a_report_a_line_with_their_fields(read: Read) -> None:
    raw = (
        line(id="a", text="x y z", published="2021-08-20", outlet="The Paper")
        + b"\n"
        + line(id=7, text="z y x", date="2021-08-21", lang="fr")
    )
    found = read("a.jsonl", **{"a.jsonl": raw})
    first, second = (taken.report for taken in found if isinstance(taken, Taken))
    assert (first.name, first.published, first.outlet) == ("a", date(2021, 8, 20), "The Paper")
    assert (second.name, second.published, second.language) == ("7", date(2021, 8, 21), "fr")
    assert first.id == "r_" + hashlib.sha256(raw.split(b"\n")[0]).hexdigest()


def test_a_line_without_an_id_is_named_by_file_and_line(read: Read) -> None:
    assert one(read("a.jsonl", **{"a.jsonl": b"\n" + line(text="x", published="2021-08-20")})).report.name == "a:2"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b'{"id": "b", "text": ', "is no JSON"),
        (b"[1, 2]", "not an object"),
        (b'{"id": "b"}', "text: is missing"),
        (b'{"id": "b", "text": " "}', "text: is empty"),
        (b'{"id": "b", "text": 7}', "text: is 7, not a string"),
        (b'{"id": "b", "text": "x", "published": "20 August"}', "published: is '20 August', not a day such as"),
        (b'{"id": "b", "text": "x", "outlet": ["y"]}', "outlet: is ['y'], not a string"),
        (b'{"id": "b", "text": "caf\xe9"}', "is not UTF-8"),
        (rb'{"id": "b", "text": "\ud83d"}', "half of a character"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(read: Read, bad: bytes, says: str) -> None:
    found = read(
        "a.jsonl",
        **{"a.jsonl": line(id="a", text="x", published="2021-08-20") + bad + b"\n" + line(id="c", text="z", published="2021-08-20")},
    )
    assert [taken.report.name for taken in found if isinstance(taken, Taken)] == ["a", "c"]
    (error,) = (found_one for found_one in found if isinstance(found_one, InvalidRecord))
    assert error.line == 2
    assert says in str(error)
    assert "a.jsonl:2: " in str(error)


def test_a_line_longer_than_the_limit_is_refused_and_the_next_is_read(read: Read) -> None:
    huge = b'{"text": "' + b"x" * (50 * 2**20) + b'"}\n'
    found = read("a.jsonl", **{"a.jsonl": huge + line(id="c", text="z", published="2021-08-20")})
    assert f"longer than {LONGEST // 2**20} MiB" in str(found[0])
    assert isinstance(found[1], Taken)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x00\x01", "is binary, not text"),
        (b"un caf\xe9\n", "line 1 is not UTF-8; save it as UTF-8"),
        (b"x" * (LONGEST + 1), "is longer than 16 MiB"),
        (b"published: 2021-08-20\n", "nothing follows the header"),
        (b"published: tomorrow\n\nText.", "a.txt:1: published: is 'tomorrow'"),
        (b"date 2021-13-45 Text.", "published: is '2021-13-45'"),
    ],
)
def test_a_text_file_that_is_none_is_refused_with_a_reason(read: Read, raw: bytes, says: str) -> None:
    assert says in problem(read("a.txt", **{"a.txt": raw}))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_byte_order_marks_tell_the_encoding(read: Read, encoding: str) -> None:
    mark = "\ufeff".encode("utf-16-le") if encoding == "utf-16-le" else b""
    assert one(read("a.txt", **{"a.txt": mark + "Qays’ café".encode(encoding)})).report.text == "Qays’ café"


def test_line_ends_are_those_that_every_text_editor_shows(read: Read) -> None:
    assert one(read("a.txt", **{"a.txt": b"one\r\ntwo\rthree\n"})).report.text == "one\ntwo\nthree\n"


def test_a_report_without_a_date_is_noted(read: Read) -> None:
    assert one(read("a.txt", **{"a.txt": ENGLISH})).notes == (NO_DATE,)


@pytest.mark.parametrize(
    ("published", "notes"),
    [
        ("2026-11-22", ()),
        ("2026-11-23", ()),  # it is the 23rd already in Kiribati
        ("2026-11-24", (FUTURE,)),
        ("2026-11-22T11:59:59Z", ()),
        ("2026-11-22T12:00:01Z", (FUTURE,)),
        ("2026-11-22T13:30:00+02:00", ()),
    ],
)
def test_a_date_in_the_future_is_noted(read: Read, published: str, notes: tuple[str, ...]) -> None:
    assert one(read("a.jsonl", **{"a.jsonl": line(text="x", published=published)})).notes == notes


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path, read: Read) -> None:
    for name in ("b.txt", "a/d.txt", "a/c.txt", ".git/e.txt", "a/.f.txt"):
        (tmp_path / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / name).write_bytes(ENGLISH)
    assert [taken.report.name for taken in read("x") if isinstance(taken, Taken)] == ["b", "c", "d"]


def test_files_of_other_kinds_are_named(read: Read) -> None:
    assert "files ending in .pdf are no reports" in problem(read("a.pdf", **{"a.pdf": b"%PDF"}))


def test_a_missing_file_is_named_and_the_others_are_read(read: Read) -> None:
    found = read("none.txt", "a.txt", **{"a.txt": ENGLISH})
    assert isinstance(found[0], UnreadableFile)
    assert "none.txt: there is no such file" in str(found[0])
    assert isinstance(found[1], Taken)


def test_gzipped_files_are_read(read: Read) -> None:
    raw = line(id="a", text="x", published="2021-08-20")
    assert one(read("a.jsonl.gz", **{"a.jsonl.gz": gzip.compress(raw)})).report.name == "a"
    assert one(read("b.txt.gz", **{"b.txt.gz": gzip.compress(ENGLISH)})).report.name == "b"


@pytest.mark.parametrize("raw", [b"no gzip", gzip.compress(ENGLISH * 100)[:-20]])
def test_a_broken_gzip_is_refused(read: Read, raw: bytes) -> None:
    assert "a.txt.gz" in problem(read("a.txt.gz", **{"a.txt.gz": raw}))


def test_a_gzip_bomb_stops_at_the_limit(read: Read) -> None:
    assert "longer than" in problem(read("a.txt.gz", **{"a.txt.gz": gzip.compress(b" x" * 2**25)}))


PAGE = b"""<html lang="en"><head><title>Alpha falls</title><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2021-08-20T12:53:00+02:00"></head><body><nav>Home Sport Money</nav><article>
<h1>Alpha falls</h1><p>The Reds have taken Alpha, officials of the district said in the morning, and the Blues have left it.</p>
<p>A second paragraph follows here, so that there is enough of the article to be told from the page around it.</p></article></body>
</html>"""


def test_a_page_gives_its_article_and_what_it_says_about_it(read: Read) -> None:
    report = one(read("a.html", **{"a.html": PAGE})).report
    assert "officials of the district said" in report.text
    assert "Sport" not in report.text
    assert (report.title, report.outlet, report.language) == ("Alpha falls", "The Paper", "en")
    assert report.published == date(2021, 8, 20)
    assert report.published_at == datetime(2021, 8, 20, 10, 53, tzinfo=UTC)


def test_a_page_is_read_in_the_charset_that_it_declares(read: Read) -> None:
    page = PAGE.replace(b"<head>", b'<head><meta charset="windows-1252">').replace(b"officials", b"caf\xe9 owners")
    assert "café owners" in one(read("a.html", **{"a.html": page})).report.text


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (b"<html><body></body></html>", "has no article"),
        (b"<html><head><meta charset='klingon'></head><body><p>x</p></body></html>", "unknown charset, 'klingon'"),
        (b"<html><body><p>caf\xe9</p></body></html>", "is not UTF-8"),
    ],
)
def test_a_page_without_an_article_or_in_an_unknown_charset_is_refused(read: Read, page: bytes, says: str) -> None:
    assert says in problem(read("a.html", **{"a.html": page}))


@pytest.mark.parametrize(("raw", "name"), [(line(id="a", text="x", published="2021-08-20"), "a"), (ENGLISH, "stdin"), (PAGE, "stdin")])
def test_standard_input_is_read_by_what_it_begins_with(read: Read, raw: bytes, name: str) -> None:
    assert one(read("-", stdin=raw)).report.name == name


def test_many_lines_of_standard_input_are_all_read(read: Read) -> None:
    raw = b"".join(line(id=str(number), text="x" * number, published="2021-08-20") for number in range(1, 200))
    assert [taken.report.name for taken in read("-", stdin=raw) if isinstance(taken, Taken)] == [str(number) for number in range(1, 200)]


def test_empty_standard_input_is_refused(read: Read) -> None:
    assert problem(read("-")) == "-: is empty"


def test_posts_in_a_text_are_found(read: Read) -> None:
    raw = "published: 2021-08-20\n\nAlpha is free.\n— Ann Example (@ann) August 20, 2021\n".encode()
    (post,) = one(read("a.txt", **{"a.txt": raw})).report.posts
    assert post.handle == "@ann"
