"""Claims about the same occurrence, within and across reports.

Tellings are looked at in the order in which they became public. Each joins the incident whose tellings it is likest to, if it is likelier
than not to be of it (`likeness`), else it is an incident of its own. So the incident of a claim never changes when later reports arrive,
and the order of delivery changes nothing. Only incidents that share a place and a day with it, or rare words, are looked at.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.reconcile.likeness import Rarity, belongs, related
from reportedly.reconcile.tellings import Telling, tellings
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.identity import content_id

COMPARED = 5  # tellings of an incident that a new one is compared with: the first, by which it is known
LOOKED_AT = 64  # incidents looked at that share one place and day, or one word: the latest
RARE = 20  # reports that hold a word, above which it leads to no incident
Clue = tuple[str, object]


@dataclass(slots=True, eq=False)
class _Incident:
    """One incident while tellings are gathered.

    Attributes:
        id: its id, from its first telling.
        first: the tellings that others are compared with.
        kinds: kinds of its claims.
        reports: ids of the reports that tell of it, each with whether it tells of control or of violence.
    """

    id: str
    first: list[Telling] = field(default_factory=list)
    kinds: set[Kind] = field(default_factory=set)
    reports: set[tuple[str, bool]] = field(default_factory=set)

    def admits(self, telling: Telling) -> bool:
        """Whether a telling can be of this incident at all: two that one report tells apart are two, and a siege is no air raid.

        A report's words on who holds what are always told apart from those on violence, and may be of one battle.
        """
        return (telling.report, telling.of_control) not in self.reports and related(self.kinds, telling.kinds)

    def take(self, telling: Telling) -> None:
        """Count a telling in."""
        if len(self.first) < COMPARED:
            self.first.append(telling)
        self.kinds |= telling.kinds
        self.reports.add((telling.report, telling.of_control))


def incidents(claims: Iterable[Claim]) -> dict[str, str]:
    """Give the incident of each claim, by the claim's id.

    Claims of one occurrence of one report are of one incident, unless they name different districts.
    """
    told = tellings(claims)
    by_report: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        by_report[telling.report].append(telling)
    rarity, known = Rarity(), _Known()
    found: dict[str, str] = {}
    for telling in told:
        rarity.read(by_report.pop(telling.report, ()))
        incident = known.home(telling, rarity)
        found.update(dict.fromkeys(telling.claims, incident))
    return found


class _Known:
    """The incidents known so far, by what leads to them."""

    def __init__(self) -> None:
        self._led: defaultdict[Clue, deque[_Incident]] = defaultdict(lambda: deque(maxlen=LOOKED_AT))

    def home(self, telling: Telling, rarity: Rarity) -> str:
        """The id of the incident that a telling is of: a known one, else its own."""
        near = {incident.id: incident for clue in _questions(telling, rarity) for incident in self._led.get(clue, ())}
        odds = [
            (belongs(telling, incident.first, len(incident.reports), rarity), incident)
            for incident in near.values()
            if incident.admits(telling)
        ]
        best, incident = max(odds, key=lambda pair: (pair[0], pair[1].id), default=(0.0, None))
        if incident is None or best <= 0:
            incident = _Incident(content_id("i_", list(telling.key)))
        incident.take(telling)
        for clue in _clues(telling, rarity):
            if incident not in self._led[clue]:
                self._led[clue].append(incident)
        return incident.id


def _clues(telling: Telling, rarity: Rarity) -> Iterator[Clue]:
    """What leads to a telling's incident."""
    for day in range(telling.days[0], telling.days[1] + 1) if telling.days else ():
        if telling.district:
            yield "district", (telling.district, day)
        for unit in _wide(telling):
            yield "within" if telling.district else "wide", (unit, day)
    yield from (("word", word) for word in _rare(telling, rarity))


def _questions(telling: Telling, rarity: Rarity) -> Iterator[Clue]:
    """Where a telling's incident is looked for: a province or country alone leads to what happened in it, and the reverse."""
    for day in range(telling.days[0] - 1, telling.days[1] + 2) if telling.days else ():
        if telling.district:
            yield "district", (telling.district, day)
        for unit in _wide(telling):
            yield "wide", (unit, day)
            if not telling.district:
                yield "within", (unit, day)
    yield from (("word", word) for word in _rare(telling, rarity))


def _wide(telling: Telling) -> list[str]:
    return sorted(telling.provinces | telling.countries)


def _rare(telling: Telling, rarity: Rarity) -> list[str]:
    terms = [*telling.sites, *telling.names, *telling.words]
    return sorted(term for term in terms if rarity.common(term) <= RARE)
