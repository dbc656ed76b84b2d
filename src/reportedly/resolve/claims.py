"""Statements to claims: place, parties, sources and time identified, or explicitly not."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportedly import __version__
from reportedly.resolve import implied, sources, zones
from reportedly.resolve.parties import PartyBook, Setting
from reportedly.terms.claim import CONTROL_KINDS, Claim, Count, Quote, ReportRef
from reportedly.terms.interval import Interval
from reportedly.terms.party import PartyRef
from reportedly.terms.place import PlaceMention, PlaceRef
from reportedly.terms.report import Report
from reportedly.terms.statement import CountMention, LocalTime, PartyMention, Statement

PRODUCER = f"reportedly-rules@{__version__}"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is at hand when the statements of a report are identified."""

    report: Report
    ref: ReportRef
    places: Sequence[PlaceRef]
    starts: Sequence[int]
    book: PartyBook
    country: str | None
    named: frozenset[str]
    day: date | None


def identify(report: Report, statements: Sequence[Statement], places: Sequence[PlaceRef], parties: PartyBook) -> tuple[Claim, ...]:
    """Identify place, parties, sources and time of statements.

    Args:
        report: the report that carries them.
        statements: what extraction found in it.
        places: the places that its text names, found or not, sorted by where they stand.
        parties: the parties that are known.

    Returns:
        One claim per statement, in the same order, without root; its incident is the number of the occurrence within the report.
        A statement whose span is empty or outside the text is refused, for nothing could show it.
    """
    if not statements:
        return ()
    desk = _desk(report, statements, places, parties)
    return tuple(_claim(desk, statement) for statement in statements if _is_verbatim(report, statement))


def _is_verbatim(report: Report, statement: Statement) -> bool:
    return 0 <= statement.start < statement.end <= len(report.text) and not report.text[statement.start : statement.end].isspace()


def _desk(report: Report, statements: Sequence[Statement], places: Sequence[PlaceRef], book: PartyBook) -> _Desk:
    country = _main_country(places)
    day = report.published or _told_day(statements)
    setting = Setting(country, day)
    named = frozenset(ident for words in set(_party_words(statements)) for ident in book.mentioned(words, setting))
    ref = ReportRef(report.id, report.name, report.outlet, report.published, report.published_at, report.language)
    placed = [place for place in places if place.mention is not None]
    return _Desk(report, ref, placed, [place.mention.start for place in placed if place.mention is not None], book, country, named, day)


def _main_country(places: Iterable[PlaceRef]) -> str | None:
    """The country that most places of a report lie in; None where none was found."""
    found = Counter(ref.place.country for ref in places if ref.place is not None and ref.place.country is not None)
    return max(found, key=lambda country: found[country], default=None)


def _party_words(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        for mention in (statement.party, statement.against, *(count.of for count in statement.counts)):
            if mention is not None:
                yield mention.antecedent or mention.text


def _claim(desk: _Desk, statement: Statement) -> Claim:
    place = _place(desk, statement.place)
    if place is not None and place.place is None and statement.kind not in CONTROL_KINDS:
        place = _around(desk, place)
    setting = _setting(desk, statement, place)
    party, against = _sides(desk, statement, setting)
    zone = zones.zone_of(place.place if place is not None else None, setting.country)
    chain = sources.chain(desk.report, statement.chain, desk.book, setting, zone)
    known = sources.known(desk.report, chain)
    return Claim(
        report=desk.ref,
        quote=Quote(statement.start, statement.end, desk.report.text[statement.start : statement.end]),
        kind=statement.kind,
        party=party,
        against=against,
        place=place,
        when=_when(desk.report, statement.when, zone, known),
        known=known,
        stance=statement.stance,
        chain=chain,
        counts=tuple(_count(desk.book, count, setting) for count in statement.counts),
        background=statement.background,
        incident=str(statement.occurrence),
        producer=PRODUCER,
    )


def _when(report: Report, told: LocalTime | None, zone: str | None, known: datetime | None) -> Interval | None:
    if told is None:
        return None
    day = report.published if report.published_at is None else None
    return zones.within_day(zones.clipped(zones.interval(told, zone), known), day, zone)


def _place(desk: _Desk, mention: PlaceMention | None) -> PlaceRef | None:
    """The place that was found for a mention, by where it stands."""
    if mention is None:
        return None
    index = bisect_right(desk.starts, mention.start) - 1
    for candidate in desk.places[max(0, index) : index + 2]:
        if candidate.mention is not None and candidate.mention.start < mention.end and mention.start < candidate.mention.end:
            return replace(candidate, mention=mention)  # the statement knows best how it relates to the place ("villages in X")
    return PlaceRef(mention.text, why="nobody looked it up", mention=mention)


def _around(desk: _Desk, unknown: PlaceRef) -> PlaceRef:
    """Lift an event in a place that nobody knows to the place that the text says holds it; who holds what is never lifted."""
    within = unknown.mention.within if unknown.mention is not None else ()
    for other in desk.places:
        if other.place is not None and other.mention is not None and other.mention.text in within:
            why = f"{unknown.text} is {unknown.why or 'not known'}; the text says that it lies in {other.mention.text}"
            mention = replace(unknown.mention, relation="in") if unknown.mention is not None else None
            return replace(other, text=unknown.text, why=why, mention=mention)
    return unknown


def _setting(desk: _Desk, statement: Statement, place: PlaceRef | None) -> Setting:
    country = place.place.country if place is not None and place.place is not None else None
    return Setting(
        country=country or desk.country,
        day=_day(desk, statement),
        others=desk.named,
        territorial=statement.kind in CONTROL_KINDS,
    )


def _day(desk: _Desk, statement: Statement) -> date | None:
    """The day that a statement is about: the first of its time, else that of the report."""
    when = statement.when
    return when.start.date() if when is not None and when.start is not None else desk.day


def _told_day(statements: Iterable[Statement]) -> date | None:
    """The last day that an undated report names."""
    return max((statement.when.start.date() for statement in statements if statement.when and statement.when.start), default=None)


def _sides(desk: _Desk, statement: Statement, setting: Setting) -> tuple[PartyRef | None, PartyRef | None]:
    """Both parties of a statement, each identified with the other in view."""
    book = desk.book
    if statement.party is None and statement.against is None:
        return implied.parties(statement.kind, desk.report.text[statement.start : statement.end], book, setting)
    party = _party(book, statement.party, setting)
    against = _party(book, statement.against, replace(setting, against=party.id if party is not None else None))
    if party is not None and party.id is None and against is not None and against.id is not None:
        party = _party(book, statement.party, replace(setting, against=against.id))
    if against is not None and party is not None and against.id is not None and against.id == party.id:
        against = replace(against, id=None, name=None, why=f"{against.why}; but that is the other side itself")
    return party, against


def _party(book: PartyBook, mention: PartyMention | None, setting: Setting) -> PartyRef | None:
    if mention is None:
        return None
    found = book.resolve(mention.antecedent or mention.text, setting)
    if mention.antecedent and found.id is None:  # "its forces", said by "the ministry of X": those of its side
        ident = book.speaker(mention.antecedent, setting)
        found = found if ident is None else replace(found, id=ident, name=book.name(ident) or ident, why="the side of who speaks")
    why = f"{found.why}; stands for {mention.antecedent!r}" if mention.antecedent else found.why
    return replace(found, text=mention.text, start=mention.start, why=why)


def _count(book: PartyBook, mention: CountMention, setting: Setting) -> Count:
    return Count(mention.what, _party(book, mention.of, setting), mention.low, mention.high, mention.text)
