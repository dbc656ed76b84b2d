"""Hypothesis strategies for the nouns, shared by the tests of the contract and of the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from reportedly.terms.claim import Certainty, Claim, Count, Kind, Polarity, Quote, ReportRef, Stance
from reportedly.terms.identity import report_id
from reportedly.terms.interval import Interval, Precision
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.source import Link, Medium, Source, SourceKind

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
maybe_words = st.none() | words
instants = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - the zone follows
offsets = st.integers(0, 10_000)
probabilities = st.floats(0, 1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(st.none() | instants), draw(st.none() | instants)
    if start is not None and end is not None:
        start, end = min(start, end), max(start, end) + timedelta(microseconds=1)
    return Interval(start, end, draw(st.sampled_from(Precision)), draw(maybe_words))


places = st.builds(
    Place,
    id=words,
    name=words,
    level=st.sampled_from(Level),
    country=maybe_words,
    adm1=maybe_words,
    adm2=maybe_words,
    adm1_id=maybe_words,
    adm2_id=maybe_words,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    population=st.integers(0, 10**7),
    timezone=maybe_words,
)
mentions = st.builds(
    PlaceMention,
    start=offsets,
    end=offsets,
    text=words,
    unit=maybe_words,
    within=st.lists(words, max_size=2).map(tuple),
    relation=maybe_words,
)
place_refs = st.builds(
    PlaceRef,
    text=words,
    place=st.none() | places,
    confidence=probabilities,
    why=texts,
    mention=st.none() | mentions,
    alternatives=st.lists(st.tuples(places, probabilities), max_size=2).map(tuple),
)
identified = st.builds(PartyRef, text=maybe_words, id=words, name=words, start=st.none() | offsets, why=texts)
unidentified = st.builds(PartyRef, text=maybe_words, id=st.none(), name=maybe_words, start=st.none() | offsets, why=texts)
parties = st.none() | identified | unidentified
sources = st.builds(
    Source, text=maybe_words, name=maybe_words, kind=st.sampled_from(SourceKind), side=maybe_words, named=st.booleans(), id=maybe_words
)
links = st.builds(Link, source=sources, cue=maybe_words, medium=st.sampled_from(Medium), at=st.none() | instants)
quotes = st.builds(lambda start, text: Quote(start, start + len(text), text), offsets, words)
references = st.builds(
    ReportRef,
    id=st.binary(max_size=2).map(report_id),
    name=words,
    outlet=maybe_words,
    published=st.none() | st.dates(date(1990, 1, 1)),
    published_at=st.none() | instants,
    language=maybe_words,
)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, high = draw(st.none() | st.integers(0, 1000)), draw(st.none() | st.integers(0, 1000))
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Count(draw(words), draw(parties), low, high, draw(words))


claims = st.builds(
    Claim,
    report=references,
    quote=quotes,
    kind=st.sampled_from(Kind),
    party=parties,
    against=parties,
    place=st.none() | place_refs,
    when=st.none() | intervals(),
    known=st.none() | instants,
    stance=st.builds(Stance, st.sampled_from(Polarity), st.sampled_from(Certainty), maybe_words),
    chain=st.lists(links, max_size=3).map(tuple),
    counts=st.lists(counts(), max_size=2).map(tuple),
    background=st.booleans(),
    refers=maybe_words,
    root=maybe_words,
    incident=maybe_words,
    producer=texts,
)
