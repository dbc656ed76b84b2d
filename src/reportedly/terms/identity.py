"""Content-addressed identity: the same content has the same id, on every machine, for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

# 24 hexadecimal digits are 96 bits: two of 10^10 claims share an id with a probability below 10^-9.
ID_DIGITS = 24


def canonical(value: Json) -> bytes:
    """Write a value as canonical JSON: sorted keys, no spaces, UTF-8, no NaN.

    Raises:
        ValueError: the value holds a number that JSON cannot carry.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def content_id(prefix: str, value: Json) -> str:
    """The id of a value: a prefix such as `c_` and the first 24 hexadecimal digits of the SHA-256 of its canonical JSON."""
    return prefix + hashlib.sha256(canonical(value)).hexdigest()[:ID_DIGITS]


def report_id(raw: bytes) -> str:
    """The id of a report: `r_` and the whole SHA-256 of its bytes."""
    return "r_" + hashlib.sha256(raw).hexdigest()
