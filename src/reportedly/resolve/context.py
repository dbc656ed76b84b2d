"""What the words around a name say of it: its type word, what contains it, how the place meant lies to the place named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.resolve.fighting import is_fought, is_nation, nation_of_town, speaks_of_forces
from reportedly.resolve.scan import Hit
from reportedly.resolve.words import WORDS

NEAR = 48  # characters to each side that are looked at
_UNIT = "|".join(sorted(WORDS.units, key=len, reverse=True))
_DIRECTION = "|".join(sorted(WORDS.directions, key=len, reverse=True))  # of words between two names
_UNIT_AFTER = re.compile(rf"['’]?s?\s+(?:administrative\s+|provincial\s+)?({_UNIT})\b", re.IGNORECASE)
_UNIT_BEFORE = re.compile(rf"\b({_UNIT})(?:\s+of|\s+von|\s+de|\s+called|\s+named|,)?\s+(?:the\s+)?\Z", re.IGNORECASE)
_UNIT_OF = re.compile(rf"\b({_UNIT})\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
_APPOSED = frozenset({"bezirk", "distrik", "provinz", "provinsi", "kota", "stadt", "capital", "oblast"})
_CAPITAL_OF = re.compile(r"\b(?:capitals?|centre|center)\s+(?:city\s+|cities\s+)?of\s+(?:the\s+)?\Z", re.IGNORECASE)
# "Singa, the capital of Sennar state": the capital has its own name, and the words name the state.
_APPOSED_CAPITAL = re.compile(r"[A-Z][\w’'-]*,\s+(?:the\s+|now\s+the\s+)?(?:[a-z]+\s+)?capital\s+(?:city\s+)?of\s+(?:the\s+)?\Z")
_WAY = r"(?:(?:(?:north|south)[- ]?(?:east|west)|north|south|east|west|cent(?:er|re)|upper|lower)(?:ern)?|central)"
_REGION = r"parts?|half|side|sector|areas?|districts?|quarters?|neighbou?rhoods?|reaches"
_FRINGE = r"outskirts|edges?|suburbs?|vicinity|gates|periphery|countryside|hinterland"
# Tried in this order: "in the north of X" lies in X, "20 km north of X" does not.
_RELATIONS = tuple(
    (name, re.compile(rf"\b(?:{pattern})\s+(?:the\s+)?(?:city of\s+|town of\s+)?\Z", re.IGNORECASE))
    for name, pattern in (
        ("outskirts", rf"(?:{_FRINGE})\s+of"),
        ("part", rf"(?P<way>{_WAY})\s+(?:{_REGION})\s+of|(?:in|into|across|throughout|from)\s+the\s+(?P<within>{_WAY})\s+of"),
        ("off", rf"(?P<way>{_WAY})\s+of"),
        ("road", r"(?:roads?|highways?|routes?|motorways?)\s+(?:to|from|into|between|linking|connecting|towards?)"),
        ("border", r"(?:borders?|frontier)\s+(?:with|of|to)"),
        ("near", r"near|nearby|close to|clos(?:e[sd]?|ing) in on|around|outside|just outside|(?:km|kilomet(?:er|re)s|miles)\s+(?:from|of)"),
        ("between", r"(?:midway|halfway)?\s*between"),
        ("part", rf"(?P<way>{_WAY})"),
    )
)
TOWN_RELATIONS = ("road", "outskirts")
# What stands before a name is searched for these patterns only where its last word, but for "the", is one that they end with.
_ENDS_RELATION = (  # or a distance
    *(
        "of",
        "to",
        "from",
        "into",
        "between",
        "linking",
        "connecting",
        "toward",
        "towards",
        "with",
        "near",
        "nearby",
        "on",
        "around",
        "outside",
    ),
    *("north", "south", "east", "west", "center", "centre", "upper", "lower", "ern", "central"),
)
_ENDS_SOME_UNIT = ("of", "in", "from", "across", "within")
_ENDS_UNIT = ("of", "von", "de", "called", "named", *{word.split()[-1] for word in WORDS.units})
_DISTANCE = re.compile(
    r"\d\s*-?(?:kms?|kilomet(?:er|re)s?|miles?)(?:\s+\([^)]*\))?"
    rf"\s+(?:(?:to\s+the\s+)?{_WAY}\s+of|from|outside)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FRINGE_AFTER = re.compile(rf"(?:['’]s?)?\s+(?:(?:{_WAY})\s+)?(?:{_FRINGE})\b(?!\s+of)", re.IGNORECASE)
_SECOND_END = re.compile(r"\s+(?:and|to|with)\s+(?:the\s+)?\Z")
_AND = r"(?:,\s*(?:and|or|&|plus)?|/|and|or|&|dan|und|y|et|sowie|as well as|;)"
_LIST = re.compile(rf"\s*(?:\([^()]{{1,24}}\))?\s*{_AND}\s+(?:the\s+|in\s+|from\s+)?\Z", re.IGNORECASE)
_INSIDE = re.compile(
    rf"(?:['’]s)?\s*(?:({_UNIT})s?)?\s*,?\s*(?:\(|in|of|von|in der|di)\s+(?:the\s+|der\s+)?"
    rf"(?:(?:{_DIRECTION}|neighbouring|neighboring)\s+)*(?:({_UNIT})\s+(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
_COMMA = re.compile(rf"(?:\s+({_UNIT}))?\s*,\s+(?:(?:{_DIRECTION})\s+)?\Z", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?\s+(?:(?:[a-z-]+)\s+){0,2}\Z")
_PLURAL = frozenset(word for word in WORDS.units if word.endswith("s") and word not in ("headquarters", "metropolis"))
# Acts that are done to a town, or in one, rather than to the unit around it that bears its name.
_TAKEN = (
    r"captur(?:ed?|es|ing)|seiz(?:ed?|es|ing)|took|takes?|taken|taking|retook|retak(?:en?|es|ing)|recaptur(?:ed?|es|ing)|overr[au]n"
    r"|enter(?:ed|s|ing)?|storm(?:ed|ing)"
    r"|reach(?:ed|es|ing)?|left|abandon(?:ed|ing)|fl(?:ee|ed|eeing)(?:\s+from)?|escap(?:ed?|ing)\s+from|evacuat(?:ed?|ing)"
    r"|(?:withdr(?:ew|aw|awn|awing|awal)|retreat(?:ed|ing)?|pull(?:ed|ing)\s+(?:back|out))\s+(?:from|of)"
    r"|(?:advanc(?:ed?|es|ing)|march(?:ed|ing)?)\s+(?:on|towards?|into)|besieg(?:ed?|es|ing)|encircl(?:ed?|ing)|surround(?:ed|ing)?"
    r"|leaves?|leaving|(?:fl(?:ew|own|y|ies|ying)|drove|driven|driv(?:es?|ing)|travel(?:s|led|ling|ed|ing)?|taken|brought|return(?:s|ed|ing)?)\s+to"
    r"|liberat(?:ed?|ing|ion\s+of)|(?:siege|mayor|streets?|gates?)\s+of"
    r"|(?:roads?|highways?|routes?)\s+(?:to|from|into)|attack(?:ed|ing)|raid(?:ed|ing)|pound(?:ed|ing)|shell(?:ed|ing)"
    r"|(?:bakery|barracks|bus station|cinema|clinic|courthouse|embassy|police station|restaurant|school|shop|square|tea ?house)s?\s+in"
    r"|(?:mosque|hotel|airport|airfield|prison|bazaar|market|stadium|university|hospital|train station|city (?:centre|center))s?\s+in"
    r"|(?:battles?|fights?|fighting)\s+for|fell to|fall of|inside|into|capitals?\s[^.]*"
)
_TAKEN_BEFORE = re.compile(rf"\b(?:{_TAKEN})\s*:?\s*(?:the\s+|(?:full |complete |total )?control of\s+)?\Z", re.IGNORECASE)
_CHANGED = (
    r"captured|taken|retaken|recaptured|seized|overrun|liberated|besieged|encircled|surrounded|evacuated|abandoned|in\s+(?:\S+\s+){1,2}hands"
    r"|under\s+(?:\S+\s+){0,3}(?:control|siege|attack)"
)
_TAKEN_AFTER = re.compile(
    r"(?:(?:['’]s)?\s+(?:(?:\w+\s+)?airport|airfield|air ?base|garrison|mayor|prison|city|bazaar)"
    r"|\s+(?:fell|falls|(?:has|have|had)\s+(?:now\s+)?(?:fallen|collapsed)|collapsed|changed hands)"
    r"|(?:,?\s+(?:which|that))?\s+(?:is|was|has been|had been|remains?|remained)\s+"
    rf"(?:(?:now|again|still|once more|back|\w+ly)\s+)*(?:{_CHANGED}))\b"
)
# "one district of Baghlan" is in Baghlan; "the districts of Burka and Nahrin" are these.
_SOME_UNIT = re.compile(
    r"(?<!the )\b(?:an?|one|another|each|every|any|no|some|several|many|most|half|few|all|both|other"
    r"|two|three|four|five|six|seven|eight|nine|ten|\d+)(?:\s+of\s+the)?(?:\s+[a-z-]+){0,2}?"
    r"\s+(?:districts?|counties|county|raions?|communes?)\s+(?:of|in|from|across|within)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_LISTED_AFTER = re.compile(r"\s*,\s+[A-Z]|\s+(?:and|or)\s+[A-Z]")
_ADJECTIVE = re.compile(r"-(?:held|led|run|born|built|made|wide|[a-z]+ed)\Z")
_DATELINE = re.compile(r"(?:\s*,\s*[^\n]{0,30})?\s*(?:\([A-Za-z][^)\n]{1,30}\)\s*)?(?:—|–|--|-|\x97|\u2014)\s")
_ROAD = re.compile(r"\s*[-–—]\s*(?:(?:al|el|as|ash|ad|ar|at|az)[ -])?\Z", re.IGNORECASE)


@dataclass(slots=True)
class Named:
    """A hit and what its context says.

    Attributes:
        hit: the words and the places that bear the name.
        unit: kind of unit that its type word names; None if none stands beside it.
        word: that type word as written, lower case, singular; None as above.
        inside: position of the name that contains it, as the text says with "in", "of" or a possessive; None if none.
        beside: position of the name after a comma, which may contain it; None if none.
        relation: how the place meant lies to the place named; None for plain.
        before: lower-case words before it.
        after: lower-case words after it.
        listed: number of the list of names that it stands in; None outside lists.
        holds: whether another name is said to lie in it.
        capital_of: whether the text speaks of its capital.
        taken: whether the words beside it tell of a town changing hands, or list capitals.
        fought: whether they tell of fighting over it.
        nation: position of the adjective of a nation that it is a town of; None if none.
        adjective: whether it is such an adjective: of a town or of armed forces ("Somali troops", but "Somali region").
    """

    hit: Hit
    unit: str | None = None
    word: str | None = None
    inside: int | None = None
    beside: int | None = None
    relation: str | None = None
    before: str = ""
    after: str = ""
    listed: int | None = None
    holds: bool = False
    capital_of: bool = False
    taken: bool = False
    fought: bool = False
    nation: int | None = None
    adjective: bool = False


def is_adjective(words: str) -> bool:
    """Tell whether words only say whose or what like something is: "Yazidi-dominated", "Army-held"."""
    return bool(_ADJECTIVE.search(words))


def is_dateline(hit: Hit, after: str) -> bool:
    """Tell whether words are the town from which a report is sent: in capitals, and a dash behind it."""
    return hit.text.isupper() and bool(_DATELINE.match(after))


def describe(text: str, hits: Sequence[Hit]) -> list[Named]:
    """Read the context of every hit."""
    named = [_alone(text, hit) for hit in hits]
    for at in range(len(named) - 1):
        _pair(text, named, at)
    _spread(text, named)
    for one in named:
        if one.capital_of and one.unit in (None, "province"):
            one.word = one.unit = None  # "the capital of Kunduz province" is the town of that name, if there is one
            one.taken = True
    return named


def _last_word(before: str) -> str:
    """The last word of lower-case text that ends in a space, or the one before "the"; empty where it ends in none."""
    words = before.rsplit(None, 2) if before[-1:].isspace() else []
    return words[-2] if words[-1:] == ["the"] and len(words) > 1 else words[-1] if words else ""


def _alone(text: str, hit: Hit) -> Named:
    before, after = text[max(0, hit.start - NEAR) : hit.start], text[hit.end : hit.end + NEAR]
    named = Named(hit, before=before.lower(), after=after.lower())
    last = _last_word(named.before)
    follows = _UNIT_AFTER.match(after)
    if follows:
        named.word = follows.group(1).lower()
    elif last.removesuffix(",").endswith(_ENDS_UNIT):
        _unit_before(named, before, listed=bool(_LISTED_AFTER.match(after)))
    if last.endswith(_ENDS_SOME_UNIT) and _SOME_UNIT.search(before) and not _LISTED_AFTER.match(after):
        named.holds, named.word = True, named.word if follows else None
    named.capital_of = last.endswith("of") and bool(_CAPITAL_OF.search(before)) and not _APPOSED_CAPITAL.search(before)
    if named.word:
        named.unit = WORDS.units[named.word]
    named.taken = bool(_TAKEN_BEFORE.search(before) or _TAKEN_AFTER.match(after))
    named.fought = is_fought(named.before, named.after)
    named.adjective = is_nation(hit) and speaks_of_forces(named.after)
    related = _relation(before) if last.endswith(_ENDS_RELATION) else None
    named.relation = related or ("outskirts" if _FRINGE_AFTER.match(after) else None)
    distant = last.endswith(_ENDS_RELATION) and _DISTANCE.search(before)
    named.taken = named.taken or named.relation in TOWN_RELATIONS or bool(distant) or is_dateline(hit, named.after)
    return named


def _unit_before(named: Named, before: str, *, listed: bool) -> None:
    """Take the type word before a name; a plural that is not one of districts or towns only before a list ("the states of A and B")."""
    leads = _UNIT_BEFORE.search(before)
    if not leads:
        return
    word = leads.group(1).lower()
    if _UNIT_OF.search(before):
        alone = _PLURAL - {"districts", "provinces", "cities", "towns", "villages"}
        named.word = None if word == "capital" or (word in alone and not listed) else word
    elif word in _APPOSED:
        named.word = word


def _relation(before: str) -> str | None:
    """How the place meant lies to the place named, by the words before it; None for plain."""
    for name, pattern in _RELATIONS:
        match = pattern.search(before)
        if match:
            way = next((found for found in match.groupdict().values() if found), "")
            bare = re.sub(r"[- ]", "", way.lower()).removesuffix("ern")
            return f"{bare} of" if name == "off" else bare if name == "part" else name
    return None


def _pair(text: str, named: list[Named], at: int) -> None:
    this, then = named[at], named[at + 1]
    if then.hit.start - this.hit.end > NEAR:
        return
    gap = text[this.hit.end : then.hit.start]
    _mark_road(text, this, then)
    if this.relation in ("road", "between") and then.relation is None and _SECOND_END.match(gap):
        then.relation, then.taken = this.relation, then.taken or this.taken
    inside = _INSIDE.match(gap)
    if is_adjective(this.hit.text) or _is_nations(this, then, gap, at):
        return
    if inside:
        quarter = this.unit == "part"  # quarters lie in towns
        this.inside, then.holds, then.taken = at + 1, not quarter and not _is_word(this), then.taken or quarter
        if inside.group(1) and not inside.group(2) and not _UNIT_AFTER.match(then.after):
            then.unit = then.word = None  # in "Burka district of Baghlan" the type word is Burka's
    elif _OWNER.match(gap):
        then.inside, this.holds = at, True
    elif _COMMA.match(gap):
        _pair_by_comma(this, then, at)


def _is_word(one: Named) -> bool:
    """Tell whether what begins a sentence is an English word rather than a name ("Rescuers in Kharkiv")."""
    word = one.hit.text.lower()
    return word in WORDS.english and (not one.hit.bearers or word in WORDS.common)


def _is_nations(this: Named, then: Named, gap: str, at: int) -> bool:
    """Tell whether the second name is a town of the nation that the first one names, and mark it so."""
    how = nation_of_town(this.hit, gap)
    if how == "nation":
        then.nation, this.unit, this.word, this.adjective = at, None, None, True
    elif how == "owner":
        then.inside, this.holds = at, True
    return how is not None


def _pair_by_comma(this: Named, then: Named, at: int) -> None:
    """A province after a district's comma contains it; any other name after a comma may."""
    if this.unit is not None and then.unit == "province" and this.unit != "province":
        this.inside, then.holds = at + 1, True
    else:
        this.beside = at + 1


