"""Reports: published things, and the posts they embed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.terms.interval import day_over_everywhere


@dataclass(frozen=True, slots=True)
class Post:
    """A post quoted or embedded in a report; it becomes a source with its own time.

    Attributes:
        start: first character of the post's words in the report's text.
        end: first character after them.
        author: display name; None where not given.
        handle: account name with its @; None where not given.
        day: calendar day stamped on the post; None where not given.
        at: instant of the post, UTC; None where only a day or nothing is given.
    """

    start: int
    end: int
    author: str | None = None
    handle: str | None = None
    day: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published thing.

    Attributes:
        id: `r_` and the SHA-256 of its bytes; a changed page is another report.
        name: the id its file gives it, else the file's name without its ending.
        text: the extracted text; every span of a claim counts characters of it.
        published: day of publication; None where not known.
        published_at: instant of publication, UTC; None where only a day or nothing is known.
        title: title; None where not known.
        outlet: publisher; None where not known.
        language: ISO 639-1 code; None where not known.
        url: address; None where not known.
        posts: posts embedded in the text, in order.
    """

    id: str
    name: str
    text: str
    published: date | None = None
    published_at: datetime | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    url: str | None = None
    posts: tuple[Post, ...] = ()

    @property
    def known(self) -> datetime | None:
        """When the report was public, UTC: its instant, else the moment its day was over everywhere; None if undated."""
        if self.published_at is not None:
            return self.published_at
        return None if self.published is None else day_over_everywhere(self.published)
