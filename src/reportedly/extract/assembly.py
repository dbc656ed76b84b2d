"""Joins the pieces of extraction: drafts with their times, sources, counts and stance become statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from reportedly.extract.attribution import Saying, chain_at, find_attributions
from reportedly.extract.chunks import parse
from reportedly.extract.drafts import Draft, Drafter
from reportedly.extract.relevance import may_tell, triggers
from reportedly.extract.story import Story
from reportedly.extract.text import Sentence, sentences
from reportedly.extract.times import find_times, time_for
from reportedly.terms.claim import Stance
from reportedly.terms.interval import Precision
from reportedly.terms.layers import TimeExpression
from reportedly.terms.place import PlaceMention
from reportedly.terms.report import Report
from reportedly.terms.statement import LocalTime, Statement


def extract(report: Report, mentions: Sequence[PlaceMention]) -> tuple[Statement, ...]:
    """Find the statements of a report.

    Args:
        report: the report.
        mentions: the places that it names, in order and not overlapping.

    Returns:
        One statement for each place of each thing told, in the order of the text; none where nothing is told.
    """
    if not may_tell(report.text):
        return ()
    cut = sentences(report.text)
    times = find_times(report.text, cut, report.published)
    return tuple(_Assembly(report, cut, times).statements(mentions))


class _Assembly:
    def __init__(self, report: Report, cut: Sequence[Sentence], times: Sequence[TimeExpression]) -> None:
        self.report, self.cut, self.times = report, cut, times
        self.sayings: Sequence[Saying] | None = None

    def statements(self, mentions: Sequence[PlaceMention]) -> Iterator[Statement]:
        story, first = Story(), 0
        known = triggers()
        for sentence in self.cut:
            while first < len(mentions) and mentions[first].start < sentence.start:
                first += 1
            last = first
            while last < len(mentions) and mentions[last].end <= sentence.end:
                last += 1
            if any(token.lower in known for token in sentence.tokens):
                drafts = Drafter(parse(sentence, mentions[first:last]), story).drafts()
                yield from (self._statement(sentence, draft) for draft in drafts)
            first = last

    def _statement(self, sentence: Sentence, draft: Draft) -> Statement:
        if self.sayings is None:
            self.sayings = find_attributions(self.report, self.cut, self.times)
        chain = chain_at(self.sayings, draft.start, draft.end)
        when = time_for(self.times, sentence, draft.start, draft.end) or self._news_day()
        return Statement(
            draft.start, draft.end, draft.kind, draft.party, draft.against, draft.place, when, (), Stance(), chain, draft.background
        )

    def _news_day(self) -> LocalTime | None:
        day = self.report.published
        if day is None:
            return None
        start = datetime(day.year, day.month, day.day)  # noqa: DTZ001  wall-clock time of the place
        return LocalTime(start, start + timedelta(days=1), Precision.DAY)
