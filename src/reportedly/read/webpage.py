"""Articles in HTML: the text that readers see, and what the page says about it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import InvalidField, UnreadableFile
from reportedly.read.decode import decode
from reportedly.read.taken import Header, Taken, take
from reportedly.terms.fields import Fields

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

HEAD = 4096  # bytes in which browsers, too, look for the charset (HTML Living Standard §13.2.3.2 asks for 1024)
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
LANGUAGE = "string(/html/@lang)"
# Metadata that give the instant of first publication: Open Graph, schema.org, Parse.ly and Dublin Core, in the order of trust.
INSTANTS = (
    "string(//meta[@property='article:published_time']/@content)",
    "string(//meta[@itemprop='datePublished']/@content)",
    "string(//meta[@name='parsely-pub-date']/@content)",
    "string(//meta[@name='DC.date.issued']/@content)",
    "string(//time[@itemprop='datePublished']/@datetime)",
)
# The page's own statement of its first date; no guess from its text.
DATE_SEARCH = {"extensive_search": False, "original_date": True}


def read_webpage(raw: bytes, path: Path | str, name: str, now: datetime) -> Taken:
    """Read an article.

    Args:
        raw: the bytes of the page.
        path: where they are from.
        name: the report's name.
        now: the present, UTC.

    Raises:
        UnreadableFile: the bytes are no text, or the page has no article.
    """
    from lxml import html as lxml_html  # noqa: PLC0415 - heavy, and only pages need it
    from trafilatura import bare_extraction  # noqa: PLC0415 - the same

    page = decode(raw, path, _charset(raw, path))
    tree = lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    article = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=DATE_SEARCH)
    text = None if article is None or isinstance(article, dict) else article.text
    if article is None or isinstance(article, dict) or not text:
        raise UnreadableFile(path, "has no article that could be told from the page around it", "save its text as .txt")
    return take(raw, text, name, _header(article, tree), now)


def _charset(raw: bytes, path: Path | str) -> str:
    declared = CHARSET.search(raw[:HEAD])
    if declared is None:
        return "utf-8"
    charset = declared[1].decode("ascii", "replace")
    try:
        "".encode(charset)
    except LookupError as error:
        raise UnreadableFile(path, f"declares an unknown charset, {charset!r}") from error
    return charset


def _header(article: Document, tree: HtmlElement) -> Header:
    words = {"title": article.title, "outlet": article.sitename, "url": article.url, "language": str(tree.xpath(LANGUAGE))}
    header = _stamped(tree) or _dated(article.date)
    return Header(header.published, header.published_at, {key: value.strip() for key, value in words.items() if value and value.strip()})


def _stamped(tree: HtmlElement) -> Header | None:
    """The first stamp that is a date or a time; None where the page has none."""
    for path in INSTANTS:
        value = str(tree.xpath(path)).strip()
        header = _dated(value)
        if header.published is not None:
            return header
    return None


def _dated(value: str | None) -> Header:
    """A date as a page states it; nothing where it states none that can be read."""
    if not value:
        return Header()
    try:
        return Header(*Fields({"published": value}).day_or_instant("published"))
    except InvalidField:
        return Header()  # pages put many things there; the report is then named as one without a date
