"""Lists of people as sources write them: in any order, with initials, family name first or last, misspelt, in part."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

_PARTS = re.compile(r"[;&|/\n]|\b(?:and|with|by)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\bet\.? al\b\.?|\b(?:and )?others\b", re.IGNORECASE)
_TITLES = frozenset(
    ["jr", "sr", "dr", "prof", "professor", "mr", "mrs", "ms", "sir", "ed", "eds", "editor", "editors", "phd", "md", "ii", "iii", "iv"]
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONG_ENOUGH = 5  # letters that a name must have for a slip of one letter to leave it the same; shorter ones differ by less
PAIR = 2


class Person(NamedTuple):
    """A person as far as lists tell people apart.

    Attributes:
        family: last word of the family name, without accents, hyphens or capitals.
        given: the other names and what stands before the family name ("van der"), each so written, given names first; empty where none
            is said.
    """

    family: str
    given: tuple[str, ...]


def people_in(value: str) -> Mapping[Person, str]:
    """Read a list of people: "Lee, Jo; Ray, Al", "Jo Lee and Al Ray", "Jo Lee, Al Ray", "Lee, Jo, Ray, A."; give each with its words."""
    found: dict[Person, str] = {}
    for part in _PARTS.split(_ASIDE.sub(" ", value)):
        pieces = [(words, piece.strip(" .")) for piece in part.split(",") if (words := _words(piece))]
        for person, text in _people(pieces):
            found.setdefault(person, text)
    return found


def _words(piece: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", piece.lower()) if not unicodedata.combining(c))
    return [word for word in (re.sub("['’-]", "", word) for word in _WORD.findall(plain)) if word not in _TITLES]


def _people(pieces: Sequence[tuple[list[str], str]]) -> Iterator[tuple[Person, str]]:
    if len(pieces) % PAIR == 0 and any(len(words) == 1 for words, _ in pieces):
        # Commas part family names from given ones; where whole names stand on both sides of each, they part people.
        for (family, text), (given, more) in zip(pieces[::2], pieces[1::2], strict=True):
            yield Person(family[-1], (*given, *family[:-1])), f"{text}, {more}"
    else:
        for words, text in pieces:
            yield Person(words[-1], tuple(words[:-1])), text


def same_people(lists: Sequence[Iterable[Person]]) -> list[frozenset[Person]]:
    """Give each list as a set, in which one person has one form, that of most lists, however the lists write the name.

    Args:
        lists: what is said of one object. The order of lists and of people within them does not matter.
    """
    families = Counter(person.family for people in lists for person in people)
    whole = [frozenset(one for person in people for one in _parted(person, families)) for people in lists]
    counts = Counter(person for people in whole for person in people)
    apart = {pair for people in whole for pair in combinations(sorted(people), PAIR)}
    groups: list[list[Person]] = []  # the form first
    for person in sorted(counts, key=lambda person: (-counts[person], -len("".join(person.given)), person)):
        group = next(
            (group for group in groups if _alike(group[0], person) and not any(_pair(one, person) in apart for one in group)), None
        )
        if group is None:
            groups.append([person])
        else:
            group.append(person)
    form = {person: group[0] for group in groups for person in group}
    return [frozenset(form[person] for person in people) for people in whole]


def _pair(one: Person, other: Person) -> tuple[Person, Person]:
    return min(one, other), max(one, other)


def _parted(person: Person, families: Mapping[str, int]) -> tuple[Person, ...]:
    """Take "Lee, Ray" for two people where other lists have both as family names."""
    if len(person.given) == 1 and families[person.given[0]] and families[person.family] > 1:
        return Person(person.family, ()), Person(person.given[0], ())
    return (person,)


def _alike(one: Person, other: Person) -> bool:
    if _close(one.family, other.family):
        return not one.given or not other.given or one.given[0][0] == other.given[0][0]
    # "Lee Jo" for "Jo Lee"
    return bool(one.given and other.given) and {one.family, *one.given} == {other.family, *other.given}


def _close(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= LONG_ENOUGH and OSA.distance(one, other, score_cutoff=1) <= 1)
