"""Makes the forms of words by rule: Arabic verbs, nouns with a possessive, duals; Persian verbs. All folded.

Sources: the paradigms of the school grammars (Wright for Arabic, Lazard for Persian), without forms that news do not use.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from reportedly.gazetteer.fold import fold


class Mood(Enum):
    """What the form of a word says of its truth."""

    TOLD = "told"
    OPEN = "open"  # subjunctive, future, imperative
    DENIED = "denied"
    NOUN = "noun"


ARTICLE = "ال"
_LONG = 4  # letters of a word from which its first two may be the article
_PAST_ENDINGS = ("", "ت", "وا", "ا", "تا", "ن")
_PRESENT_ENDINGS = ("", "ون", "وا", "ان", "ن")
_POSSESSIVES = ("ه", "ها", "هم", "هما", "نا")
_PERFECT = ("", "است", "اند", "بود", "بودند", "باشد", "شد", "شدند", "شده", "میشود", "ام", "ایم")
_PERSIAN_PAST = ("", "ند", "م", "یم", "ید")
_PERSIAN_PRESENT = ("د", "ند", "م", "یم", "ید")


def bare(key: str) -> str:
    """A folded word without its article."""
    return key[len(ARTICLE) :] if key.startswith(ARTICLE) and len(key) > _LONG else key


def arabic_past(stem: str) -> Iterator[str]:
    """The forms of a past tense by its masculine singular: with a final alif or ya the ending takes its place."""
    yield from (stem + ending for ending in _PAST_ENDINGS)
    if stem[-1] in "یا":
        yield from (stem[:-1] + ending for ending in ("ت", "وا", "تا"))


def arabic_present(stem: str) -> Iterator[str]:
    """The forms of a present tense by its masculine singular, which begins with ya."""
    for first in ("ی", "ت", "ن"):
        whole = first + stem[1:]
        yield from (whole + ending for ending in _PRESENT_ENDINGS)
        if whole[-1] == "ی":
            yield from (whole[:-1] + ending for ending in ("", "ون", "وا"))


def arabic_noun(stem: str) -> Iterator[str]:
    """A noun and the same with a possessive: "his control" is one word."""
    yield stem
    head = stem[:-1] + "ت" if stem.endswith("ه") else stem
    yield from (head + ending for ending in _POSSESSIVES)
    yield stem + "ا"


def arabic_dual(stem: str) -> Iterator[str]:
    """Two of a kind."""
    head = stem[:-1] + "ت" if stem.endswith("ه") else stem
    yield from (head + ending for ending in ("ان", "ین"))


def persian_forms(past: str, present: str) -> Iterator[tuple[str, Mood]]:
    """The forms of a Persian verb by its two stems, phrases for those of several words."""
    yield from ((past + ending, Mood.TOLD) for ending in _PERSIAN_PAST)
    yield from ((past + "ه" + ending, Mood.TOLD) for ending in ("اند", "است", "ام", ""))
    yield from (("می" + gap + past + ending, Mood.TOLD) for ending in _PERSIAN_PAST for gap in ("", " "))
    yield from (("می" + gap + present + ending, Mood.TOLD) for ending in _PERSIAN_PRESENT for gap in ("", " "))
    yield from (("ن" + past + ending, Mood.DENIED) for ending in (*_PERSIAN_PAST, "ه", "هاند", "هاست"))
    yield from (("نمی" + gap + present + ending, Mood.DENIED) for ending in _PERSIAN_PRESENT for gap in ("", " "))
    yield from ((first + present + ending, Mood.OPEN) for ending in _PERSIAN_PRESENT for first in ("", "ب", "ن"))
    yield from ((f"{will} {past}", Mood.OPEN) for will in ("خواهد", "خواهند", "نخواهد", "نخواهند"))
    yield past + "ن", Mood.NOUN


def keys(phrase: str, *, clitics: bool) -> tuple[str, ...]:
    """The folded words of a phrase, without articles where a language glues them on."""
    found = fold(phrase.replace("\u200c", "")).split()
    return tuple(bare(key) if clitics else key for key in found)
