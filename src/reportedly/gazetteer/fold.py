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
_LINKS = re.compile(r"\b(?:i|e|ye|yi|a|wa|va|aw|u|o|al|el|an|as|ash|ad|ar|at|az|ul|uz|us|ut|ud|ur)\b")
_UNITS = re.compile(
    r"\b(?:district|woluswali|wuleswali|wulaswali|wulêswali|wolaswali|uluswali|ulusvali|province|welayat|vilayat|wilayat)\b"
)
_UNIT_STEMS = ("district", "swali", "svali", "province", "layat")  # one of them is in each of the words above
_IZAFA = re.compile(r"(?<=[a-z]{2}[b-df-hj-np-tv-z])[ie] (?=\w)")
_VILLAGE = re.compile(r"\b(?:deh|dih|dey|de|dah)\b(?=.)")
# In this order; what is no pattern is replaced as it stands, which takes a tenth of the time.
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
_U_SOUNDS = re.compile("aw|au|ow|oa|ou|oo|w(?![aeiou])")
_I_SOUNDS = re.compile("ee|ey|ay|ai|ei|iy|ya(?=[b-df-hj-np-tv-z])|y|e")
_DOUBLE_CONSONANTS = re.compile(r"([b-df-hj-np-tv-z])\1+")
_DOUBLES = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """Write a name so that its romanisations are one word; empty where nothing is left.

    Args:
        name: a name as written or folded.
    """
    key = romanise(fold(name))
    key = _DOUBLE_CONSONANTS.sub(r"\1", key)
    if any(stem in key for stem in _UNIT_STEMS):
        key = _UNITS.sub(" ", key)
    if " " in key:
        key = _VILLAGE.sub("dih", _IZAFA.sub(" ", _LINKS.sub(" ", key))).replace(" ", "")
    if "c" in key:
        key = _SOFT_C.sub("k", key)
    for letters, letter in _SAME_SOUNDS:
        key = key.replace(letters, letter)
    key = _I_SOUNDS.sub("i", _U_SOUNDS.sub("u", key)).replace("w", "v").replace("o", "u")
    key = _DOUBLES.sub(r"\1", key)
    return key.rstrip("h") or key


_BONE_VOWELS = re.compile(r"(?<!^)[aiu]")
_BONE_CLASSES = str.maketrans({"g": "k", "x": "k", "z": "s", "b": "p", "d": "t", "v": "f", "c": "j", "h": None})


def bones(sounded: str) -> str:
    """Keep the consonants of a sound, those that romanisations mix up made one; a first vowel stays as `a`."""
    if not sounded:
        return ""
    first = "a" if sounded[0] in "aiu" else sounded[0]
    key = _BONE_VOWELS.sub("", first + sounded[1:]).translate(_BONE_CLASSES)
    return _DOUBLES.sub(r"\1", key)
