"""Names are found in a text as they would be if each stretch of capitalised words were worked out where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gazetteer import Bearer, Gazetteer, open_default
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.pack import Bearing
from reportedly.resolve.capitals import bare, runs
from reportedly.resolve.scan import TYPE_WORDS, Hit, Scanner, is_code
from reportedly.resolve.scripts import CYRILLIC, nominatives, script_of, script_words
from reportedly.resolve.words import WORDS

TURKISH = re.compile("['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|y[aeıiuü])$")
TYPE_AFTER = re.compile(r"\s+(?:district|province|governorate|county|village|town)s?\b")
HELD_TOGETHER = re.compile("-(?:e|i|o|wa|va|ul|ye|al|as|ad|ar|an|az)-", re.IGNORECASE)

FRAGMENTS = (
    *(
        "Kabul",
        "Kandahar",
        "Pol-e",
        "Khomri",
        "Nad",
        "Ali",
        "Saint",
        "St.",
        "Louis",
        "U.N.",
        "U.N.'s",
        "Ga.",
        "Kabul's",
        "Kabul’s",
        "Bab",
        "A",
    ),
    *("al-Bab", "d'Ivoire", "Deir", "ez-Zor", "de la", "e", "i", "the", "The", "Khan", "Shaykhun", "Харків", "Kabul-Kandahar", "McDonald"),
    *(
        "district",
        "districts",
        "highway",
        "#Kabul",
        "@Kabul",
        "US$5",
        "-",
        "‘Ali",
        "'Kabul",
        "mid-July",
        "x#Y",
        "100",
        ".",
        ",",
        "(",
        "\n",
        "L'Aquila",
    ),
    *(
        "Nad",
        "Ali",
        "New",
        "York",
        "City",
        "Panjshir",
        "Province",
        "US",
        "U.S.",
        "Samara's",
        "İdlib'de",
        "Zürich",
        "Łódź",
        "Харькова",
        "province",
    ),
)
TEXTS = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from((" ", " ", " ", "", "-", "\n"))), max_size=12).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@dataclass(frozen=True)
class Word:
    """A capitalised word: where it begins and ends without its possessive s, and as it is written."""

    start: int
    end: int
    raw: str

    @property
    def text(self) -> str:
        return bare(self.raw)

    @property
    def is_owner(self) -> bool:
        return self.text != self.raw

    @property
    def stop(self) -> bool:
        lower = self.text.lower()
        return lower in WORDS.stop or lower in WORDS.bare or (script_of(lower) == CYRILLIC and fold(lower) in script_words(CYRILLIC).stop)


class Plain:
    """A scanner that remembers nothing: each run is worked out in the text that it stands in, each name looked up as it is written."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def hits(self, text: str) -> list[Hit]:
        return [hit for run in runs(text) for hit in self.in_run(text, [Word(at, at + len(bare(raw)), raw) for at, raw in run])]

    def bearers(self, name: str) -> list[Bearer]:
        if script_of(name) == CYRILLIC:
            found = [b for form in nominatives(fold(name)) for b in self.gazetteer.bearers("fold", form) if b.how is not Bearing.CODE]
            return list({(b.pack, b.index): b for b in reversed(found)}.values())[::-1]
        if found := self.gazetteer.bearers("fold", fold(name)):
            return [b for b in found if (b.how is Bearing.CODE) == is_code(name)]
        ending = TURKISH.search(name)
        return self.bearers(name[: ending.start()]) if ending else []

    def in_run(self, text: str, run: list[Word]) -> list[Hit]:
        if len(run) == 1:
            return [] if run[0].stop else self.unknown(text, run, 0, 1) if not self.bearers(run[0].text) else [self.hit(text, run, 0, 1)]
        pieces = list(self.pieces(text, run))
        whole = self.whole(text, run, known=all(known for _, _, known in pieces)) if len(pieces) > 1 else []
        if whole:
            return whole
        found: list[Hit] = []
        for known, group in groupby(pieces, key=lambda piece: piece[2]):
            parts = list(group)
            if known:
                found += [self.hit(text, run, first, after) for first, after, _ in parts]
            else:
                found += self.unknown(text, run, parts[0][0], parts[-1][1])
        return found

    def pieces(self, text: str, run: list[Word]) -> Iterator[tuple[int, int, bool]]:
        at = 0
        while at < len(run):
            ends = range(min(at + 6, len(run)), at, -1)
            spans = [end for end in ends if (end > at + 1 or not run[at].stop) and self.bearers(text[run[at].start : run[end - 1].end])]
            end = spans[0] if spans else at + 1
            if end > at + 1 and run[end - 1].text.lower() in TYPE_WORDS and self.bearers(text[run[at].start : run[end - 2].end]):
                end -= 1
            yield at, end, bool(spans)
            at = end

    def hit(self, text: str, run: list[Word], first: int, after: int) -> Hit:
        start, end = run[first].start, run[after - 1].end
        left = run[first - 1].text.lower() if first and not run[first - 1].is_owner else None
        right = run[after].text.lower() if after < len(run) and not run[after - 1].is_owner else None
        return Hit(start, end, text[start:end], tuple(self.bearers(text[start:end])), "exact", left, right)

    def whole(self, text: str, run: list[Word], *, known: bool) -> list[Hit]:
        run = trimmed(run)
        opens = [word.text.lower().endswith(("-e", "-i", "-ye", "-al", "-wa")) and word.text[-1].islower() for word in run]
        if len(run) < 2 and not any(opens):
            return []
        start, end = run[0].start, run[-1].end
        found = tuple(b for b in self.gazetteer.bearers("sound", sound(text[start:end])) if b.how not in (Bearing.DEMONYM, Bearing.CODE))
        if found:
            return [Hit(start, end, text[start:end], found, "sound")]
        is_one = any(opens[:-1]) or (not known and TYPE_AFTER.match(text, end))
        return [Hit(start, end, text[start:end])] if is_one else []

    def unknown(self, text: str, run: list[Word], first: int, after: int) -> list[Hit]:
        kept = trimmed(run[first:after])
        if not kept:
            return []
        parts = kept[0].text.split("-")
        if len(kept) == 1 and len(parts) > 1 and not HELD_TOGETHER.search(kept[0].text):
            at = [kept[0].start + len("-".join(parts[:n])) + (n > 0) for n in range(len(parts))]
            known = [(n, p) for n, p in zip(at, parts, strict=True) if p[:1].isupper() and p.lower() not in WORDS.stop and self.bearers(p)]
            if known:
                return [Hit(n, n + len(p), p, tuple(self.bearers(p))) for n, p in known]
        begin = run.index(kept[0])
        start, end = kept[0].start, kept[-1].end
        beside = self.hit(text, run, begin, begin + len(kept))
        return [Hit(start, end, text[start:end], (), "exact", beside.left, beside.right)]


