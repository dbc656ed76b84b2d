"""From posts to reports: who writes of several things at once tells them in one text, and like things in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from simulator.chance import happens
from simulator.records import HOUR, Land, Minutes, Post, Published, Source

from prose import wordings
from prose.setting import OUTLETS, RESIDENTS, Setting
from prose.times import Calendar
from prose.wordings import Bank

GATHERED = 3 * HOUR  # what a source says within this time makes one report
MOST = 5  # claims of one report
UNDATED = 0.12  # share of sentences that leave the time out
NOUNS = 0.25  # share of what has a noun that is told by it
ASIDE = 0.4  # share of reports with a sentence that claims nothing
DATED_SPEECH = 0.2  # share of attributions that say when it was said
HEADED = 0.3  # share of reports whose title tells the first claim again
Key: TypeAlias = "tuple[object, ...]"


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a report: posts that differ only in their place.

    Attributes:
        first: the post that stands for all.
        places: numbers of the districts; of one in a province that is not named, where only that is.
        speaker: the words that name who said it; None where the report says it itself.
        when: the words that say when; None where they are left out.
        wording: the wording of what happened; `{x}` stands in it where the party is named, `{y}` for the other one.
        frame: the frame around the wording: who says it, and how surely.
        sentence: all of it.
    """

    first: Post
    places: tuple[int, ...]
    speaker: str | None
    when: str | None
    wording: str
    frame: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report, and what it claims."""

    name: str
    at: Minutes
    source: Source
    outlet: str | None
    title: str
    text: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What reports are about and in what words: the land, how it is dressed, the stock of wordings."""

    land: Land
    setting: Setting
    bank: Bank = wordings.USUAL


