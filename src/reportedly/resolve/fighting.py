"""Whether the words beside a name tell of fighting over it, and which country a nation's adjective puts it in ("the Syrian town of X")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reportedly.gazetteer.pack import Bearing
from reportedly.resolve.partyfile import demonyms
from reportedly.resolve.scan import Hit
from reportedly.resolve.words import WORDS

_ARMED = r"troops|forces|soldiers|fighters|militants|rebels|insurgents|gunmen|tanks|army"
_PART = (
    r"(?:(?:all|most|much|parts?|half|large\s+parts"
    r"|the\s+(?:\w+\s+){1,2}(?:part|side|half|districts|centre|center|outskirts|edge))\s+of\s+)?"
)
_TOWN = (
    r"(?:the\s+)?(?:(?:[a-z-]+\s+){0,3}?(?:town|city|village|capital|port|stronghold)(?:\s+of)?\s+)?"
    r"(?:(?:(?:(?:north|south)[- ]?)?(?:east|west)ern|northern|southern|central)\s+)?"
)
_TAKE = (
    r"(?:re)?captur(?:ed?|es|ing)|seiz(?:ed?|es|ing)|retak(?:en?|es|ing)|retook|overr[au]n|storm(?:ed|ing)|liberat(?:ed?|es|ing|ion\s+of)"
    r"|besieg(?:ed?|es|ing)|encircl(?:ed?|es|ing)|surround(?:ed|s|ing)?|shell(?:ed|s|ing)|bomb(?:ed|s|ing|ard(?:ed|ing|ment)\s+of)"
    r"|(?:in|full|complete|total|partial|taken?|took|takes|taking|lost|lose[sd]?|losing|regain(?:ed|ing)?)\s+control\s+(?:of|over)"
    r"|patrol(?:s|led|ling)?"
    r"|(?:fighting|fight|fights|fought|clash|clashes|clashed|battle|battles|battled|battling|offensive|assault|attacks?|raids?"
    r"|(?:air\s*)?strikes?|shelling)\s+(?:(?:is|are|was|were)\s+)?(?:(?:continue[sd]?|continuing|rag(?:es?|ed|ing)|erupted|breaks?\s+out|broke\s+out"
    r"|going\s+on|under\s+way|resumed|intensified|reported)\s+)?(?:in|around|near|for|inside|outside|against|on|of|over)"
    r"|(?:siege|fall|loss|defen[cs]e|control)\s+of"
    rf"|(?:{_ARMED})\s+(?:(?:had|have|has|are|were|now|completely|fully|again)\s+)*"
    r"(?:in|inside|near|around|outside|from|out\s+of|into|enter(?:ed|ing)?|left|hold|held|control(?:led)?|advanc(?:ed|ing)\s+on)"
    rf"|(?:withdr(?:ew|aw|awn|awing|awal)|retreat(?:ed|ing)?|pull(?:ed|ing)\s+out|driven|drove|expelled|ejected|push(?:ed|ing))\s+"
    rf"(?:[\w-]+\s+){{0,5}}?(?:from|out\s+of|of)"
)
_FOUGHT_BEFORE = re.compile(rf"\b(?:{_TAKE})\s+{_PART}{_TOWN}\Z")
# Behind the name or the adjective of a nation, these are its armed forces, or those that fight there.
_FORCES = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:army|armies|forces|troops|soldiers|military|navy|air force|marines|paratroopers|tanks"
    r"|defen[cs]e (?:ministry|minister)|ministry of defen[cs]e|general staff|rebels|militants|fighters|insurgents"
    r"|(?:drone|air|missile) strikes?)\b"
)
_DONE = (
    r"captured|retaken|recaptured|seized|overrun|liberated|besieged|encircled|surrounded|shelled|bombed|stormed|held\s+by"
    r"|(?:back\s+)?in\s+(?:\S+\s+){1,2}hands|under\s+(?:\S+\s+){0,4}(?:control|siege|attack|fire|bombardment|shelling)"
)
_FOUGHT_AFTER = re.compile(
    r"(?:\s+airport)?,?\s+(?:which\s+|that\s+)?(?:(?:they|it|he|rebels|troops|the\s+\w+)\s+)?"
    rf"(?:(?:is|are|was|were|has|have|had|been|being|remains?|remained|now|again|still|back|once|more|\w+ly)\s+)*(?:{_DONE})\b"
)
_FALLEN = re.compile(r"\s+(?:fell|falls|(?:has|have|had)\s+(?:now\s+)?fallen|changed\s+hands)\b")
_SOMETHING_OF = re.compile(r"\b(?:in|at|of|near|from|for|to|between|outside|on)\s+(?:the\s+)?\Z")  # "the price of bread in X fell"
_TOWN_LIKE = [word for word, kind in WORDS.units.items() if kind in ("city", "village")]
_TOWN_WORDS = "|".join(sorted([*_TOWN_LIKE, "port", "stronghold", "enclave", "outpost"], key=len, reverse=True))
_NATIONS_TOWN = re.compile(rf"(?P<owner>['’]s?)?\s+(?:[a-z-]+\s+){{0,3}}?(?:{_TOWN_WORDS})\s+(?:(?:of|called|named)\s+)?(?:the\s+)?\Z")


def is_fought(before: str, after: str) -> bool:
    """Tell whether the lower-case words around a name tell of fighting over it or of its changing hands."""
    if _FOUGHT_BEFORE.search(before) or _FOUGHT_AFTER.match(after):
        return True
    return bool(_FALLEN.match(after)) and not _SOMETHING_OF.search(before)


def speaks_of_forces(after: str) -> bool:
    """Tell whether what follows the name or the adjective of a nation makes armed forces of it."""
    return bool(_FORCES.match(after))


def is_nation(hit: Hit) -> bool:
    """Tell whether words are the adjective of a nation."""
    return hit.text.lower() in adjectives() or any(bearer.how is Bearing.DEMONYM for bearer in hit.bearers)


@cache
def adjectives() -> Mapping[str, str]:
    """Adjectives of nations, lower case, to their countries."""
    return {adjective: demonym.country for demonym in demonyms() for adjective in demonym.adjectives}


def nation_of_town(hit: Hit, gap: str) -> str | None:
    """How a name puts the one behind it: `nation` in "the Syrian town of X", `owner` in "Syria's town of X"; None for neither.

    Args:
        hit: the first name.
        gap: the words between the two.
    """
    match = _NATIONS_TOWN.match(gap)
    if match is None:
        return None
    if match["owner"]:
        return "owner"
    return "nation" if is_nation(hit) else None
