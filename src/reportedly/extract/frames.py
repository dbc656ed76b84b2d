"""Loads the frames of verbs and nouns: which words tell of which kind of claim, and who is who beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from reportedly.extract.lexicon import table
from reportedly.terms.claim import Kind


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb or a noun tells, and which slot each phrase beside it fills (see `frames.toml`).

    Attributes:
        kind: the kind of claim.
        subject: slot of the subject; empty for none.
        object: slot of the direct object; empty for none.
        preps: slot of the phrase after each preposition.
        owner: slot of a possessive or a modifier, for nouns.
        needs: what must be there for the frame to be meant.
        particles: words of which one must follow the verb; empty for no such need.
        nouns: heads of which one must be the object; empty for no such need.
        nouns_after: words of which one must follow somewhere in the clause.
        verbs_after: lemmas of which one must follow as an infinitive.
        heads: heads of which one must be the subject, whose own phrases and modifier then fill slots as well.
        mutual: whether two subjects do it to each other.
        adjunct: whether "in X" gives the place where no slot does.
    """

    kind: Kind
    subject: str = ""
    object: str = ""
    preps: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    needs: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    nouns_after: frozenset[str] = frozenset()
    verbs_after: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    mutual: bool = False
    adjunct: bool = False


def _words(entry: Mapping[str, object], key: str) -> frozenset[str]:
    return frozenset(str(entry.get(key, "")).split())


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _slots(value: object) -> dict[str, str]:
    return {str(word): str(slot) for word, slot in value.items()} if isinstance(value, dict) else {}


def _frame(entry: Mapping[str, object]) -> Frame:
    return Frame(
        kind=Kind(str(entry["kind"])), subject=str(entry.get("subject", "")), object=str(entry.get("object", "")),
        preps=_slots(entry.get("preps")), owner=str(entry.get("owner", "")), needs=frozenset(_texts(entry.get("needs"))),
        particles=_words(entry, "particle"), nouns=_words(entry, "noun"), nouns_after=_words(entry, "noun_after"),
        verbs_after=_words(entry, "noun_to"), heads=_words(entry, "heads") if "verbs" in entry else frozenset(),
        mutual=bool(entry.get("mutual", False)), adjunct=bool(entry.get("adjunct", False)),
    )  # fmt: skip


def _entries(section: str) -> Iterator[Mapping[str, object]]:
    entries = table("frames")[section]
    if isinstance(entries, list):
        yield from entries


def _by_word(section: str, key: str) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for entry in _entries(section):
        frame = _frame(entry)
        for word in _words(entry, key):
            found.setdefault(word, []).append(frame)
    return {word: tuple(frames) for word, frames in found.items()}


@cache
def verb_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Load the frames of each verb, narrowest first."""
    return _by_word("frame", "verbs")


@cache
def phrasal() -> Mapping[str, frozenset[str]]:
    """Load the particles that verbs take before their object: "over" of "hand", "off" of "fend"."""
    found: dict[str, frozenset[str]] = {}
    for verb, frames in verb_frames().items():
        found[verb] = frozenset().union(*(frame.particles for frame in frames if frame.object or frame.nouns))
    return found


@cache
def noun_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Load the frames of each noun."""
    return _by_word("noun", "heads")
