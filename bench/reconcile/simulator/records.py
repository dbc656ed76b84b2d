"""The nouns of the simulator. Times are whole minutes since the start of the war, districts and parties are numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Minutes: TypeAlias = int
HOUR: Minutes = 60
DAY: Minutes = 24 * HOUR


@dataclass(frozen=True, slots=True)
class District:
    """A district.

    Attributes:
        id: as it appears in claims.
        name: its name.
        seat: name of its chief town.
        province: number of its province.
        lat: WGS84 degrees.
        lon: WGS84 degrees.
        attention: how much is said of it relative to the mean; chief towns of provinces and places on roads get more.
    """

    id: str
    name: str
    seat: str
    province: int
    lat: float
    lon: float
    attention: float


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Land:
    """Where the war is.

    Attributes:
        districts: by their number.
        provinces: by their number.
        near: numbers of the districts that a road joins to each.
        alike: the district with which each is easily confused; None where it has no namesake.
    """

    districts: tuple[District, ...]
    provinces: tuple[Province, ...]
    near: tuple[tuple[int, ...], ...]
    alike: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens.

    Attributes:
        at: when it begins.
        kind: of the kinds of claim, or `raid` and `raid_end`.
        place: number of the district.
        actor: the party that does it: attacker, taker, who repels, who leaves.
        other: the party it is done to; who takes over from one that leaves.
        salience: how much it is talked about; 1 for a capture.
    """

    at: Minutes
    kind: str
    place: int
    actor: int
    other: int | None
    salience: float


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever speaks.

    Attributes:
        id: as it appears in claims.
        name: its name.
        kind: its kind, of `reportedly`'s kinds of source.
        role: what it is in this world; tells apart what the kind does not (a map of analysts, a spokesman, a sided paper).
        side: the party it says it speaks for.
        lean: the party it speaks for in truth; None for one that speaks for none.
        zeal: probability that it bends what is bad for its side, or tells what is good before it is so.
        slips: probability that an honest report is wrong in place, party or day.
        delay: median time between noticing and publishing.
        waking: whether it publishes only by day.
        provinces: numbers of the provinces it hears of; empty for all.
        reach: how often it speaks, and how often it is repeated, relative to others of its role.
    """

    id: str
    name: str
    kind: str
    role: str
    side: int | None
    lean: int | None
    zeal: float
    slips: float
    delay: Minutes
    waking: bool
    provinces: frozenset[int]
    reach: float


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people in a claim: what became of them, bounds (None where there is none), the words."""

    what: str
    low: int | None
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is going to say.

    Attributes:
        source: who publishes it.
        kind: kind of claim.
        party: number of the party it names; None where it names none.
        against: the same for the other party.
        place: number of the district.
        start: first minute of the time that it states.
        end: first minute after.
        precision: how finely that time is stated.
        about: the minute at which what it tells began, or is made to have begun.
        honest: whether it is true of that minute.
        certainty: certain, probable, possible or rumour.
        vague: whether only the province is named.
        chain: ids of who spoke before the publisher, the first speaker first.
        denies: whether it says that something is not so.
        bare: whether the denial is written down as `denied` and no more, not as the kind of claim that it denies.
        refers: id of the claim that it denies or corrects.
        tolls: numbers of people.
        depth: how many have repeated it before.
    """

    source: Source
    kind: str
    party: int | None
    against: int | None
    place: int
    start: Minutes
    end: Minutes
    precision: str
    about: Minutes
    honest: bool
    certainty: str
    vague: bool = False
    chain: tuple[str, ...] = ()
    denies: bool = False
    bare: bool = False
    refers: str | None = None
    tolls: tuple[Toll, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A post that is out: its claim id, the minute of publication, what it says."""

    id: str
    at: Minutes
    post: Post
