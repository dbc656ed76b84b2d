"""Joins the pieces of extraction: drafts with their times, sources, counts and stance become statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from reportedly.extract.attribution import chain_at, find_attributions
from reportedly.extract.chunks import parse
from reportedly.extract.counting import with_counts
from reportedly.extract.denials import denials
from reportedly.extract.drafts import Draft, Drafter
from reportedly.extract.occurrences import Line, number
from reportedly.extract.owners import owned
from reportedly.extract.relevance import may_tell, worth_reading
from reportedly.extract.sayings import Saying
from reportedly.extract.sides import fill
from reportedly.extract.story import Story
from reportedly.extract.telling import Told, told_of
from reportedly.extract.text import Sentence, sentences
from reportedly.extract.times import find_times, time_for
from reportedly.terms.claim import Polarity
from reportedly.terms.interval import Precision
from reportedly.terms.layers import TimeExpression
from reportedly.terms.place import PlaceMention
from reportedly.terms.report import Report
from reportedly.terms.statement import LocalTime, Statement, Utterance


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


_STOPS = frozenset({".", "!", "?", "”", '"', "…"})


class _Assembly:
    def __init__(self, report: Report, cut: Sequence[Sentence], times: Sequence[TimeExpression]) -> None:
        self.report, self.cut, self.times = report, cut, times

    def statements(self, mentions: Sequence[PlaceMention]) -> Iterator[Statement]:
        told = self._told(mentions)
        if not told:
            return
        sayings = find_attributions(self.report, self.cut, self.times)
        chains = [_chain(sayings, one) for one in told]
        owners = [self._owned(one, told, chains) for one in told]
        filled = fill(owners, chains, [one.stance.polarity is Polarity.DENIED for one in told])
        found = [self._statement(replace(one, draft=draft), chain) for one, draft, chain in zip(told, filled, chains, strict=True)]
        numbers = number([self._line(statement, one.sentence) for statement, one in zip(found, told, strict=True)])
        for statement, occurrence in zip(found, numbers, strict=True):
            yield replace(statement, occurrence=occurrence)

    def _owned(self, one: Told, told: Sequence[Told], chains: Sequence[Sequence[Utterance]]) -> Draft:
        """The draft with its "own" sides known; who denies what another said of "his troops" does not mean his own."""
        source = one if one.denies is None else one.denies
        chain = next(chain for other, chain in zip(told, chains, strict=True) if other is source)
        known = owned(self.report.text, source.draft, chain)
        return replace(one.draft, party=known.party, against=known.against)

    def _told(self, mentions: Sequence[PlaceMention]) -> list[Told]:
        told: list[Told] = []
        for sentence, drafts in self._drafts(mentions):
            told += [one for draft in drafts if (one := told_of(sentence, draft)) is not None]
            told += list(denials(sentence, told)) if told else []
        return told

    def _line(self, statement: Statement, sentence: Sentence) -> Line:
        first, last = sentence.tokens[0], sentence.tokens[-1]
        headline = sentence.paragraph == 0 and last.text not in _STOPS
        return Line(statement, sentence.paragraph, sentence.start, self.report.text[statement.start : statement.end], first.lower, headline)

    def _drafts(self, mentions: Sequence[PlaceMention]) -> Iterator[tuple[Sentence, list[Draft]]]:
        """Yield each sentence with its drafts."""
        story, first = Story(), 0
        for sentence in self.cut:
            while first < len(mentions) and mentions[first].start < sentence.start:
                first += 1
            last = first
            while last < len(mentions) and mentions[last].end <= sentence.end:
                last += 1
            drafts: list[Draft] = []
            if worth_reading(sentence, placed=last > first):
                drafts = with_counts(sentence, Drafter(parse(sentence, mentions[first:last]), story).drafts())
            if not drafts:
                story.look_around(sentence, mentions[first:last])
            yield sentence, drafts
            first = last

    def _statement(self, one: Told, chain: tuple[Utterance, ...]) -> Statement:
        draft = one.draft
        return Statement(
            draft.start, draft.end, draft.kind, draft.party, draft.against, draft.place, self._when(one.sentence, draft), draft.counts,
            one.stance, chain, draft.background,
        )  # fmt: skip

    def _when(self, sentence: Sentence, draft: Draft) -> LocalTime | None:
        if draft.list_end and draft.place is not None:
            own = next((t for t in self.times if t.start >= draft.place.end and t.end <= draft.list_end and t.local is not None), None)
            if own is not None:
                return own.local
        return time_for(self.times, sentence, draft.start, draft.end) or self._news_day()

    def _news_day(self) -> LocalTime | None:
        day = self.report.published
        if day is None:
            return None
        start = datetime(day.year, day.month, day.day)  # noqa: DTZ001  wall-clock time of the place
        return LocalTime(start, start + timedelta(days=1), Precision.DAY)


def _chain(sayings: Sequence[Saying], one: Told) -> tuple[Utterance, ...]:
    if one.denies is not None and one.said is None:
        return chain_at(sayings, one.denies.draft.start, one.denies.draft.end, denied=True)
    return chain_at(sayings, *(one.said or (one.draft.start, one.draft.end)))
