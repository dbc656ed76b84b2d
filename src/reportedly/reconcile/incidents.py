"""Claims about the same occurrence, within and across reports.

Occurrences of different reports are one incident when they agree in all of this: the same place within a district, days that differ by
one at most, one sort of event, and parties that can be the same. Reports are looked at in the order in which they became public, so
that the incident of a claim never changes when later reports arrive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from reportedly.terms.claim import Claim, Kind
from reportedly.terms.identity import content_id

CHANGES = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})
FIGHTING = frozenset({Kind.CLASH, Kind.CONTESTED, Kind.ATTACK, Kind.REPELLED, Kind.ADVANCING, Kind.BESIEGED, Kind.CASUALTIES})
# What one report calls an attack is a bombing or an airstrike in another; a toll alone does not say how people died.
BLASTS = frozenset({Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CASUALTIES})
FAMILIES = (CHANGES, FIGHTING, BLASTS)

DAYS_APART = 1  # reports of one night fall on two days, and days are told in two zones
LONGEST = timedelta(days=3)  # "this week" is no day by which two occurrences could be told to be one
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Scene:
    """One incident while reports are gathered.

    Attributes:
        id: its id, from its first occurrence.
        kinds: kinds of its claims.
        sites: settlements and sites that are named for it; empty where the district alone is.
        parties: ids of the parties that are named.
        reports: ids of the reports that tell of it.
    """

    id: str
    kinds: set[Kind] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)

    def fits(self, group: Sequence[Claim]) -> bool:
        """Whether an occurrence of a report can be this incident; two that one report tells apart are two."""
        sites, parties = _sites(group), _parties(group)
        return (
            group[0].report.id not in self.reports
            and related(self.kinds | {claim.kind for claim in group})
            and (not sites or not self.sites or sites == self.sites)
            and (not parties or not self.parties or bool(parties & self.parties))
        )

    def take(self, group: Sequence[Claim]) -> None:
        """Count an occurrence in."""
        self.kinds |= {claim.kind for claim in group}
        self.sites |= _sites(group)
        self.parties |= _parties(group)
        self.reports.add(group[0].report.id)


def incidents(claims: Iterable[Claim]) -> dict[str, str]:
    """Give the incident of each claim, by the claim's id.

    Claims of one occurrence of one report are of one incident, unless they name different districts. Where the district or the day is
    not known, an occurrence stays apart.
    """
    scenes: defaultdict[tuple[str, int], list[_Scene]] = defaultdict(list)
    found: dict[str, str] = {}
    for key, group in sorted(_occurrences(claims).items(), key=lambda entry: _order(*entry)):
        scene = _scene(key, group, scenes)
        found.update(dict.fromkeys((claim.id for claim in group), scene))
    return found


def related(kinds: set[Kind]) -> bool:
    """Whether kinds can be those of one incident: all of one family, or all the same."""
    return len(kinds) <= 1 or any(kinds <= family for family in FAMILIES)


def _occurrences(claims: Iterable[Claim]) -> Mapping[tuple[str, str, str], list[Claim]]:
    """Claims by report, occurrence and district; those that name no district go with the first district of their occurrence."""
    told: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.report.id, claim.incident or claim.id].append(claim)
    groups: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for (report, occurrence), group in told.items():
        group.sort(key=lambda claim: (claim.quote.start, claim.id))
        first = next((district for claim in group if (district := _district(claim))), "")
        for claim in group:
            groups[report, occurrence, _district(claim) or first].append(claim)
    return groups


def _order(key: tuple[str, str, str], group: Sequence[Claim]) -> tuple[datetime, str, int, str]:
    return (min(claim.known or LAST for claim in group), key[0], group[0].quote.start, group[0].id)


def _scene(key: tuple[str, str, str], group: Sequence[Claim], scenes: defaultdict[tuple[str, int], list[_Scene]]) -> str:
    """The incident that an occurrence belongs to: one that is known and fits, the nearest day first, else its own."""
    _, _, district = key
    day = next((day for claim in group if (day := _day(claim)) is not None), None)
    if not district or day is None:
        return content_id("i_", list(key))
    known = next((scene for scene in _near(district, day, scenes) if scene.fits(group)), None)
    if known is None:
        known = _Scene(content_id("i_", list(key)))
        scenes[district, day].append(known)
    known.take(group)
    return known.id


def _near(district: str, day: int, scenes: Mapping[tuple[str, int], list[_Scene]]) -> Iterator[_Scene]:
    for apart in range(DAYS_APART + 1):
        for other in sorted({day - apart, day + apart}):
            yield from scenes.get((district, other), ())


def _day(claim: Claim) -> int | None:
    """The day of a claim as an ordinal, UTC, that of the middle of its time; None where it has none, or one too long."""
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return None
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None or end - start > LONGEST:
        return None
    return (start + (end - start) / 2).toordinal()


def _district(claim: Claim) -> str | None:
    return claim.place.place.district_id if claim.place and claim.place.place else None


def _sites(group: Iterable[Claim]) -> set[str]:
    places = (claim.place.place for claim in group if claim.place and claim.place.place)
    return {place.id for place in places if place.district_id not in {None, place.id}}


def _parties(group: Iterable[Claim]) -> set[str]:
    return {slot.id for claim in group for slot in (claim.party, claim.against) if slot is not None and slot.id}
