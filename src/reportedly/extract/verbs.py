"""Verb forms: from any form to its lemma and the shapes that it can be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportedly.extract.lexicon import table, words

VOWELS = frozenset("aeiou")


class Form(NamedTuple):
    """A verb form.

    Attributes:
        lemma: the base form.
        shapes: letters for what it can be: `b` base, `z` third person, `d` past, `n` past participle, `g` -ing form.
    """

    lemma: str
    shapes: str


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _stem(lemma: str) -> str:
    """The base before -ing."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "y"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1]
    return lemma


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _regular(lemma: str) -> Iterator[tuple[str, str, str]]:
    """Yield form, lemma and shape for a verb without irregular forms."""
    yield lemma, lemma, "b"
    yield _third(lemma), lemma, "z"
    yield _past(lemma), lemma, "dn"
    yield _stem(lemma) + "ing", lemma, "g"


def _doubled(lemma: str) -> Iterator[tuple[str, str, str]]:
    yield lemma, lemma, "b"
    yield lemma + "s", lemma, "z"
    yield lemma + lemma[-1] + "ed", lemma, "dn"
    yield lemma + lemma[-1] + "ing", lemma, "g"


def _irregular(lines: str) -> Iterator[tuple[str, str, str]]:
    for line in lines.strip().splitlines():
        lemma, past, participle = line.split()
        yield lemma, lemma, "b"
        yield _third(lemma), lemma, "z"
        yield past, lemma, "d"
        yield participle, lemma, "n"
        double = lemma in _DOUBLING_IRREGULAR
        yield (lemma + lemma[-1] + "ing" if double else _stem(lemma) + "ing"), lemma, "g"


_DOUBLING_IRREGULAR = frozenset(
    {"get", "begin", "forget", "let", "put", "run", "set", "sit", "cut", "hit", "win", "overrun", "shed", "split", "kidnap"}
)


def _framed() -> Iterator[str]:
    for frame in _list(table("frames")["frame"]):
        for verb in str(frame["verbs"]).split():
            yield verb.split("_")[0]


def _list(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list):
        message = "lexicon frames: a list of tables is expected"
        raise TypeError(message)
    return value


def _all() -> Iterator[tuple[str, str, str]]:
    grammar = table("grammar")
    irregular = [*_irregular(str(grammar["irregular"])), *_irregular(str(grammar["framed"]))]
    yield from irregular
    known = {lemma for _, lemma, _ in irregular}
    for lemma in words("grammar", "doubling"):
        yield from _doubled(lemma)
    for lemma in (words("grammar", "verbs") | frozenset(_framed())) - known - words("grammar", "doubling"):
        yield from _regular(lemma)


@cache
def forms() -> dict[str, Form]:
    """Load every verb form of the lexicon; a form of two verbs is that of the irregular one."""
    found: dict[str, Form] = {}
    for form, lemma, shape in _all():
        known = found.get(form)
        if known is None:
            found[form] = Form(lemma, shape)
        elif known.lemma == lemma and shape not in known.shapes:
            found[form] = Form(lemma, known.shapes + shape)
    return found
