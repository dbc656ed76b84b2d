"""Who is told how far long work has come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Watch(Protocol):
    """Looks on while work is done piece by piece, and changes nothing of it."""

    def __call__(self, work: Iterable[T], what: str, total: int, /) -> Iterable[T]:
        """Give the pieces of work as they are asked for.

        Args:
            work: the pieces.
            what: what is done, with what the pieces are called: "linking claims".
            total: about how many pieces there are.
        """


def unwatched(work: Iterable[T], _: str, __: int, /) -> Iterable[T]:
    """Give the pieces of work; nobody looks on."""
    return work
