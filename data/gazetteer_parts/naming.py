"""What a place is called in print: the name that English uses today, in Latin letters; all its other names stay names of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gazetteer_parts.names import bear, script_of
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

# Ukrainian letters to Latin ones, and what stands at the beginning of a word. Source: resolution 55 of the Cabinet of Ministers of
# Ukraine, 27 January 2010; letters of other languages as BGN/PCGN writes them.
LETTERS = dict(
    zip(
        "абвгґдежзиійклмнопрстуфхьєїцчшщюяыэёъўјљњћђџѓќѕ",
        "a b v h g d e zh z y i i k l m n o p r s t u f kh _ ie i ts ch sh shch iu ia y e io _ u j lj nj c d dz g k dz".split(),  # noqa: SIM905 - one line of two-letter values
        strict=True,
    )
)
FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
TYPE = re.compile(r"^(?:City of|Town of) | (?:City|Town|District|Township|Cercle|Province|Governorate|Region|State|Zone)$")


def latin(name: str) -> str:
    """A name in Cyrillic letters in Latin ones; other letters stay what they are."""
    words = re.split(r"(\W+)", re.sub(r"(?<=\w)['’ʼ](?=\w)", "", name))
    return "".join(_latin_word(word) for word in words)


def _latin_word(word: str) -> str:
    small = word.lower().replace("зг", "z~")
    written = "".join(FIRST.get(c, LETTERS.get(c, c)) if at == 0 else LETTERS.get(c, c) for at, c in enumerate(small))
    plain = written.replace("~", "gh").replace("_", "")
    return plain.capitalize() if word[:1].isupper() else plain


def display_name(entry: Entry, english: str | None, geonames: str | None) -> str:
    """The name to show.

    Args:
        entry: the place.
        english: the English name that Who's On First prefers; None without one.
        geonames: the name that GeoNames prefers; None without one.

    Returns:
        of two spellings of one name the English one; of two names that of GeoNames, which is kept up to date, where it is written in
        plain letters; else the English one; else its own in plain letters; else any name in Latin letters; else its own name romanised.
    """
    if english and script_of(english) != "LATIN":
        english = None
    english = TYPE.sub("", english) if english and fold(TYPE.sub("", english)) else english
    if english and geonames and (fold(english) == fold(geonames) or sound(english) == sound(geonames)):
        return english
    if geonames and geonames.isascii():
        return geonames
    plain = entry.name if entry.name.isascii() else None
    known = (name for name in (english, plain, geonames, entry.name, *(name for name, _ in entry.names)) if name)
    return next((name for name in known if script_of(name) == "LATIN"), None) or latin(entry.name)


def rename(entry: Entry, name: str) -> None:
    """Let a place be called so; what it was called stays one of its names."""
    if name != entry.name:
        entry.name = name
        bear(entry.names, name, Bearing.PREFERRED)


def latin_names(entries: Iterable[Entry]) -> None:
    """Let every place have a name in Latin letters: one of its names, else its own romanised."""
    for entry in entries:
        if script_of(entry.name) not in ("LATIN", None) or re.search(r"[\u0400-\u04FF]", entry.name):
            rename(entry, next((name for name, _ in entry.names if script_of(name) == "LATIN"), None) or latin(entry.name))
