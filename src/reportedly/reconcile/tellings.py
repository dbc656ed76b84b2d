"""Tellings: what one report says of one occurrence in one district, laid out to be compared with what others say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportedly.reconcile.likewise import card
from reportedly.terms.claim import CONTROL_KINDS, Claim, Kind, Polarity
from reportedly.terms.interval import Precision
from reportedly.terms.place import Level, Place

CIVILIANS = "civilians"  # the id that claims give them
LONGEST = timedelta(days=3)  # "this week" is no day by which two occurrences could be told to be one
FINE = frozenset(
    {Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.PART, Precision.NIGHT, Precision.DAY}
)  # "since 2017" is no day
TAKES = frozenset({Kind.CAPTURED, Kind.RECAPTURED})
LEAVES = frozenset({Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})
LAST = datetime.max.replace(tzinfo=UTC)
Point = tuple[float, float]
Number = tuple[str, int, int]
Key = tuple[str, str, str]  # report, occurrence within it, district
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of one occurrence.

    Attributes:
        key: ids of the report, of the occurrence within it and of the district; the latter empty where none is known.
        claims: ids of its claims.
        order: when it became public, and where it stands in its report.
        kinds: what it says happened.
        parties: ids of the armed parties that it names: whether the dead were civilians is what reports of one strike differ about.
        gain: ids of those who took a place, or for whom it was left.
        lose: ids of those who lost it or left.
        district: id; "" where none is known.
        provinces: ids of those that it names alone, or that contain its district; empty where it names no more than a country.
        countries: codes of the countries of its places.
        sites: settlements and sites that it names, with their coordinates, WGS84 degrees; None where unknown.
        names: how it writes the places that no gazetteer knows, without capitals.
        days: first and last day as ordinals, UTC; None where it tells none, or one too long.
        numbers: how many were killed, injured, captured: sort, lowest, highest.
        words: its words of four letters or more, without capitals and without stock words.
    """

    key: Key
    claims: tuple[str, ...]
    order: tuple[datetime, str, int, str]
    kinds: frozenset[Kind]
    parties: frozenset[str]
    gain: frozenset[str]
    lose: frozenset[str]
    district: str
    provinces: frozenset[str]
    countries: frozenset[str]
    sites: Mapping[str, Point | None]
    names: frozenset[str]
    days: tuple[int, int] | None
    numbers: frozenset[Number]
    words: frozenset[str]

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.key[0]

    @property
    def of_control(self) -> bool:
        """Whether it tells of who holds or takes what, beside violence."""
        return bool(self.kinds & CONTROL_KINDS)


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where and when a report is set, if it names one district or one day alone: what it leaves unsaid elsewhere."""

    place: Place | None
    days: tuple[int, int] | None


def tellings(claims: Iterable[Claim]) -> list[Telling]:
    """Lay claims out as tellings, in the order in which they became public.

    Claims of one occurrence of one report are one telling, unless they name different districts; those that name none go with the first
    district of their occurrence. Where a report names one district alone, or one day, all that it tells is taken to be there and then.
    """
    by_report: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report.id].append(claim)
    found = []
    for report, group in by_report.items():
        setting = _setting(group)
        found += [_telling(key, told, setting) for key, told in _occurrences(report, group).items()]
    return sorted(found, key=lambda telling: telling.order)


def _setting(claims: Sequence[Claim]) -> _Setting:
    news = [claim for claim in claims if not claim.background]
    places = {place.district_id: place for claim in news if (place := _place(claim)) is not None and place.district_id}
    days = {day for claim in news if (day := _days(claim)) is not None}
    return _Setting(next(iter(places.values())) if len(places) == 1 else None, next(iter(days)) if len(days) == 1 else None)


def _occurrences(report: str, claims: Iterable[Claim]) -> Mapping[Key, list[Claim]]:
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.incident or claim.id].append(claim)
    groups: defaultdict[Key, list[Claim]] = defaultdict(list)
    for occurrence, group in told.items():
        group.sort(key=lambda claim: (claim.quote.start, claim.id))
        first = next((district for claim in group if (district := _district(claim))), "")
        for claim in group:
            groups[report, occurrence, _district(claim) or first].append(claim)
    return groups


def _telling(key: Key, claims: Sequence[Claim], setting: _Setting) -> Telling:
    places = [place for claim in claims if (place := _place(claim)) is not None]
    district = key[2]
    if not district and setting.place is not None and all(_holds(place, setting.place) for place in places):
        places, district = [*places, setting.place], setting.place.district_id or ""
    inside = [place for place in places if place.district_id == district] if district else places
    slots = [slot for claim in claims for slot in (claim.party, claim.against) if slot is not None]
    return Telling(
        key=key,
        claims=tuple(claim.id for claim in claims),
        order=(min(claim.known or LAST for claim in claims), key[0], claims[0].quote.start, claims[0].id),
        kinds=frozenset(claim.kind for claim in claims),
        parties=frozenset(slot.id for slot in slots if slot.id and slot.id != CIVILIANS),
        gain=frozenset(party for claim in claims if (party := _changed(claim)[0]) is not None),
        lose=frozenset(party for claim in claims if (party := _changed(claim)[1]) is not None),
        district=district,
        provinces=frozenset(province for place in inside if (province := _province(place)) is not None),
        countries=frozenset(place.country for place in inside if place.country),
        sites={place.id: _point(place) for place in inside if place.district_id not in {None, place.id}},
        names=frozenset(claim.place.text.casefold() for claim in claims if claim.place is not None and claim.place.place is None),
        days=next((days for claim in claims if (days := _days(claim)) is not None), setting.days),
        numbers=frozenset(_numbers(claims)),
        words=_words([*(claim.quote.text for claim in claims), *(slot.text for slot in slots if not slot.id)])
        - _words(claim.place.text for claim in claims if claim.place is not None),
    )


def _changed(claim: Claim) -> tuple[str | None, str | None]:
    """Who gains a place and who loses it, as ids; None where nobody is said to."""
    party, against = (slot.id if slot is not None else None for slot in (claim.party, claim.against))
    if claim.kind in TAKES:
        return party, against
    return (against, party) if claim.kind in LEAVES else (None, None)


def _place(claim: Claim) -> Place | None:
    return claim.place.place if claim.place is not None else None


def _district(claim: Claim) -> str | None:
    place = _place(claim)
    return place.district_id if place is not None else None


def _province(place: Place) -> str | None:
    return place.id if place.level is Level.ADM1 else place.adm1_id


def _holds(wider: Place, place: Place) -> bool:
    """Whether a province or country contains a place."""
    return wider.country == place.country and (wider.level is Level.COUNTRY or _province(wider) == place.adm1_id)


def _point(place: Place) -> Point | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def _days(claim: Claim) -> tuple[int, int] | None:
    """The days that a claim's time touches, as ordinals, UTC; None where it has none, or one too long."""
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return None
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None or end - start > LONGEST or (start == end and when.precision not in FINE):
        return None
    if end - start > timedelta(days=1):
        return start.toordinal(), (end - timedelta(microseconds=1)).toordinal()
    middle = (start + (end - start) / 2).toordinal()
    return middle, middle


def _numbers(claims: Iterable[Claim]) -> Iterable[Number]:
    for claim in claims:
        for count in claim.counts if claim.stance.polarity is Polarity.AFFIRMED else ():
            if count.low is not None or count.high is not None:
                low = count.low if count.low is not None else count.high or 0
                yield count.what, low, count.high if count.high is not None else low


def _words(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(word for text in texts if text for word in _WORD.findall(text.casefold())) - card().stock
