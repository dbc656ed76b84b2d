"""Reads numbers written in words or digits."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


@cache
def _tables() -> dict[str, dict[str, int]]:
    return tomllib.loads((files("reportedly") / "data" / "lexicon" / "numbers.toml").read_text(encoding="utf-8"))


@cache
def simple_numbers() -> dict[str, int]:
    """Give the value of every number word that stands alone: `three` 3, `forty` 40, `forty-two` 42; without `hundred` and larger."""
    tables = _tables()
    whole = tables["ones"] | tables["tens"]
    digits = {word: value for word, value in tables["ones"].items() if 1 <= value <= 9}  # noqa: PLR2004  the words for one digit
    compound = {f"{tens}-{one}": high + low for tens, high in tables["tens"].items() for one, low in digits.items()}
    return whole | compound


@cache
def scales() -> dict[str, int]:
    """Give the value of every word that multiplies the number before it: `dozen`, `hundred`, `thousand`, `million`."""
    return _tables()["scales"]


def digits(word: str) -> float | None:
    """Read a number in digits, with or without thousands separators.

    Examples:
        >>> digits("1,200"), digits("2.5"), digits("60"), digits("8:40")
        (1200.0, 2.5, 60.0, None)
    """
    return float(word.replace(",", "")) if _DIGITS.fullmatch(word) else None


def number(words: str) -> int | None:
    """Read a whole number in words or digits; None where the words are no number.

    Examples:
        >>> number("three"), number("forty-two"), number("two hundred and fifty"), number("1.5 million"), number("a")
        (3, 42, 250, 1500000, 1)
        >>> number("Tuesday") is None
        True
    """
    total, current, seen = 0, 0.0, False
    for word in words.lower().split():
        if word in {"and", "of", "a", "an"}:
            if word in {"a", "an"}:
                current, seen = 1.0, True
            continue
        value = _digit_or_word(word)
        if value is not None:
            current, seen = current + value, True
        elif (scale := scales().get(word)) is not None:
            current = (current or 1) * scale
            if scale >= 1000:  # noqa: PLR2004  thousands and millions close what stands before them
                total, current = total + int(current), 0.0
            seen = True
        else:
            return None
    return total + int(current) if seen else None


def _digit_or_word(word: str) -> float | None:
    value = digits(word)
    return float(simple_numbers()[word]) if value is None and word in simple_numbers() else value