def trimmed(run: list[Word]) -> list[Word]:
    while run and run[0].stop:
        run = run[1:]
    while run and run[-1].stop and not (len(run) > 1 and re.search("-(?:e|i|ye|al|wa)$", run[-2].text)):
        run = run[:-1]
    return run


@given(TEXTS)
def test_names_are_those_that_a_plain_scanner_finds(text: str) -> None:
    assert Scanner(open_default()).hits(text) == Plain(open_default()).hits(text)


@given(st.lists(TEXTS, max_size=4))
def test_texts_read_before_change_nothing(texts: list[str]) -> None:
    scanner, plain = Scanner(open_default()), Plain(open_default())
    assert [scanner.hits(text) for text in texts] == [plain.hits(text) for text in texts]


FOUND = [
    ("He left Kabul.", ["Kabul"]),
    ("Fighting in Pol-e Khomri went on.", ["Pol-e Khomri"]),
    ("The Kabul-Kandahar highway was cut.", ["Kabul", "Kandahar"]),
    ("Near al-Bab and Deir ez-Zor.", ["al-Bab", "Deir ez-Zor"]),
    ("Burka, Nahrin and Andarab districts fell.", ["Burka", "Nahrin", "Andarab"]),
    ("In #Kabul today.", ["Kabul"]),
    ("Kabul's Old City was quiet.", ["Kabul", "Old City"]),
    ("Atlanta, Ga. was calm.", ["Atlanta", "Ga."]),
    ("Abidjan, Côte d'Ivoire.", ["Abidjan", "Côte d'Ivoire"]),
    ("Laja Mangal district was lost.", ["Laja Mangal"]),
    ("U.N.'s Herat office.", ["Herat"]),
    ("In the Gulf of Aden.", ["Gulf of Aden"]),
    ("Old King's Lynn was calm.", ["King's Lynn"]),
    ("At Golden Ridge Plantation nobody spoke.", ["Golden Ridge Plantation"]),
    ("In Qwarz\nNew York City was calm.", ["New York City"]),
    ("Бої біля Часового Яру.", ["Часового Яру"]),
    ("New York'un valisi konuştu.", ["New York'un"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_are_found(text: str, names: list[str]) -> None:
    found = [hit.text for hit in Scanner(open_default()).hits(text)]
    assert [name for name in found if name in names] == names


@pytest.mark.parametrize("text", ["mid-Kabul", "@Kabul said", "x/Kabul", "US$5 was paid", "the kabul", "iKabul", "Kabul@example.org"])
def test_what_is_no_capitalised_word_of_its_own_is_not_found(text: str) -> None:
    assert "Kabul" not in [hit.text for hit in Scanner(open_default()).hits(text)]


def test_a_type_word_behind_an_unknown_name_counts_although_the_name_was_met_without_it() -> None:
    scanner = Scanner(open_default())
    apart = [hit.text for hit in scanner.hits("Qwarz Herat was there.")]
    assert [hit.text for hit in scanner.hits("Qwarz Herat district was there.")] == ["Qwarz Herat"] != apart
