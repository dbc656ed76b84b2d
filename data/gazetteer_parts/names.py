"""Which names are worth keeping, and how their place bears them."""

from __future__ import annotations

import re
import unicodedata

from reportedly.gazetteer.pack import Bearing

SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "MYANMAR", "ETHIOPIC")
LONGEST = 80
CODE_LENGTH = 3  # airport and province codes
_TYPE_WORDS = re.compile(
    r"^(?:wilaya(?:t|h)?|gouvernorat|governorate|province|provincia|département|district|oblast|state|region|région|rayon|county"
    r"|departamento|department|"
    r"muḩāfaz̧at|muhafazat|velāyat-e|velayat-e|wilāyat-e|welāyat-e|wulêswālī|woluswali|ولایت|ولسوالی|محافظة|ولسوالۍ|shahr-e|city"
    r"|cidade|qaḑā|qada)\s+(?:of |de |du |d['’]|di |da )?"
    r"|\s+(?:wilaya(?:t|h)?|governorate|province|district|oblast|state|region|raion|rayon|county|parish|municipality|department"
    r"|prefecture|shi|sheng|city"
    r"|ولسوالۍ|ولایت|область|район|oblast’|провинция)$",
    re.IGNORECASE,
)


def script_of(name: str) -> str | None:
    """Name the one script of a name's letters, one of `SCRIPTS`; None for mixed and for other scripts."""
    found = {unicodedata.name(c, "?").split()[0] for c in name if c.isalpha()}
    found.discard("MODIFIER")
    return next(iter(found)) if len(found) == 1 and found <= set(SCRIPTS) else None


def worth_keeping(name: str) -> bool:
    """Refuse codes, machine transliterations (all lower case) and scripts that nobody here reads."""
    script = script_of(name)
    if script is None or len(name) > LONGEST:
        return False
    if script == "LATIN":
        return len(name) > 1 and not (name.isupper() and len(name) <= CODE_LENGTH) and name != name.lower()
    return len(name) > 1


def variants(name: str) -> list[tuple[str, bool]]:
    """The name, what stands inside and outside its brackets, and it without type words; with whether the type word was taken off."""
    pieces = [re.sub(r"\s*\(.*?\)", "", name), *re.findall(r"\((.*?)\)", name)] if "(" in name else [name]
    found = [(piece.strip(), False) for piece in pieces if piece.strip()]
    for piece, _ in tuple(found):
        short = _TYPE_WORDS.sub("", piece).strip()
        if short and short != piece:
            found.append((short, True))
    return found


def bear(names: list[tuple[str, Bearing]], name: str, how: Bearing) -> None:
    """Add a name and its variants to a list."""
    for variant, shortened in variants(name):
        names.append((variant, max(how, Bearing.SHORT) if shortened and how < Bearing.SHORT else how))
