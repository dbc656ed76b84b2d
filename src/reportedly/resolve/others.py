"""Which words are, beyond doubt, a name of something else than a place: an outlet, a team, a party, a man, a road, a price."""

from __future__ import annotations

import re

from reportedly.resolve.context import Named, is_adjective
from reportedly.resolve.fighting import adjectives
from reportedly.resolve.linking import COUNTRY, Linker
from reportedly.resolve.scan import is_code
from reportedly.resolve.words import WORDS

_ACCOUNT = re.compile(
    r"(?:['’]s)?(?:\s+(?:province|district|governorate|resistance|official|news))*"
    r"\s+(?:twitter|x|facebook|telegram|instagram|youtube|tiktok|social media)?\s*(?:accounts?\b(?!\s+for)|channels?\b|page\b)"
)
_NOUN_AFTER = re.compile(r"\s+(?!(?:and|or|is|was|has|had|in|on|at|to|from|by|after|before|said|says)\b)[a-z]{3,}")
_NUMBERED = re.compile(r"-\d")
# "US-led" says whose something is; "London-based" and "Kabul-born" say where.
_WHOSE_AFTER = re.compile(
    r"-(?:led|backed|run|funded|brokered|supplied|allied|linked|installed|dominated|sponsored|supported|trained|made|built|controlled"
    r"|appointed|aligned|mediated|mandated|owned|imposed|friendly|style)\b"
)
_SHIP = re.compile(
    r"\b(?:aircraft carrier|battleship|corvette|cruiser|destroyer|ferry|freighter|frigate|gunboat|minesweeper|ship|steamer|submarine|tanker"
    r"|trawler|vessel|warship|yacht)\s+(?:the\s+)?\Z"
)
_QAEDA_IN = re.compile(r"\bal[- ]qa[ei]da\s+in\s+(?:the\s+)?\Z")  # "… in the Arabian Peninsula" is its name
_BODY_AFTER = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,2}?(?:accords?|agreements?|conventions?|declaration|memorandum|pact|process|protocol|statute|treaty"
    r"|battalions?|brigades?|division|legion|militia|regiment|initiative|network|observatory|project)\b"
)
_ROLES = (
    "actor|actress|activist|adviser|advisor|analyst|architect|artist|author|baker|blogger|broker|bus driver|businessman|butcher|cameraman"
    "|carpenter|cleric|co-founder|commander|consultant|customer|defender|director|doctor|driver|economist|editor|electrician|engineer|ex-minister"
    "|expert|farmer|father-of-\\w+|fighter|film-maker|filmmaker|fisherman|footballer|founder|gunman|historian|housewife|inspector|journalist|labourer"
    "|laborer|lawmaker|lawyer|leader|lecturer|manager|mechanic|medic|merchant|midfielder|militant|mother-of-\\w+|musician|negotiator|neighbour|nurse"
    "|nutritionist|officer|painter|paramedic|photographer|pilot|player|poet|politician|priest|prisoner|professor|psychologist|recruit|refugee"
    "|researcher|resident|scholar|scientist|shepherd|shopkeeper|singer|smuggler|soldier|spokesman|spokesperson|spokeswoman|striker|student"
    "|surgeon|tailor|teacher|tenant|trader|trainer|translator|veteran|victim|vice-president|villager|volunteer|warlord|widow|winger|witness|worker|writer"
)
_ROLE_BEFORE = re.compile(rf"\b(?:{_ROLES})\s+(?:(?:[\w’'-]+|\w\.)\s+){{1,2}}\Z")


def is_other_name(linker: Linker, at: int) -> bool:
    """Tell whether words are, beyond doubt, a name or part of a name of something else."""
    one, key = linker.named[at], linker.keys[at]
    if key in WORDS.never or key in WORDS.titles or is_adjective(one.hit.text) or _WHOSE_AFTER.match(one.after):
        return True
    if _is_ship_or_body(one) or _is_press_or_team(one) or _is_code_of_thing(one) or _is_surname(one):
        return True
    if one.adjective or _ACCOUNT.match(one.after):
        return True
    if one.unit is None and key in adjectives() and (not one.hit.bearers or _NOUN_AFTER.match(one.after)):
        return True  # "a Somali singer", but "in the Somali region"
    if one.hit.right is not None and one.unit is None and all(word in WORDS.directions for word in key.split()):
        return True  # "South West England" is no South West
    found = linker.candidates[at]
    party = (one.hit.left or "").endswith("united")  # or a team ("United Russia")
    return party and bool(found) and found[0].record.level == COUNTRY


def _is_ship_or_body(one: Named) -> bool:
    """Tell whether a name is that of a ship, or the first of an agreement, an armed body or a group of people at work."""
    if _SHIP.search(one.before) or _QAEDA_IN.search(one.before):
        return True
    return one.hit.right is not None and one.unit is None and bool(_BODY_AFTER.match(one.after))


def _is_press_or_team(one: Named) -> bool:
    """Tell whether a name is that of a newspaper or a team, or part of it."""
    ends_team = one.hit.left is not None and (one.hit.text.lower() in WORDS.team or one.hit.left in WORDS.club)
    return ends_team or one.hit.right in WORDS.team or one.hit.right in WORDS.press


def _is_code_of_thing(one: Named) -> bool:
    """Tell whether an abbreviation belongs to a road, a price or a number: "US-24", "$US 15"."""
    return is_code(one.hit.text) and bool(_NUMBERED.match(one.after) or one.before.endswith("$"))


def _is_surname(one: Named) -> bool:
    """Tell whether what one does and a first name stand before the words ("engineer Nasir Wardak")."""
    left = one.hit.left
    if left is None or left in WORDS.english or left in WORDS.units or left in WORDS.directions:
        return False
    return bool(_ROLE_BEFORE.search(one.before))
