r"""Plain text, with what its first lines say about it.

    title: Resistance retakes three districts          date 2021-08-20 Resistance retakes three districts
    outlet: Example News
    published: 2021-08-20                               According to reports on Friday, …

    According to reports on Friday, …

Either `key: value` lines (id, title, outlet, published or date, language, url), or a first line that begins with `date YYYY-MM-DD`.
In the report's text such a header is blanked out, character by character: it is nobody's claim, and spans stay those of the file.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from reportedly.errors import InvalidField, InvalidRecord
from reportedly.read.decode import decode
from reportedly.read.taken import Header, Taken, take
from reportedly.terms.fields import Fields

KEYS = {
    "id": "id",
    "title": "title",
    "outlet": "outlet",
    "published": "published",
    "date": "published",
    "language": "language",
    "lang": "language",
    "url": "url",
}
HEADER_LINE = re.compile(rf"[ \t]*(?P<key>{'|'.join(KEYS)})[ \t]*:[ \t]*(?P<value>[^\n]*)(?:\n|\Z)", re.IGNORECASE)
DATE_LINE = re.compile(r"\s*date[ \t]+(?P<day>\d{4}-\d\d-\d\d)(?=\s|\Z)[ \t]*", re.IGNORECASE)
BLANKED = re.compile(r"[^\n]")


def read_plain(raw: bytes, path: Path | str, name: str, now: datetime) -> Taken:
    """Read a plain text file.

    Args:
        raw: its bytes.
        path: where they are from.
        name: the report's name, unless a header line gives an id.
        now: the present, UTC.

    Raises:
        UnreadableFile: the bytes are no text.
        InvalidRecord: the header gives a date that is none, or nothing follows it.
    """
    text = decode(raw, path)
    header, length = read_header(text, path)
    if not text[length:].strip():
        raise InvalidRecord(path, None, "text", "is empty: nothing follows the header")
    return take(raw, BLANKED.sub(" ", text[:length]) + text[length:], name, header, now)


def read_header(text: str, path: Path | str) -> tuple[Header, int]:
    """Read what the first lines say about a text; give it with the number of characters that it takes up.

    Raises:
        InvalidRecord: a date that is none.
    """
    dated = DATE_LINE.match(text)
    if dated is not None:
        day, _ = _published(dated["day"], path, line=1)
        return Header(published=day), dated.end()
    return _key_lines(text, path)


def _key_lines(text: str, path: Path | str) -> tuple[Header, int]:
    words: dict[str, str] = {}
    day, moment = None, None
    position, line = 0, 1
    while (found := HEADER_LINE.match(text, position)) is not None:
        key, value = KEYS[found["key"].lower()], found["value"].strip()
        if key == "published" and value:
            day, moment = _published(value, path, line)
        elif value:
            words[key] = value
        position, line = found.end(), line + 1
    return Header(day, moment, words), position


def _published(value: str, path: Path | str, line: int) -> tuple[date | None, datetime | None]:
    try:
        return Fields({"published": value}).day_or_instant("published")
    except InvalidField as error:
        raise InvalidRecord(path, line, error.field, error.reason) from error
