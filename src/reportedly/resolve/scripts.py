"""Names in Arabic script (Arabic, Persian, Pashto) and in Cyrillic script (Russian, Ukrainian) as running text writes them.

Arabic script has no capitals, and glues small words to the next one: every word may begin a name, as it stands or without what is glued
to it. Cyrillic script has capitals, and names have endings: each word is looked up in every form of which it may be an inflection.
The words around names are in `data/gazetteer/scripts.json`, in folded form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, product

from reportedly.gazetteer.fold import fold

ARABIC_WORD = re.compile("[\u0620-\u0669\u066e-\u06d3\u06d5\u06ee-\u06ff\u200c]*[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff]")
ARABIC, CYRILLIC = "arabic", "cyrillic"
SHORTEST = 3  # letters of a name; in Arabic script, shorter ones (Qom, Ibb) are words and parts of words far more often
JOINER = "\u200c"
# Arabic: and, so, by, to, like; with the article. "li" and the article melt into one.
_GLUED = ("و", "ف", "ب", "ل", "ک", "وب", "ول", "فب")
_ARTICLE = "ال"
# Letters of Pashto, as the names of other languages write them: the nearest first, then letters of the same sound.
_NEAR = str.maketrans({"ګ": "گ", "ې": "ی", "ۍ": "ی", "ڼ": "ن"})
_FAR = str.maketrans({"ګ": "گ", "ې": "ی", "ۍ": "ی", "ڼ": "ن", "ړ": "ر", "ډ": "د", "ټ": "ت", "ښ": "ش", "ځ": "ج", "څ": "س"})
MOST_FORMS = 64  # of a name of several words
SHORTEST_STEM = 2
# Endings of Russian and Ukrainian names in the oblique cases, folded, and the endings of the forms that they may come from.
# Source: the declensions of the school grammars; Ukrainian -ів alternates with -ов-, -їв with -єв-, к г х with ц з с.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *(("щин" + end, ("ська область",)) for end in ("а", "и", "і", "у", "ою")),
    *((vowel + "в" + end, ("ів",)) for vowel in "оє" for end in ("а", "і", "у", "ом", "ові", "е")),
    *((ending, ("е", "ое", "ии", "ыи")) for ending in ("ого", "ому")),
    *((ending, ("ів", "ов")) for ending in ("ового", "овому")),
    *((ending, ("ыи", "ии")) for ending in ("ым", "им")),
    *((ending, ("ая", "а")) for ending in ("ои", "ую", "ою", "іи", "оі")),
    *((ending, ("ка", "к")) for ending in ("ці",)),
    *((ending, ("га", "г")) for ending in ("зі",)),
    *((ending, ("ы", "и", "а", "о")) for ending in ("ах", "ам", "ами")),
    *((ending, ("", "о", "е")) for ending in ("ом",)),
    *((ending, ("", "ь", "е", "и")) for ending in ("ем",)),
    *((ending, ("", "ь")) for ending in ("ові", "еві")),
    ("ею", ("я", "а")),
    ("єю", ("я", "а")),
    ("еи", ("я", "а")),
    ("ью", ("ь",)),
    ("я", ("ь", "и", "е")),
    ("ю", ("ь", "я", "е", "и")),
    ("е", ("", "а", "о", "ь")),
    ("і", ("", "а", "ь", "я", "о")),
    ("и", ("а", "ь", "я")),
    ("ы", ("а",)),
    ("а", ("", "о", "е")),
    ("у", ("", "а", "о", "е")),
)


@dataclass(frozen=True, slots=True)
class ScriptWords:
    """Words around names of one script, folded.

    Attributes:
        units: type word to the kind of unit it names.
        behind: the same for type words behind a name.
        plural: type words that a list of names shares.
        locative: words before names of places.
        after: words after names of places.
        titles: words before names of people.
        stop: words that no name begins or ends with.
        nominative: inflected type word to the one that names of units bear.
        common: names that are everyday words or people's names as well.
    """

    units: Mapping[str, str]
    behind: Mapping[str, str]
    plural: frozenset[str]
    locative: frozenset[str]
    after: frozenset[str]
    titles: frozenset[str]
    stop: frozenset[str]
    nominative: Mapping[str, str]
    common: frozenset[str]


def _text(name: str) -> str:
    return resources.files("reportedly.data.gazetteer").joinpath(name).read_text(encoding="utf-8")


@cache
def script_words(script: str) -> ScriptWords:
    """The words of a script, `ARABIC` or `CYRILLIC`."""
    loaded: dict[str, dict[str, dict[str, str]]] = json.loads(_text("scripts.json"))
    raw = loaded[script]
    common = frozenset(line for line in _text("common_scripts.txt").splitlines() if not line.startswith("#")) | frozenset(raw["common"])
    sets = {kind: frozenset(raw.get(kind, ())) for kind in ("plural", "locative", "after", "titles", "stop")}
    return ScriptWords(units=raw["units"], behind=raw["behind"], nominative=raw.get("nominative", {}), common=common, **sets)


@cache
def script_weights() -> Mapping[str, float]:
    """Weights of the evidence for names in these scripts, natural log-odds."""
    loaded: dict[str, dict[str, float]] = json.loads(_text("scripts.json"))
    return loaded["weights"]


def script_of(word: str) -> str | None:
    """The script of a word's first letter; None for all others."""
    if "\u0400" <= word[:1] <= "\u052f":
        return CYRILLIC
    return ARABIC if "\u0620" <= word[:1] <= "\u06ff" else None


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """What a word of Arabic script may be: letters left out at its beginning, and the ways to write the rest as a key."""
    found = [(0, _spellings(word))]
    for glued in _GLUED:
        rest = fold(word[len(glued) :])
        if fold(word[: len(glued)]) == glued and len(rest) >= SHORTEST:
            found.append((len(glued), _spellings(word[len(glued) :])))
            if glued[-1] == "ل" and rest[0] == "ل":
                found.append((len(glued), (_ARTICLE + rest[1:],)))
    return tuple(found)


def _spellings(word: str) -> tuple[str, ...]:
    key = fold(word)
    apart = fold(word.replace(JOINER, " "))
    return tuple(dict.fromkeys((key, apart, key.translate(_NEAR), key.translate(_FAR))))


@lru_cache(maxsize=65536)
def nominatives(key: str) -> tuple[str, ...]:
    """Every folded name of which a folded name in Cyrillic script may be an inflection, itself first; not all of them are words."""
    each = [(word, *_forms(word)) for word in key.split(" ")]
    return tuple(dict.fromkeys(" ".join(words) for words in islice(product(*each), MOST_FORMS)))


def _forms(word: str) -> Iterator[str]:
    for ending, others in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield from (stem + other for other in others)
    if len(word) == SHORTEST and word[-1] in "аеуі":  # the Yar of Chasiv Yar
        yield word[:-1]
