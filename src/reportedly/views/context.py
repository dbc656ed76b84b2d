"""The words around a quote, so that a reader can judge it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.terms.claim import Quote

REACH = 240
SENTENCE_END = re.compile(r"[.!?؟۔][\"”’)]*\s+|\n\n")


@dataclass(frozen=True, slots=True)
class Context:
    """A quote with the rest of its sentence.

    Attributes:
        before: the words of the same sentence before the quote; empty where it begins the sentence.
        quote: the quote, verbatim.
        after: the words of the same sentence after it; empty where it ends the sentence.
    """

    before: str
    quote: str
    after: str


def context(text: str, quote: Quote) -> Context:
    """Cut the sentence around a quote out of its report's text, at most `REACH` characters to either side.

    Args:
        text: the report's text; empty where it is not at hand, which gives the quote alone.
        quote: where the quote stands.
    """
    if text[quote.start : quote.end] != quote.text:
        return Context("", quote.text, "")
    return Context(_before(text[: quote.start]), quote.text, _after(text[quote.end :], quote.text))


def _before(text: str) -> str:
    tail = text[-REACH:]
    ends = list(SENTENCE_END.finditer(tail))
    if ends:
        return tail[ends[-1].end() :]
    return tail if len(text) <= REACH else "…" + tail


def _after(text: str, quote: str) -> str:
    if SENTENCE_END.match(quote[-1:] + " "):
        return ""
    head = text[:REACH]
    end = SENTENCE_END.search(head)
    if end:
        return head[: end.end()].rstrip()
    return head.rstrip() if len(text) <= REACH else head + "…"
