"""Bytes to text. Nothing is guessed: a wrong guess would change the words that claims quote."""

from __future__ import annotations

import codecs
from pathlib import Path

from reportedly.errors import UnreadableFile

# A book has about a million characters. Whatever is longer is no report, and would only fill the memory.
LONGEST = 16 * 2**20
ADVICE = "save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8 FILE`"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(raw: bytes, path: Path | str, charset: str = "utf-8") -> str:
    """Decode bytes by their byte order mark, else by a charset.

    Line ends become a single line feed, as every tool that opens the file as text gives them.

    Args:
        raw: the bytes.
        path: where they are from, for the message.
        charset: what they are in, unless they begin with a byte order mark.

    Raises:
        UnreadableFile: they are empty, longer than `LONGEST`, no text, or text in another encoding.
    """
    if not raw.strip():
        raise UnreadableFile(path, "is empty")
    if len(raw) > LONGEST:
        raise UnreadableFile(path, f"is longer than {LONGEST // 2**20} MiB: this is no report", "split it into one file a report")
    mark, encoding = next(((mark, encoding) for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), (b"", charset))
    if not mark and b"\0" in raw:
        raise UnreadableFile(path, "is binary, not text")
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path, f"line {line} is not {encoding.upper()}", ADVICE) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def whole(text: str) -> bool:
    """Tell whether a text can be written as UTF-8; JSON can hold halves of characters, which cannot."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
