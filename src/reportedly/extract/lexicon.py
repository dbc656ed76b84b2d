"""Loads the word tables of `data/lexicon`, once each and only when asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def table(name: str) -> Mapping[str, object]:
    """Load one table file.

    Args:
        name: its name without the ending.

    Returns:
        The parsed file; it is shared, so nobody may change it.
    """
    return tomllib.loads(resources.files("reportedly").joinpath("data", "lexicon", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Load one set of words: the value of `key`, a string of words between white space, `_` standing for a space inside a phrase.

    Raises:
        TypeError: the value is no string.
    """
    value = table(name)[key]
    if not isinstance(value, str):
        message = f"lexicon {name}: {key} is no string"
        raise TypeError(message)
    return frozenset(word.replace("_", " ") for word in value.split())
