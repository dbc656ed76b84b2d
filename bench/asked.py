"""Names to ask a gazetteer for, made from the gazetteer itself, each with the answer that would be right.

For each of the twelve countries names of units are drawn as they stand, misspelt, romanised otherwise and in other scripts (places.py),
and asked without more, with the country, with the level besides, and with the province. One name in ten is of a place that the gazetteer
is made to lack: half of these are names of the country whose only bearer is hidden, half are names of another country. Every answer to
them is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from places import COUNTRIES, Drawn, area_of, changed, drawn_as_it_stands, of_its_time

from reportedly.gazetteer import Area, Gazetteer, look_up
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.lookup import answer_features, found_places
from reportedly.gazetteer.pack import LEVELS, Bearing, Record

DEPTHS = 3  # country alone; level besides; province besides; before them, nothing at all
LACKING = 0.1  # share of names whose place the gazetteer does not have


@dataclass(frozen=True, slots=True)
class Without(Area):
    """An area from which a place is missing, and all that lies in it.

    Attributes:
        hidden: packed id of the place.
    """

    hidden: int = 0

    def holds(self, record: Record) -> bool:
        """Tell whether a place lies in the area, has a level asked for, and is not hidden."""
        return self.hidden != record.number and self.hidden not in record.units and Area.holds(self, record)


@dataclass(frozen=True, slots=True)
class Question:
    """A name to ask for.

    Attributes:
        country: ISO code of the country it is asked in.
        name: the name.
        kind: how it was made: `plain`, `edit`, `swap`, `script`, `hidden` or `foreign`.
        area: where to look.
        wanted: index of the place meant, in the last pack; None where every answer is wrong.
        drawn: index of the place that the name was drawn from.
    """

    country: str
    name: str
    kind: str
    area: Area
    wanted: int | None
    drawn: int


@dataclass(frozen=True, slots=True)
class Replied:
    """What became of a question.

    Attributes:
        question: the question.
        right: whether the first answer is the place meant or, where no level was asked for, one around or inside it.
        chance: the probability given; 0 for no answer.
        features: what it is made from; empty for no answer.
    """

    question: Question
    right: bool
    chance: float
    features: dict[str, float]


def questions(gazetteer: Gazetteer, dice: random.Random, each: int) -> Iterator[Question]:
    """Draw questions for all countries.

    Args:
        gazetteer: where names are drawn; its last pack alone.
        dice: what draws.
        each: units drawn for each country.
    """
    whole = {country: list(_drawn(gazetteer, country, dice, each)) for country in COUNTRIES}
    for country, drawn in whole.items():
        foreign = [one for other in COUNTRIES if other != country for one in whole[other]]
        few = round(len(drawn) * LACKING / (1 - LACKING) / 2)
        alone = [one for one in drawn if _borne_once(gazetteer, one)]
        for depth in range(-1, DEPTHS):
            area = area_of(gazetteer.packs[-1], country, depth) if depth >= 0 else _anywhere
            yield from (Question(country, name, kind, area(unit), unit, unit) for unit, _, name, kind, _ in drawn)
            for unit, level, name, _, _ in dice.choices(alone, k=few) if alone else ():
                yield Question(country, name, "hidden", _without(gazetteer, area(unit), unit, level), None, unit)
            for unit, level, name, _, _ in dice.choices(foreign, k=few) if depth >= 0 else ():
                levels = frozenset({level}) if depth else None
                yield Question(country, name, "foreign", Area(frozenset({country}), levels), None, unit)


def _anywhere(_: int) -> Area:
    return Area()


def _drawn(gazetteer: Gazetteer, country: str, dice: random.Random, each: int) -> Iterator[Drawn]:
    yield from drawn_as_it_stands(gazetteer, country, dice, each)
    yield from changed(gazetteer, country, dice, each)


def _without(gazetteer: Gazetteer, area: Area, unit: int, level: str) -> Without:
    within = area.within if level == "adm2" else None
    return Without(area.countries, area.levels, within, gazetteer.packs[-1].number(unit))


def _borne_once(gazetteer: Gazetteer, drawn: Drawn) -> bool:
    """Tell whether one unit of the country alone bears a name, so that nothing is right when it is hidden."""
    unit, _, name, _, _ = drawn
    country = gazetteer.packs[-1].record(unit).country
    keys = (("fold", fold(name)), ("sound", sound(name)))
    found = {(b.pack, b.index) for kind, key in keys for b in gazetteer.bearers(kind, key) if b.how is not Bearing.DEMONYM}
    records = (gazetteer.record_at(*at) for at in found)
    return sum(r.country == country and r.level < LEVELS.index("settlement") for r in records) <= 1


def ask(gazetteer: Gazetteer, question: Question) -> Replied:
    """Look a name up, in the units of a day on which the place drawn stood, and judge the first answer."""
    gazetteer = of_its_time(gazetteer, question.drawn)
    ranked = found_places(gazetteer, question.name, question.area)
    if not ranked:
        return Replied(question, question.wanted is None, 0.0, {})
    first = look_up(gazetteer, question.name, question.area)[0]
    right = False
    if question.wanted is not None:
        wanted = gazetteer.place_at(len(gazetteer.packs) - 1, question.wanted)
        nested = gazetteer.contains(wanted, first.place) or gazetteer.contains(first.place, wanted)
        right = first.place.id == wanted.id or (question.area.levels is None and nested)
    return Replied(question, right, first.chance, dict(answer_features(ranked, question.name, question.area)))
