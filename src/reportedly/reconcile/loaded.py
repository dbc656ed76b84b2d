"""A dictionary whose values are looked up elsewhere when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Loaded(dict[Key, Value]):
    """Values by key: those that were put in, and all others as `load` gives them."""

    def __init__(self, load: Callable[[Key], Value]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._load(key)
        return value
