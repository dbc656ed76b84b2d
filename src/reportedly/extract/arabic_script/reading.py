"""Joins the pieces: sentences of a text in Arabic script become statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportedly.extract.arabic_script import counts
from reportedly.extract.arabic_script.counts import Toll
from reportedly.extract.arabic_script.frames import Draft, Scene, drafts
from reportedly.extract.arabic_script.inflection import Mood
from reportedly.extract.arabic_script.lexicon import Language, forms_at, load
from reportedly.extract.arabic_script.moods import certainty_of, stance_of
from reportedly.extract.arabic_script.names import PLAIN, Finder, Name, Names
from reportedly.extract.arabic_script.speech import Saying, cues, sayings
from reportedly.extract.arabic_script.text import Line as Cut
from reportedly.extract.arabic_script.text import Word, lines
from reportedly.extract.arabic_script.times import Time, news_day, times
from reportedly.extract.occurrences import Line, number
from reportedly.terms.claim import CONTROL_KINDS, Kind, Polarity, Stance
from reportedly.terms.place import PlaceMention
from reportedly.terms.report import Report
from reportedly.terms.source import SourceKind
from reportedly.terms.statement import LocalTime, PartyMention, Statement, Utterance

_KINDS = {
    "captured": Kind.ARREST,
    "abducted": Kind.ABDUCTION,
    "surrendered": Kind.SURRENDERED,
    "displaced": Kind.OTHER,
}
_ATTACKS = frozenset({Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CLASH})
_WHERE = ("at", "on", PLAIN, "from", "of", "to")


BEFORE = 8  # words before a verb in which the verb of being stands that makes it a pluperfect
AFTER = 8  # words behind a draft in which "goes on" is heard


def may_tell_in(name: str, text: str) -> bool:
    """Tell whether a text has any word that could make a claim.

    Args:
        name: its language, as `language_of_script` gives it.
        text: the text.
    """
    language = load(name)
    return any(
        counts.is_harm(language, line.words) or any(forms_at(language, line.words, at) for at in range(len(line.words)))
        for line in lines(text, clitics=language.clitics)
    )


def statements_in(name: str, report: Report, mentions: Sequence[PlaceMention]) -> tuple[Statement, ...]:
    """Find the statements of a report.

    Args:
        name: its language, as `language_of_script` gives it.
        report: the report.
        mentions: the places that it names, in order and not overlapping.

    Returns:
        One statement for each place of each thing told, in the order of the text; none where nothing is told.
    """
    reader = _Reader(load(name), report)
    told = [one for cut in lines(report.text, clitics=reader.language.clitics) for one in reader.told(cut, mentions)]
    found = [_Line(cut, one) for cut, one in told]
    numbers = number([line.line(report.text) for line in found])
    return tuple(replace(line.statement, occurrence=occurrence) for line, occurrence in zip(found, numbers, strict=True))


def _is_armed(names: Names) -> bool:
    """Tell whether a sentence names anybody who fights; a nation may be its team."""
    return any(name.sort not in {"country", "adjective", "none"} for name in names.parties)


def _points_back(language: Language, words: Sequence[Word]) -> bool:
    """Tell whether a sentence speaks of what was said before: "this claim"."""
    return any(found.value == "that" for at in range(len(words)) for found in language.moods.at(words, at))


@dataclass(frozen=True, slots=True)
class _Line:
    cut: Cut
    statement: Statement

    def line(self, text: str) -> Line:
        """The statement with where it stands, as occurrences are numbered by it."""
        one, words = self.statement, self.cut.words
        return Line(one, self.cut.paragraph, self.cut.start, text[one.start : one.end], words[0].key, headline=self.cut.paragraph == 0)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with all that is known of it."""

    scene: Scene
    said: tuple[Saying, ...]
    times: tuple[Time, ...]
    drafts: tuple[Draft, ...]
    tolls: tuple[Toll, ...]


