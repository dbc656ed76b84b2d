"""Places as bearers of names, and sets of keys of names."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from reportedly.gazetteer.pack import Bearing


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place that bears a name.

    Attributes:
        pack: number of its pack.
        index: its index there.
        how: how it bears the name.
    """

    pack: int
    index: int
    how: Bearing


class Bearers(Sequence[Bearer]):
    """Places that bear a folded name, at least one; read from the packs when first looked at, as most who find a name ask no more."""

    __slots__ = ("_find", "_found", "_key")

    def __init__(self, find: Callable[[str, str], list[Bearer]], key: str) -> None:
        """Those that bear a key otherwise than as an abbreviation; `find` finds bearers by kind of key and key."""
        self._find, self._key = find, key
        self._found: tuple[Bearer, ...] = ()

    def _all(self) -> tuple[Bearer, ...]:
        if not self._found:
            self._found = without_codes(self._find("fold", self._key))
        return self._found

    @overload
    def __getitem__(self, at: int) -> Bearer: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Bearer, ...]: ...
    def __getitem__(self, at: int | slice) -> Bearer | tuple[Bearer, ...]:
        """One of them, or some."""
        return self._all()[at]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all())

    def __iter__(self) -> Iterator[Bearer]:
        """Each in turn, likeliest first."""
        return iter(self._all())

    def __bool__(self) -> bool:
        """Tell whether there are any, which is known without a look at them."""
        return True

    def __eq__(self, other: object) -> bool:
        """Tell whether something holds the same places in the same order."""
        return self._all() == (other._all() if isinstance(other, Bearers) else other)

    def __hash__(self) -> int:
        """The hash of the places as a tuple."""
        return hash(self._all())


def without_codes(found: Sequence[Bearer]) -> tuple[Bearer, ...]:
    """Leave out places that bear a name as an abbreviation."""
    return tuple([one for one in found if one.how is not Bearing.CODE])


@dataclass(frozen=True, slots=True)
class Keys(Container[str]):
    """Several sets of keys as one."""

    sets: tuple[Container[str], ...]

    def __contains__(self, key: object) -> bool:
        """Tell whether any of them holds a key."""
        return any(key in one for one in self.sets)
