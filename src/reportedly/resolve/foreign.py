"""Names in Arabic and Cyrillic script read in their context, and weighed as names of places.

The features and their weights, natural log-odds, are few and set by hand (`weights` in `data/gazetteer/scripts.json`): what English news
teaches about names does not hold here. Which place a name means is ranked as for English (linking.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from reportedly.gazetteer.bearers import Bearer
from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.pack import LEVELS, Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.context import NEAR, Named
from reportedly.resolve.linking import ADM1, COUNTRY, LEAST_VOTE, SETTLEMENT, Linker, cell
from reportedly.resolve.scan import Hit
from reportedly.resolve.scripts import ARABIC, CYRILLIC, ScriptWords, nominatives, readings, script_of, script_weights, script_words

K = TypeVar("K")
Features: TypeAlias = "Iterator[tuple[str, float]]"
_LAST_WORD = re.compile(r"([^\W\d_][\w'’ʼ\u200c-]*)[\s«\"“]*\Z")
_NEXT_WORD = re.compile(r"\s+([^\W\d_][\w'’ʼ\u200c-]*)")
_LIST = re.compile(r"\s*(?:[,،؛/]\s*(?:و\s*)?|[,،]?\s*(?:и|і|й|та|или|або|او|أو|و)\s+|\s+و|\s+(?:в|у|под|під|на)\s+)\Z")
GENITIVE = "د"  # Pashto "of", which stands before what it belongs to
ARTICLE = "ال"
LARGE = 300_000  # people of a settlement that news of other countries name
MANY, LEAST_SHARE = 2.0, 0.1  # names of a report that say what it is about, and the part of them that speaks of a country
LEAST_LETTERS = 4  # of a name of one word in Arabic script that says something


def is_foreign(one: Named) -> bool:
    """Tell whether a name is written in a script that has rules of its own here."""
    return script_of(one.hit.text) is not None


def read_context(text: str, named: Sequence[Named], gazetteer: Gazetteer) -> None:
    """Read what stands around the names of these scripts into them: type words, lists, what contains what."""
    for one in named:
        script = script_of(one.hit.text)
        if script is None:
            continue
        _read_units(one, script_words(script), script)
        if script == CYRILLIC:
            one.hit = _with_type(one, gazetteer)
        if one.unit is None:
            one.hit = _countries_first(one.hit, gazetteer)
    for at in range(len(named) - 1):
        if is_foreign(named[at]) and is_foreign(named[at + 1]):
            _read_pair(text, named, at)


def _before(one: Named, script: str) -> tuple[str, ...]:
    """Ways to read the word before a name; empty where there is none."""
    before = one.before
    if script == ARABIC and before[-1:].isalpha():
        before = before.rstrip("وفبلكک")  # what is glued to the name
    found = _LAST_WORD.search(before)
    if not found:
        return ()
    if script == CYRILLIC:
        return (fold(found.group(1)),)
    return tuple(keys[0] for _, keys in readings(found.group(1)))


def _after(one: Named) -> str:
    found = _NEXT_WORD.match(one.after)
    return fold(found.group(1)) if found else ""


def _read_units(one: Named, words: ScriptWords, script: str) -> None:
    """Set the type word, before the name or behind it; one that may stand on either side counts behind it in Pashto alone, after "د"."""
    before, after = _before(one, script), _after(one)
    leads = next((key for key in before if key in words.units), None)
    follows = after in words.behind and (after not in words.units or GENITIVE in before)
    one.word = after if follows else leads
    one.unit = words.behind[after] if follows else words.units[leads] if leads else None


def _with_type(one: Named, gazetteer: Gazetteer) -> Hit:
    """The hit with the places that bear its words and the type word behind them as one name ("Донецкой области")."""
    kind = script_words(CYRILLIC).nominative.get(_after(one))
    if kind is None:
        return one.hit
    keys = [f"{form} {kind}" for form in nominatives(fold(one.hit.text))]
    found = [bearer for key in keys if gazetteer.knows(key) for bearer in gazetteer.bearers("fold", key)]
    units = _once(b for b in found if LEVELS[gazetteer.record_at(b.pack, b.index).level] in ("adm1", "adm2"))
    return replace(one.hit, bearers=units) if units else one.hit


def _countries_first(hit: Hit, gazetteer: Gazetteer) -> Hit:
    """The hit without villages that bear the name of a country."""
    countries = tuple(b for b in hit.bearers if gazetteer.record_at(b.pack, b.index).level == COUNTRY and b.how is not Bearing.DEMONYM)
    return replace(hit, bearers=countries) if countries else hit


def _once(bearers: Iterator[Bearer]) -> tuple[Bearer, ...]:
    return tuple({(bearer.pack, bearer.index): bearer for bearer in bearers}.values())


def _read_pair(text: str, named: Sequence[Named], at: int) -> None:
    """Read two neighbouring names: of a list, or a unit and the province around it."""
    this, then = named[at], named[at + 1]
    gap = text[this.hit.end : then.hit.start]
    if len(gap) > NEAR:
        return
    if _LIST.match(gap):
        then.listed = this.listed = this.listed or at + 1
        words = script_words(script_of(this.hit.text) or ARABIC)
        if then.unit is None and this.word in words.plural:
            then.unit, then.word = this.unit, this.word
    between = [fold(word) for word in gap.split()]
    if then.unit == "province" and this.unit != "province" and len(between) <= 1 + (this.unit is not None and between[:1] == [this.word]):
        this.inside, then.holds = at + 1, True
    elif between == ["په"]:  # Pashto: in Helmand's Lashkar Gah
        then.inside, this.holds = at, True


def _others(votes: Mapping[K, float], own: Mapping[K, float], key: K, whole: float) -> float:
    """Share of the weight that other names give, 0 to 1."""
    return max(0.0, votes.get(key, 0.0) - own.get(key, 0.0)) / whole if whole > LEAST_VOTE else 0.0


def features(linker: Linker, at: int) -> Features:
    """Evidence that words of these scripts name a place."""
    one, found = linker.named[at], linker.candidates[at]
    script = script_of(one.hit.text) or ARABIC
    words = script_words(script)
    yield f"{script}_base", 1.0
    if not found:
        yield "unknown", 1.0
        return
    best = found[0]
    level = LEVELS[best.record.level]
    yield from ((level, 1.0),) if best.record.level < SETTLEMENT else ()
    yield "settlement_size", math.log1p(best.record.population) * (best.record.level == SETTLEMENT)
    yield "unit", float(one.unit is not None)
    yield "locative", float(_is_located(one, words, script))
    yield "words", float(" " in one.hit.text)
    yield "stripped", float(script == ARABIC and one.before[-1:].isalpha())
    yield "common", float(_is_common(one, words, script))
    yield "person", float(_is_person(one, words, script) and not _is_within_next(linker, at))
    yield "listed", float(one.listed is not None)
    yield "short", float(script == ARABIC and len(one.hit.text) < LEAST_LETTERS)
    yield "alias", float(best.bearer.how not in (Bearing.PREFERRED, Bearing.ALIAS, Bearing.CURATED))
    yield from _report_features(linker, at)


def _report_features(linker: Linker, at: int) -> Features:
    """Evidence from what else the report names."""
    best, votes, own = linker.candidates[at][0].record, linker.votes, linker.own[linker.keys[at]]
    whole = votes.whole - own.whole
    share = _others(votes.countries, own.countries, best.country, whole)
    yield "country_share", share
    yield "elsewhere", float(best.level == SETTLEMENT and best.population < LARGE and whole > MANY and share < LEAST_SHARE)
    if best.level > ADM1:
        yield "near_share", _others(votes.cells, own.cells, cell(best), votes.whole_local - own.whole_local)


def _is_located(one: Named, words: ScriptWords, script: str) -> bool:
    """Tell whether a word stands before or behind the name that stands beside places."""
    if script == CYRILLIC and one.hit.left is not None:
        return fold(one.hit.left) in words.locative
    glued = script == ARABIC and one.before.endswith(("ب", "ل"))
    return glued or any(key in words.locative for key in _before(one, script)) or _after(one) in words.after


def _is_common(one: Named, words: ScriptWords, script: str) -> bool:
    key = fold(one.hit.text)
    if script == CYRILLIC:
        return any(form in words.common for form in nominatives(key))
    whole = ARTICLE + key[1:] if key.startswith("ل") and one.before[-1:].isalpha() else key
    return any(form in known for form in (key, whole) for known in (words.common, words.units, words.behind))


def _is_person(one: Named, words: ScriptWords, script: str) -> bool:
    """Tell whether a name stands beside a title or a capitalised word that is no place and no function word."""
    titled = any(key in words.titles for key in _before(one, script))
    if script == ARABIC:
        return titled
    left = one.hit.left is not None and fold(one.hit.left) not in words.stop
    right = one.hit.right is not None and fold(one.hit.right) not in words.stop
    return titled or left or right


def _is_within_next(linker: Linker, at: int) -> bool:
    """Tell whether the capitalised word behind a name is that of the unit around it ("Покровске Донецкой области")."""
    then = linker.named[at + 1] if at + 1 < len(linker.named) else None
    return then is not None and then.unit is not None and then.hit.start == linker.named[at].hit.end + 1


def foreign_odds(linker: Linker, odds: Sequence[float]) -> list[float]:
    """Log-odds of naming a place, with those of names in these scripts by their own evidence."""
    w = script_weights()
    return [
        sum(w[name] * value for name, value in features(linker, at)) if is_foreign(one) else own
        for at, (one, own) in enumerate(zip(linker.named, odds, strict=True))
    ]