@dataclass(slots=True)
class _Reader:
    language: Language
    report: Report
    parties: list[PartyMention] = field(default_factory=list)
    place: PlaceMention | None = None
    places: tuple[PlaceMention, ...] = ()
    last: list[Statement] = field(default_factory=list)

    def told(self, cut: Cut, mentions: Sequence[PlaceMention]) -> Iterator[tuple[Cut, Statement]]:
        """Yield the statements of a sentence."""
        inside = [mention for mention in mentions if cut.start <= mention.start < cut.end]
        whole = self._scene(cut, inside)
        made = [*self._control(whole), *self._counted(whole)]
        denied = [] if any(one.stance.polarity is Polarity.DENIED for one in made) else list(self._denied(whole, made))
        self._remember(whole, made)
        yield from ((cut, one) for one in sorted([*denied, *made], key=lambda one: one.start))

    def _scene(self, cut: Cut, mentions: Sequence[PlaceMention]) -> _Scene:
        language, text = self.language, self.report.text
        timed = times(language, text, cut.words, self.report.published)
        spoken = cues(language, cut)
        stretches = [*((time.first, time.last) for time in timed), *((cue.first, cue.last) for cue in spoken)]
        fixed = frozenset(at for first, last in stretches for at in range(first, last))
        known = set(fixed)
        known |= {
            at for start in range(len(cut.words)) for form in forms_at(language, cut.words, start) for at in range(form.first, form.last)
        }
        finder = Finder(language, text, cut, known, self.parties, self.places, fixed)
        names = finder.find(mentions)
        said = sayings(language, text, cut, spoken, names.parties)
        scene = Scene(language, cut, names, frozenset(cue.last - 1 for cue in spoken))
        return _Scene(scene, said, timed, tuple(self._drafts(scene)), self._tolls(cut))

    # ---- what is told

    def _drafts(self, scene: Scene) -> list[Draft]:
        is_play = counts.is_accident(self.language, scene.words) and not _is_armed(scene.names)
        return [] if is_play else drafts(scene)

    def _control(self, whole: _Scene) -> Iterator[Statement]:
        for draft in whole.drafts:
            joined = bool(whole.tolls) and draft.trigger.frame.kind in _ATTACKS and draft.trigger.frame.event
            stance = None if joined else stance_of(whole.scene, self.report.text, draft.trigger)
            if stance is None:
                continue
            for place in draft.places or (None,):
                yield self._statement(whole, draft, place, self._polarity(whole, draft.trigger.first, stance))

    def _polarity(self, whole: _Scene, at: int, stance: Stance) -> Stance:
        """Whoever denies what he speaks of: "the army denied the fall of X"."""
        denier = next((one for one in whole.said if one.denies and one.first <= at < one.last), None)
        if denier is None or stance.polarity is Polarity.DENIED:
            return stance
        cue = whole.scene.words[denier.cue.start : denier.cue.stop]
        return Stance(Polarity.DENIED, stance.certainty, self.report.text[cue[0].start : cue[-1].end])

    def _statement(self, whole: _Scene, draft: Draft, place: Name | None, stance: Stance) -> Statement:
        words, kind = whole.scene.words, self._kind(whole, draft)
        chain = self._chain(whole, draft.trigger.first)
        party = self._mention(draft.party) or self._speaker(whole, draft)
        against = self._mention(draft.against)
        start, end = words[draft.first].start, words[draft.last - 1].end
        mention = place.place if place is not None else None
        when = self._when(whole, draft.trigger.first)
        return Statement(start, end, kind, party, against, mention, when, (), stance, chain, self._came_before(whole, draft))

    def _kind(self, whole: _Scene, draft: Draft) -> Kind:
        """The kind, with "again" and "goes on" heard."""
        kind, language = draft.trigger.frame.kind, self.language
        words = whole.scene.words[max(0, draft.first - 2) : draft.last + AFTER]
        heard = {one.value for at in range(len(words)) for one in language.moods.at(words, at)}
        if kind is Kind.CAPTURED and "again" in heard:
            return Kind.RECAPTURED
        return Kind.CONTESTED if kind is Kind.CLASH and "ongoing" in heard else kind

    def _came_before(self, whole: _Scene, draft: Draft) -> bool:
        """Tell whether a verb is told as something that led up to the news: "the group had taken the town"."""
        words, at = whole.scene.words, draft.trigger.first
        if not self.language.verb_first or not draft.trigger.verb:
            return False
        before = words[max(0, at - BEFORE) : at]
        return bool(before) and before[-1].stem("قد") and any(word.stem(being) for word in before for being in ("کان", "کانت", "کانوا"))

    def _mention(self, name: Name | None) -> PartyMention | None:
        return None if name is None else name.party

    def _speaker(self, whole: _Scene, draft: Draft) -> PartyMention | None:
        """Who speaks of a deed without naming the doer, if an armed party: "the Taliban said they had taken X"."""
        frame = draft.trigger.frame
        if PLAIN not in frame.party or frame.event or (draft.trigger.mood is Mood.NOUN and not self.language.verb_first):
            return None
        spoken = [one for one in whole.said if one.source is not None and one.first <= draft.trigger.first < one.last and not one.denies]
        for one in spoken:
            source = one.source
            named = next((p for p in whole.scene.names.parties if source and p.party and source.start <= p.party.start < source.end), None)
            if named is not None and named.party is not None and (source is None or source.kind is not SourceKind.LOCAL):
                return named.party
        return None

    # ---- what is counted

    def _tolls(self, cut: Cut) -> tuple[Toll, ...]:
        """What the sentence counts; numbers of a year or a campaign are of no one occurrence."""
        words, language = cut.words, self.language
        if any(one.value == "total" for at in range(len(words)) for one in language.moods.at(words, at)):
            return ()
        fought = any(form.value.frame.kind in _ATTACKS for at in range(len(words)) for form in forms_at(language, words, at))
        return counts.tolls(language, self.report.text, words, fought=fought)

    def _counted(self, whole: _Scene) -> Iterator[Statement]:
        """Each toll, with the attack that it counts the dead of: the nearest of the sentence."""
        events = [draft for draft in whole.drafts if draft.trigger.frame.event]
        for toll in whole.tolls:
            yield self._toll(whole, toll, min(events, key=lambda draft: abs(draft.trigger.first - toll.trigger), default=None))

    def _toll(self, whole: _Scene, toll: Toll, event: Draft | None) -> Statement:
        words, names = whole.scene.words, whole.scene.names
        what = toll.counts[0].what
        harmed = what not in _KINDS
        kind = event.trigger.frame.kind if event is not None and harmed else _KINDS.get(what, Kind.CASUALTIES)
        party = self._mention(event.party) if event is not None and harmed else None if harmed else self._doer(names, toll)
        place = self._where(names, toll, event)
        first, last = toll.first, toll.last
        if event is not None and harmed:
            first, last = min(first, event.trigger.first), max(last, event.trigger.last)
        against = next((count.of for count in toll.counts if count.of is not None), None)
        if kind is Kind.CLASH and event is not None:
            against = self._mention(event.against) or against
        when, chain = self._when(whole, toll.trigger), self._chain(whole, toll.trigger)
        stance = self._polarity(whole, toll.trigger, certainty_of(whole.scene, self.report.text))
        return Statement(words[first].start, words[last - 1].end, kind, party, against, place, when, toll.counts, stance, chain)

    def _doer(self, names: Names, toll: Toll) -> PartyMention | None:
        """Who took people: the party nearest to the verb that stands without a mark."""
        harmed = {count.of.start for count in toll.counts if count.of is not None}
        near = [name for name in names.parties if name.mark in {PLAIN, "of"} and name.party is not None and name.party.start not in harmed]
        best = min(near, key=lambda name: abs(name.first - toll.trigger), default=None)
        return best.party if best is not None else None

    def _where(self, names: Names, toll: Toll, event: Draft | None) -> PlaceMention | None:
        """The place of a toll: that of its event, else one that stands as a place stands, else the scene of the sentence before."""
        if event is not None and event.places:
            return event.places[0].place
        fitting = [name for name in names.places if name.mark in _WHERE and not name.site] or list(names.places)
        best = min(
            fitting,
            key=lambda name: (_WHERE.index(name.mark) if name.mark in _WHERE else len(_WHERE), abs(name.first - toll.trigger)),
            default=None,
        )
        return best.place if best is not None else self.place

    # ---- what stands around

    def _when(self, whole: _Scene, at: int) -> LocalTime | None:
        near = min(whole.times, key=lambda time: abs(time.first - at), default=None)
        return near.local if near is not None else news_day(self.report.published)

    def _chain(self, whole: _Scene, at: int) -> tuple[Utterance, ...]:
        spoken = [one for one in whole.said if one.first <= at < one.last and one.source is not None]
        spoken.sort(key=lambda one: (one.first > 0, -one.cue.start))
        return tuple(one.source for one in spoken if one.source is not None)

    def _denied(self, whole: _Scene, made: Sequence[Statement]) -> Iterator[Statement]:
        """What the sentence denies of what the one before told: "the front rejected this claim"."""
        words, language = whole.scene.words, self.language
        denials = [one for one in whole.said if one.denies]
        if not denials or not (made or self.last) or not _points_back(language, words):
            return
        one = denials[0]
        before_it = [other for other in made if other.end <= words[one.cue.start].start and other.kind in CONTROL_KINDS]
        source = (one.source,) if one.source is not None else ()
        cue = self.report.text[words[one.cue.start].start : words[one.cue.stop - 1].end]
        for before in before_it or self.last:
            stance = Stance(Polarity.DENIED, before.stance.certainty, cue)
            yield replace(before, start=words[self._opening(one)].start, end=words[-1].end, stance=stance, chain=source, counts=())

    def _opening(self, one: Saying) -> int:
        """The first word of who denies and how: where the verb stands first, that verb."""
        return one.cue.start if self.language.verb_first else 0

    def _remember(self, whole: _Scene, made: Sequence[Statement]) -> None:
        control = [one for one in made if one.kind in CONTROL_KINDS and one.place is not None]
        told = tuple(dict.fromkeys(one.place for one in control or made if one.place is not None))
        self.places = told or self.places
        self.last = [one for one in control if one.stance.polarity is Polarity.AFFIRMED] or self.last
        placed = next((one.place for one in made if one.place is not None), None)
        here = next((name.place for name in whole.scene.names.places if name.place is not None and not name.province), None)
        self.place = placed or here or self.place
        self.parties += [name.party for name in whole.scene.names.parties if name.party is not None]
