"""Posts embedded in a text as sayings, and what the text tells of those posts in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.extract.sayings import Saying
from reportedly.terms.interval import Precision
from reportedly.terms.layers import Span
from reportedly.terms.report import Post, Report
from reportedly.terms.source import Medium, SourceKind
from reportedly.terms.statement import Utterance


def saying_of(report: Report, index: int) -> Saying:
    """The saying of an embedded post, by its index; its author's name stands behind it in the text, or before."""
    post = report.posts[index]
    name = post.author or post.handle or ""
    start = report.text.find(name, post.end)
    if start < 0:
        start = max(report.text.rfind(name, 0, post.start), 0)
    return Saying(
        source=Utterance(start, start + len(name), name, name, SourceKind.ACCOUNT, None, Medium.POST, post=index),
        cue=None,
        content=(Span(post.start, post.end),),
    )


def told(found: Sequence[Saying], posts: Sequence[Post]) -> list[Saying]:
    """Join embedded posts with the places where the text tells of them.

    "At 8.53 Jane Roe tweeted that …" beside one embedded post of Jane Roe is that post: the post gets the time of day, and what is told
    there gets the source that the post names for all that it says. Only where the author has one embedded post and the text names one
    such time, so that nothing is given to the wrong post.

    Args:
        found: the sayings of a text, their speakers identified.
        posts: its embedded posts.
    """
    joined = list(found)
    for index, saying in enumerate(found):
        tellings = _tellings(found, saying, posts)
        moments = {telling.source.when for telling in tellings if telling.source is not None}
        if saying.source is None or len(moments) != 1:
            continue
        joined[index] = replace(saying, source=replace(saying.source, when=moments.pop()))
        joined += [replace(inner, content=telling.content, depth=1) for telling in tellings for inner in _behind(found, saying)]
    return joined


def _tellings(found: Sequence[Saying], saying: Saying, posts: Sequence[Post]) -> list[Saying]:
    """Where the text tells in its own words of an embedded post that shows no time of day; "he later tweeted" is another post."""
    source = saying.source
    if source is None or source.post is None or posts[source.post].at is not None:
        return []
    if sum(post.author == posts[source.post].author for post in posts) > 1:
        return []
    return [other for other in found if other.source is not None and _tells_of(other.source, source.name)]


def _tells_of(source: Utterance, author: str | None) -> bool:
    timed = source.when is not None and source.when.precision in {Precision.MINUTE, Precision.SECOND}
    return timed and source.post is None and source.name == author and source.medium is Medium.POST and "later" not in (source.cue or "")


def _behind(found: Sequence[Saying], post: Saying) -> Iterator[Saying]:
    """The one source that a post names and that stands behind it to its end; none where there are several."""
    span = post.content[0]
    inner = [
        saying for saying in found if saying.cue is not None and saying.source is not None and span.start <= saying.cue.start < span.end
    ]
    if len(inner) == 1 and inner[0].source is not None and inner[0].content[-1].end >= span.end - 1:
        yield inner[0]
