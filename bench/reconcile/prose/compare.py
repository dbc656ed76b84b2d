"""Hold what was read against what was written: which claims were found, and which of their slots are right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from simulator.simulation import Simulation

from prose.reports import Report, Told
from prose.setting import Setting

Claim: TypeAlias = "dict[str, Any]"
SORTS: Mapping[str, str] = {
    "captured": "taken",
    "recaptured": "taken",
    "lost": "left",
    "withdrew": "left",
    "surrendered": "left",
    "holds": "held",
    "contested": "fought",
    "clash": "fought",
    "attack": "fought",
    "repelled": "repelled",
    "besieged": "besieged",
    "advancing": "advancing",
    "shelling": "fire",
    "airstrike": "fire",
    "bombing": "fire",
}
# What one sentence may say besides its main point: who takes a place has attacked it, and somebody has left it.
BESIDE: Mapping[str, frozenset[str]] = {
    "fought": frozenset({"taken", "left", "repelled", "besieged", "advancing", "fire"}),
    "left": frozenset({"taken"}),
    "taken": frozenset({"left"}),
    "advancing": frozenset({"fought", "repelled"}),
    "repelled": frozenset({"fought"}),
}
SLOTS = ("kind", "party", "against", "day", "polarity", "stance", "speaker")


@dataclass(frozen=True, slots=True)
class Gold:
    """A claim that was written down, as it should be read; a slot that the text leaves open is None."""

    report: str
    place: str
    kind: str
    party: str | None
    against: str | None
    when: tuple[datetime, datetime, str] | None
    denied: bool
    certain: bool
    speaker: str | None
    told: Told


@dataclass(slots=True)
class Tally:
    """Counts of one slot."""

    right: int = 0
    stated: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        """Twice the right ones over all that were stated and all that were found; 1 where there was nothing to find."""
        return 2 * self.right / (self.stated + self.found) if self.stated + self.found else 1.0


@dataclass(slots=True)
class Score:
    """What reading reached.

    Attributes:
        slots: counts by slot; `claim` is the claim itself.
        missed: by wording and frame, claims that were not found, with a sentence.
        wrong: by slot, wording and frame, claims in which a slot was wrong, with a sentence and what was read.
        spurious: claims that nobody wrote, with their sentence.
    """

    slots: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[Gold] = field(default_factory=list)
    wrong: list[tuple[str, Gold, str]] = field(default_factory=list)
    spurious: list[tuple[str, Claim]] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)


def gold(run: Simulation, setting: Setting, reports: Iterable[Report]) -> list[Gold]:
    """Lay out what each report claims, slot by slot, leaving open what its wording leaves open."""
    rows: list[Gold] = []
    for report in reports:
        rows += [_gold(run, setting, report, told, place) for told in report.told for place in told.places]
    return rows


def _gold(run: Simulation, setting: Setting, report: Report, told: Told, place: int) -> Gold:
    post, land = told.first, run.land
    district = land.districts[place]
    start = setting.start
    when = None if told.when is None else (start + timedelta(minutes=post.start), start + timedelta(minutes=post.end), post.precision)

    def named(slot: str, party: int | None) -> str | None:
        return setting.parties[party] if party is not None and slot in told.wording else None

    return Gold(
        report=report.name,
        place=land.provinces[district.province].id if post.vague else district.id,
        kind=post.kind,
        party=named("{x}", post.party),
        against=named("{y}", post.against),
        when=when,
        denied=post.denies,
        certain=post.certainty == "certain",
        speaker=told.speaker,
        told=told,
    )


def compare(golds: Sequence[Gold], found: Iterable[Claim]) -> Score:
    """Hold what was read against what was written, report by report."""
    score = Score()
    theirs: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        theirs[claim["report"]["name"]].append(claim)
    ours: dict[str, list[Gold]] = defaultdict(list)
    for one in golds:
        ours[one.report].append(one)
        score.written[one.told.wording] += 1
    for name, written_here in ours.items():
        _compare_report(written_here, theirs.get(name, []), score)
    return score


def _compare_report(golds: Sequence[Gold], claims: Sequence[Claim], score: Score) -> None:
    fits = {id(claim): [one for one in golds if _same_thing(one, claim)] for claim in claims if claim["kind"] in SORTS and claim["place"]}
    for one in golds:
        candidates = [claim for claim in claims if one in fits.get(id(claim), ())]
        score.slots["claim"].stated += 1
        if not candidates:
            score.missed.append(one)
            for slot in SLOTS:
                score.slots[slot].stated += _stated(one, slot)
            continue
        best = max(candidates, key=lambda claim: sum(_right(one, claim, slot) for slot in SLOTS))
        score.slots["claim"].right += 1
        _compare_slots(one, best, score)
    spurious = [claim for claim in claims if id(claim) in fits and not fits[id(claim)] and not _beside(claim, golds)]
    score.spurious += [(golds[0].report, claim) for claim in spurious]
    score.slots["claim"].found += len(spurious) + len([one for one in golds if any(one in row for row in fits.values())])


def _same_thing(one: Gold, claim: Claim) -> bool:
    """Tell whether a claim found is of the place and the sort of one that was written; where one is driven out the other has come."""
    if claim["place"]["id"] != one.place:
        return False
    return SORTS[claim["kind"]] == SORTS[one.kind] or _turned(one, claim)


def _turned(one: Gold, claim: Claim) -> bool:
    """Tell whether a claim says the same from the other side: taken by the one, left by the other."""
    sorts = {SORTS[claim["kind"]], SORTS[one.kind]}
    if sorts != {"taken", "left"}:
        return False
    theirs = _identity(claim, "party"), _identity(claim, "against")
    return any(mine is not None and mine == other for mine, other in zip((one.against, one.party), theirs, strict=True))


def _beside(claim: Claim, golds: Iterable[Gold]) -> bool:
    """Tell whether a claim is implied by what was written of its place."""
    implied_by = BESIDE.get(SORTS[claim["kind"]], frozenset())
    return any(claim["place"]["id"] == one.place and SORTS[one.kind] in implied_by for one in golds)


def _identity(claim: Claim, slot: str) -> str | None:
    return claim[slot]["id"] if claim[slot] else None


def _compare_slots(one: Gold, claim: Claim, score: Score) -> None:
    for slot in SLOTS:
        tally, right = score.slots[slot], _right(one, claim, slot)
        if not _stated(one, slot):
            continue
        tally.stated += 1
        tally.found += _given(claim, slot)
        tally.right += right
        if not right:
            score.wrong.append((slot, one, str(_value(claim, slot))))


def _stated(one: Gold, slot: str) -> bool:
    return {"party": one.party, "against": one.against, "day": one.when}.get(slot, True) is not None


def _value(claim: Claim, slot: str) -> object:
    match slot:
        case "party" | "against":
            return claim[slot] and claim[slot]["id"]
        case "day":
            return claim["when"] and (claim["when"]["start"], claim["when"]["end"])
        case "polarity" | "stance":
            return claim["stance"]
        case "speaker":
            return claim["chain"][0]["source"]["text"] if claim["chain"] else None
        case _:
            return claim[slot]


def _given(claim: Claim, slot: str) -> bool:
    return slot in ("kind", "polarity", "stance", "speaker") or _value(claim, slot) is not None


def _right(one: Gold, claim: Claim, slot: str) -> bool:
    match slot:
        case "kind":
            return bool(claim["kind"] == one.kind)
        case "party" | "against":
            theirs = {"party": "against", "against": "party"}[slot] if _turned(one, claim) else slot
            return (one.party if slot == "party" else one.against) == _identity(claim, theirs)
        case "day":
            return one.when is not None and _same_days(one.when, claim["when"])
        case "polarity":
            return bool((claim["stance"]["polarity"] == "denied") == one.denied)
        case "stance":
            certain = claim["stance"]["certainty"] == "certain"
            return bool((claim["stance"]["polarity"] == "denied") == one.denied and (one.denied or certain == one.certain))
        case _:
            return _same_speaker(one.speaker, claim["chain"][0]["source"] if claim["chain"] else None)


def _same_days(stated: tuple[datetime, datetime, str], when: Mapping[str, str | None] | None) -> bool:
    if when is None or not when["start"] or not when["end"]:
        return False
    start, end = (datetime.fromisoformat(bound) for bound in (when["start"], when["end"]))
    overlap = (min(end, stated[1]) - max(start, stated[0])).total_seconds()
    union = (max(end, stated[1]) - min(start, stated[0])).total_seconds()
    if stated[2] in ("days", "week", "night"):
        return overlap >= 0.5 * union or (stated[2] == "night" and overlap > 0 and end - start <= timedelta(days=1))
    return overlap > 0 and end - start <= timedelta(days=1)


def _same_speaker(stated: str | None, source: Mapping[str, Any] | None) -> bool:
    """Compare speakers by their words; "reports", "rumours" and the like name nobody."""
    found = source["text"] if source is not None else None
    if stated is None:
        return found is None or (source is not None and not source["named"] and source["kind"] == "unnamed")
    if found is None:
        return False
    a, b = (words.lower().removeprefix("the ") for words in (stated, found))
    return a in b or b in a
