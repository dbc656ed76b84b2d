"""What words mean, by hand: the prior of the tables that `fit.py` counts. SAYS where a word is true, MAY where it may be, SLIP elsewhere.

Columns are the phases of the tables of words (settled, fresh, contested, raid, relieved) and the part of the party that is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PHASES, PARTS = 5, 3
SETTLED, FRESH, CONTESTED, RAID, RELIEVED = range(PHASES)
HOLDER, OTHER, RAIDED = range(PARTS)
SAYS, MAY, SLIP = 1.0, 0.15, 0.003
Cells = tuple[tuple[int, int], ...]

ANY_FIGHT: Cells = tuple((CONTESTED, part) for part in (HOLDER, OTHER)) + tuple((RAID, part) for part in range(PARTS))
TRUE_OF: dict[str, tuple[Cells, Cells]] = {  # of what a word is true, and of what it may be
    "captured": (((FRESH, HOLDER), (RAID, HOLDER)), ((SETTLED, HOLDER),)),
    "recaptured": (((FRESH, HOLDER),), ((RAID, HOLDER), (RELIEVED, HOLDER), (SETTLED, HOLDER))),
    "holds": (((SETTLED, HOLDER), (FRESH, HOLDER), (RELIEVED, HOLDER)), ((RAID, HOLDER), (RAID, RAIDED), (CONTESTED, HOLDER))),
    "contested": (((CONTESTED, OTHER),), ((RAID, HOLDER), (CONTESTED, HOLDER), (SETTLED, OTHER), (RELIEVED, OTHER))),
    "besieged": (((CONTESTED, OTHER),), ((SETTLED, OTHER),)),
    "advancing": (((CONTESTED, OTHER), (SETTLED, OTHER)), ((FRESH, OTHER), (RELIEVED, OTHER), (RAID, HOLDER))),
    "repelled": (((RELIEVED, HOLDER),), ((SETTLED, HOLDER), (CONTESTED, HOLDER), (FRESH, HOLDER))),
    "withdrew": (((FRESH, OTHER), (RELIEVED, OTHER)), ((SETTLED, OTHER),)),
    "surrendered": (((FRESH, OTHER),), ((RELIEVED, OTHER), (SETTLED, OTHER))),
    "clash": (ANY_FIGHT, ((SETTLED, OTHER), (FRESH, OTHER), (FRESH, HOLDER), (RELIEVED, HOLDER), (RELIEVED, OTHER), (SETTLED, HOLDER))),
}
WEIGHT = {"holds": 2.0, "clash": 1.0, "captured": 1.0, "contested": 1.0}  # how often it is said where true, beside 0.5 for others
DENIED = 0.05  # how often something false is denied rather than left alone
# What a side says in its interest of itself (first) and of another; the rest is SLIP.
BOASTS = {"captured": 1.0, "holds": 1.0, "repelled": 0.7, "recaptured": 0.3, "advancing": 0.3, "clash": 0.2, "not withdrew": 0.02}
BLAMES = {"not captured": 0.5, "not recaptured": 0.1, "withdrew": 0.2, "clash": 0.2}


def truth(codes: Sequence[str]) -> Floats:
    """Give the meaning of words for bystanders, shape (codes, phases, parts); adds up to 1 in each phase."""
    table = np.stack([_meaning(code) for code in codes])
    return np.asarray(table / table.sum(axis=(0, 2), keepdims=True))


def candid(codes: Sequence[str]) -> Floats:
    """Give the same for who speaks for a side, shape (codes, 2, phases, parts): of that side, then of another, by the side's part."""
    said = np.stack([_meaning(code) for code in codes])
    other = np.empty_like(said)
    for phase in range(PHASES):
        other[:, phase, HOLDER] = said[:, phase, RAIDED if phase == RAID else OTHER]
        other[:, phase, OTHER] = other[:, phase, RAIDED] = said[:, phase, HOLDER]
    table = np.stack([said, other], axis=1)
    return np.asarray(table / table.sum(axis=(0, 1), keepdims=True))


def partisan(codes: Sequence[str]) -> Floats:
    """Give what a side says in its interest, shape (codes, 2, parts)."""
    table = np.array([[[words.get(code, SLIP)] * PARTS for words in (BOASTS, BLAMES)] for code in codes])
    return np.asarray(table / table.sum(axis=(0, 1), keepdims=True))


def noise(codes: Sequence[str]) -> Floats:
    """Give what is said by who follows nothing, shape (codes,)."""
    table = np.array([SLIP if code.startswith("not ") else WEIGHT.get(code, 0.5) for code in codes])
    return np.asarray(table / table.sum())


def _meaning(code: str) -> Floats:
    kind = code.removeprefix("not ")
    if kind == "lost":  # nobody is told to have lost a place in the sets; it mirrors "captured" (see `fit.mirrored`)
        return np.full((PHASES, PARTS), 1e-9)
    says, may = TRUE_OF[kind]
    table = np.full((PHASES, PARTS), SLIP)
    _put(table, may, MAY)
    _put(table, says, SAYS)
    table *= WEIGHT.get(kind, 0.5)
    return table if kind == code else np.maximum(SLIP, SAYS - table) * SLIP + DENIED * SLIP * (table < MAY * 0.5)


def _put(table: Floats, cells: Iterable[tuple[int, int]], value: float) -> None:
    for phase, part in cells:
        table[phase, part] = value