def _spread(text: str, named: list[Named]) -> None:
    """Let the items of a list share the type word and the container that stand at its end or its head."""
    lists = 0
    for at in range(len(named) - 2, -1, -1):
        this, then = named[at], named[at + 1]
        gap = text[this.hit.end : then.hit.start]
        if len(gap) <= NEAR and this.inside != at + 1 and _LIST.match(gap):
            lists += then.listed is None
            this.listed = then.listed = then.listed or lists
            _take_from_next(this, then, at)
    for at in range(1, len(named)):
        if named[at].listed is not None and named[at].listed == named[at - 1].listed:
            _take_from_last(named[at], named[at - 1], at)


def _take_from_next(this: Named, then: Named, at: int) -> None:
    """What stands after the last item holds for those before it: "A and B districts", "A and B in C"."""
    this.taken = this.taken or then.taken
    if this.holds or (this.inside is not None and then.inside is not None):
        return
    if this.inside is None and then.inside is not None and then.inside > at + 1:
        this.inside = then.inside
    if this.unit is None and then.word in _PLURAL:
        this.unit, this.word = then.unit, then.word


def _take_from_last(this: Named, last: Named, at: int) -> None:
    """What stands before the first item holds for those after it: "the districts of A and B", "C's A and B"."""
    this.taken = this.taken or last.taken
    this.capital_of = this.capital_of or last.capital_of
    if this.inside is None and last.inside is not None and last.inside < at - 1:
        this.inside = last.inside
    if this.unit is None and last.word in _PLURAL and not _UNIT_AFTER.match(last.after):
        this.unit, this.word = last.unit, last.word


def _mark_road(text: str, this: Named, then: Named) -> None:
    """Mark two names that are the ends of a road ("Kabul-Kandahar highway")."""
    gap = text[this.hit.end : then.hit.start]
    after = text[then.hit.end : then.hit.end + NEAR].lower().lstrip(" -")
    if _ROAD.match(gap) and after.startswith(("highway", "road", "route", "motorway")):
        this.relation = then.relation = "road"
        this.taken = then.taken = True
