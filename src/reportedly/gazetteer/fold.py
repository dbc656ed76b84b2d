"""Keys of names: three ways of writing a name so that spellings of the same name meet.

    fold      case, accents, apostrophes, hyphens and the two Arabic and Persian ways to write k and y no longer matter
    sound     romanisations no longer matter: Pol-e Hesar, Pul-i-Hisar and Puli Hisar are one; other scripts are romanised first
    bones     only the consonants of the sound: Kishindih and Kushanda are one

Each is coarser than the one before: equal folds have equal sounds, equal sounds have equal bones.
The table of letters is `data/gazetteer/letters.json`; the rules follow what the press of 2021 and the romanisations of BGN/PCGN,
ALA-LC and UN do with Persian, Pashto and Arabic names.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Letters that no decomposition turns into a plain one.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "ħ": "h",
        "ŋ": "ng",
        "ß": "ss",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ی",
        "ے": "ی",
        "'": "",
        "’": "",
        "‘": "",
        "ʿ": "",
        "ʾ": "",
        "`": "",
        "´": "",
        "ʻ": "",
        "ʼ": "",
        "′": "",
        "ʹ": "",
        "\u200c": "",
        "ـ": "",
        "ء": "",
        "ً": "",
        "٬": "",
    }
)
_SEPARATORS = re.compile(r"[\W_]+")
_APOSTROPHES = str.maketrans("", "", "'`")


def fold(name: str) -> str:
    """Write a name without case, accents, apostrophes and hyphens; words are separated by one space."""
    if name.isascii():
        if name.replace(" ", "a").isalpha():
            return " ".join(name.lower().split())
        return _SEPARATORS.sub(" ", name.lower().translate(_APOSTROPHES)).strip()
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN)).translate(_PLAIN)
    return _SEPARATORS.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


@cache
def _letters() -> dict[int, str]:
    source = resources.files("reportedly.data.gazetteer").joinpath("letters.json")
    table: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))["letters"]
    return {ord(letter): roman for letter, roman in table.items()}


def romanise(name: str) -> str:
    """Write a folded name of Arabic or Cyrillic script in Latin letters, vowels as far as they are written."""
    return name if name.isascii() else name.translate(_letters())


# Words that link the parts of a name, or say what kind of place it is, and that spellings drop or add freely.
_AND_OF = ("i", "e", "ye", "yi", "a", "wa", "va", "aw", "u", "o")
_ARTICLES = ("al", "el", "an", "as", "ash", "ad", "ar", "at", "az", "ul", "uz", "us", "ut", "ud", "ur")
_DISTRICTS = ("district", "woluswali", "wuleswali", "wulaswali", "wolaswali", "uluswali", "ulusvali")
_UNITS = frozenset({*_DISTRICTS, "province", "welayat", "vilayat", "wilayat"})
_LEFT_OUT = _UNITS.union(_AND_OF, _ARTICLES)
_VILLAGES = frozenset({"deh", "dih", "dey", "de", "dah"})
_IZAFA = re.compile(r"(?<=[a-z]{2}[b-df-hj-np-tv-z])[ie] (?=\w)")
_VILLAGE = re.compile(r"\b(?:deh|dih|dey|de|dah)\b(?=.)")
# In this order. Each is tried only on keys that have letters for it, and what is no pattern is replaced as it stands: half of the time.
_SOFT_C = re.compile("ck|c(?=[aouktlr])")
_SAME_SOUNDS = (
    ("kh", "x"),
    ("gh", "g"),
    ("ph", "f"),
    ("dj", "j"),
    ("dzh", "j"),
    ("zh", "j"),
    ("tch", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("q", "k"),
)
_SAME_WITHOUT_H = tuple(pair for pair in _SAME_SOUNDS if "h" not in pair[0])
_U_SOUNDS = re.compile("aw|au|ow|oa|ou|oo|w(?![aeiou])")
_I_SOUNDS = re.compile("ee|ey|ay|ai|ei|iy|ya(?=[b-df-hj-np-tv-z])|y|e")
_DOUBLE_CONSONANT = re.compile(r"([b-df-hj-np-tv-z])\1")
_DOUBLE_CONSONANTS = re.compile(r"([b-df-hj-np-tv-z])\1+")
_DOUBLE = re.compile(r"(.)\1")
_DOUBLES = re.compile(r"(.)\1+")


def _joined(key: str) -> str:
    """A key of several words as one, without those that spellings leave out."""
    words = key.split(" ")
    if not _LEFT_OUT.isdisjoint(words):
        key = " ".join(" " if word in _LEFT_OUT else word for word in words)
    if "e " in key or "i " in key:
        key = _IZAFA.sub(" ", key)
    if not _VILLAGES.isdisjoint(key.split(" ")):
        key = _VILLAGE.sub("dih", key)
    return key.replace(" ", "")


def _vowels(key: str) -> str:
    """Write vowels as they sound: as i, u or a."""
    if "w" in key or "ou" in key or "oo" in key or "au" in key or "oa" in key:
        key = _U_SOUNDS.sub("u", key)
    if "ya" in key:
        key = _I_SOUNDS.sub("i", key)
    else:  # the same without looking back at what a y belongs to; what is left double is made one with all the rest
        key = key.replace("ay", "e").replace("ai", "e").replace("e", "i").replace("y", "i").replace("ii", "i")
    return key.replace("w", "v").replace("o", "u")


def sound_of_key(folded: str) -> str:
    """Write a folded name as `sound` does."""
    key = romanise(folded)
    if _DOUBLE_CONSONANT.search(key):  # replacing takes three times as long as searching
        key = _DOUBLE_CONSONANTS.sub(r"\1", key)
    if " " in key or key in _UNITS:
        key = _joined(key)
    if "c" in key:
        key = _SOFT_C.sub("k", key)
    for letters, letter in _SAME_SOUNDS if "h" in key else _SAME_WITHOUT_H:
        key = key.replace(letters, letter)
    key = _vowels(key)
    if _DOUBLE.search(key):
        key = _DOUBLES.sub(r"\1", key)
    return key.rstrip("h") or key


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """Write a name so that its romanisations are one word; empty where nothing is left.

    Args:
        name: a name as written or folded.
    """
    return sound_of_key(fold(name))


_BONE_VOWELS = re.compile(r"(?<!^)[aiu]")
_BONE_CLASSES = str.maketrans({"g": "k", "x": "k", "z": "s", "b": "p", "d": "t", "v": "f", "c": "j", "h": None})


def bones(sounded: str) -> str:
    """Keep the consonants of a sound, those that romanisations mix up made one; a first vowel stays as `a`."""
    if not sounded:
        return ""
    first = "a" if sounded[0] in "aiu" else sounded[0]
    key = _BONE_VOWELS.sub("", first + sounded[1:]).translate(_BONE_CLASSES)
    return _DOUBLES.sub(r"\1", key)