class Writer:
    """Writes reports."""

    def __init__(self, scene: Scene, sources: Iterable[Source], random: Random) -> None:
        """Get to know the country, its press and its language."""
        self._land, self._setting, self._bank, self._random = scene.land, scene.setting, scene.bank, random
        self._sources = {source.id: source for source in sources}
        self.calendar = Calendar(scene.setting.start)

    def reports(self, published: Iterable[Published]) -> Iterator[Report]:
        """Gather what each source says within some hours and write it, in the order in which each report is finished."""
        open_: dict[str, list[Published]] = {}
        for one in published:
            for source in [name for name, kept in open_.items() if kept[0].at + GATHERED <= one.at or len(kept) >= MOST]:
                yield self.write(open_.pop(source))
            open_.setdefault(one.post.source.id, []).append(one)
        for kept in open_.values():
            yield self.write(kept)

    def write(self, kept: Sequence[Published]) -> Report:
        """Write one report; it comes out with the last of what it tells."""
        at, source = kept[-1].at, kept[0].post.source
        groups: dict[Key, list[Post]] = {}
        for one in kept:
            groups.setdefault(_key(one.post), []).append(one.post)
        told = tuple(self._tell(posts, at) for posts in groups.values())
        sentences = [one.sentence for one in told]
        if happens(self._random, ASIDE):
            sentences.insert(self._random.randint(1, len(sentences)), self._random.choice(wordings.BESIDE_THE_POINT))
        title = self._title(told[0])
        return Report(kept[0].id, at, source, self._outlet(source), title, " ".join(sentences), told)

    # parts of a sentence

    def _tell(self, posts: Sequence[Post], at: Minutes) -> Told:
        first = posts[0]
        places = tuple(dict.fromkeys(post.place for post in posts))
        speaker = self._speaker(first)
        when = None
        if first.kind not in wordings.LASTING and not happens(self._random, UNDATED):
            when = self.calendar.phrase((first.start, first.end, first.precision), at, self._random)
        parts = self._parts(first, places)
        wording, frame = self._noun(first, speaker, parts) or self._clause(first, speaker, parts)
        clause = wording.format(**parts)
        if wording in self._bank.said[first.kind]:
            clause = self._dated(clause, when)
        sentence = frame.format(s=clause, n=clause, a=speaker or "officials", d=self.calendar.day(at, at, self._random))
        if wording not in self._bank.said[first.kind]:
            sentence = self._dated(sentence, when)
        return Told(first, places, speaker, when, wording, frame, _finish(sentence) + self._tolls(first))

    def _parts(self, post: Post, places: Sequence[int]) -> dict[str, str]:
        many = len(places) > 1 and not post.vague
        names = self._setting.names
        parts = {
            "p": self._province(places[0]) if post.vague else self._places(places),
            "was": "were" if many else "was", "has": "have" if many else "has", "is": "are" if many else "is", "s": "" if many else "s",
        }  # fmt: skip
        for slot, party in (("x", post.party), ("y", post.against)):
            if party is not None:
                parts[slot] = self._random.choice(names[party])
        return parts

    def _clause(self, post: Post, speaker: str | None, parts: dict[str, str]) -> tuple[str, str]:
        """Choose the wording of what happened, and the frame around it."""
        wording = self._random.choice([one for one in self._bank.said[post.kind] if _known(one, parts)])
        return wording, self._random.choice(self._frames(post, speaker))

    def _frames(self, post: Post, speaker: str | None) -> Sequence[str]:
        if post.denies:
            return self._bank.denied_by
        if speaker is None:
            return self._bank.hedged[post.certainty]
        if post.certainty != "certain":
            return self._bank.hedged_by[post.certainty]
        return self._bank.dated_by if happens(self._random, DATED_SPEECH) else self._bank.by

    def _noun(self, post: Post, speaker: str | None, parts: dict[str, str]) -> tuple[str, str] | None:
        """Choose a noun ("confirmed the fall of ...") and the frame around it; None where it is told by a verb."""
        choices = [noun for noun in self._bank.named.get(post.kind, ()) if _known(noun, parts)]
        if speaker is None or not choices or not happens(self._random, NOUNS) or (post.certainty != "certain" and not post.denies):
            return None
        return self._random.choice(choices), self._random.choice(wordings.NOUN_DENIED_BY if post.denies else wordings.NOUN_BY)

    def _dated(self, clause: str, when: str | None) -> str:
        if when is None:
            return clause
        if happens(self._random, 0.25):
            return f"{when.removesuffix(',')}, {clause}"
        return f"{clause} {when}".rstrip(",")

    def _places(self, places: Sequence[int]) -> str:
        districts = [self._land.districts[place] for place in places]
        provinces = {district.province for district in districts}
        province = self._land.provinces[districts[0].province].name
        names = [district.name for district in districts]
        if len(places) == 1:
            return self._random.choice(
                ("{d} district", "the {d} district", "{d} district of {p} province", "{d} district in {p} province", "the district of {d}",
                 "the district of {d} in {p}", "{d}, a district in {p} province,", "the {d} district of {p}", "{p}'s {d} district")
            ).format(d=names[0], p=province)  # fmt: skip
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        where = f" in {province}" if len(provinces) == 1 and happens(self._random, 0.6) else ""
        return self._random.choice((f"{listed} districts{where}", f"the districts of {listed}{where}", f"the {listed} districts{where}"))

    def _province(self, place: int) -> str:
        name = self._land.provinces[self._land.districts[place].province].name
        return self._random.choice(("a district of {p} province", "one district of {p}", "a district in {p}")).format(p=name)

    # who speaks

    def _speaker(self, post: Post) -> str | None:
        """Name the first speaker; who speaks for itself in its own paper names nobody, sides and the denied always do."""
        first = self._sources[post.chain[0]] if post.chain else post.source
        if not post.chain and first.role not in ("spokesman", "official") and not post.denies:
            return None
        province = self._land.provinces[self._land.districts[post.place].province].name
        return self._called(first, province)

    def _called(self, source: Source, province: str) -> str:
        name = self._setting.people[int(source.id[1:]) % len(self._setting.people)]
        if source.role in ("spokesman", "official"):
            kinds = self._setting.spokesmen if source.role == "spokesman" else self._setting.officials
            return self._random.choice(kinds[source.lean or 0]).format(n=name, p=province)
        if source.role == "resident":
            return self._random.choice(RESIDENTS)
        return OUTLETS[source.role][int(source.id[1:]) % len(OUTLETS[source.role])]

    def _outlet(self, source: Source) -> str | None:
        if source.role in ("account", "nobody"):
            return source.name
        if source.role in OUTLETS:
            return OUTLETS[source.role][int(source.id[1:]) % len(OUTLETS[source.role])]
        return None

    # around the sentence

    def _tolls(self, post: Post) -> str:
        frame = self._random.choice(wordings.TOLLS)
        tolls = (frame.format(t=toll.text, T=_capital(toll.text), w=toll.what.replace("_", " ")) for toll in post.tolls)
        return "".join(f" {_capital(toll)}" for toll in tolls)

    def _title(self, told: Told) -> str:
        province = self._land.provinces[self._land.districts[told.places[0]].province].name
        heads = wordings.HEADS.get(told.first.kind, ())
        parts = {"d": self._land.districts[told.places[0]].name, "p": province}
        if told.first.party is not None:
            parts["x"] = self._setting.names[told.first.party][0].removeprefix("the ")
        if told.first.denies or told.first.vague or told.first.certainty != "certain" or not heads or not happens(self._random, HEADED):
            return self._random.choice(("Situation in {p}", "{p} update", "News from {p}")).format(p=province)
        return _capital(self._random.choice(heads).format(**parts))


def _key(post: Post) -> Key:
    vague = post.place if post.vague else None
    stated = (post.start, post.end, post.precision) if post.precision not in ("days", "week") else post.precision
    return (post.kind, post.party, post.against, post.denies, post.certainty, post.chain, stated, vague, post.tolls)


def _known(wording: str, parts: dict[str, str]) -> bool:
    return all(f"{{{slot}}}" not in wording or slot in parts for slot in ("x", "y"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finish(text: str) -> str:
    return f"{_capital(text).rstrip(',')}.".replace(",,", ",")
