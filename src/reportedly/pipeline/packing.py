"""Values as bytes and back: dataclasses, tuples, mappings, plain values and arrays, by their types. No code is ever read from bytes.

Tuples of one kind of value are written column by column, which is smaller and faster to read than row by row. Floats keep every bit.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import chain, islice, starmap
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

Value = TypeVar("Value")
Array = np.ndarray[Any, np.dtype[Any]]
Column = list[Any]  # JSON
LEVEL = 1  # of zlib: most of the gain for a fifth of the time
PLAIN = frozenset({str, int, float, bool, type(None)})
SIZE, CHECK = 8, 4  # bytes of a length, and of a checksum


class Unpackable(ValueError):
    """Bytes that are not those of a value of the type asked for."""


def packed(kind: type[Value], value: Value) -> bytes:
    """Write a value of a type as bytes.

    Raises:
        TypeError: the type holds something that cannot be written.
    """
    arrays: list[Array] = []
    column = _written(kind, [value], arrays)
    head = zlib.compress(json.dumps([column, [[_described(array), array.shape] for array in arrays]]).encode(), LEVEL)
    body = b"".join([len(head).to_bytes(SIZE, "big"), head, *(np.ascontiguousarray(array).tobytes() for array in arrays)])
    return zlib.crc32(body).to_bytes(CHECK, "big") + body


def unpacked(kind: type[Value], data: bytes) -> Value:
    """Read a value of a type from bytes; its arrays cannot be written to.

    Raises:
        Unpackable: they are not those of such a value.
    """
    try:
        _check(data)
        start = CHECK + SIZE + int.from_bytes(data[CHECK : CHECK + SIZE], "big")
        column, described = json.loads(zlib.decompress(data[CHECK + SIZE : start]))
        arrays = list(_arrays(described, data, start))
        [value] = _read(kind, column, 1, arrays)
    except (ValueError, TypeError, IndexError, KeyError, zlib.error) as error:
        message = f"no {kind}: {error}"
        raise Unpackable(message) from error
    return cast("Value", value)


def _check(data: bytes) -> None:
    if zlib.crc32(memoryview(data)[CHECK:]) != int.from_bytes(data[:CHECK], "big"):
        message = "the checksum does not fit"
        raise ValueError(message)


def _described(array: Array) -> Column:
    return [list(field) for field in array.dtype.descr] if array.dtype.names else [array.dtype.str]


def _arrays(described: Column, data: bytes, start: int) -> Iterator[Array]:
    for names, shape in described:
        kind = np.dtype([tuple(field) for field in names]) if isinstance(names[0], list) else np.dtype(names[0])
        count = int(np.prod(shape, dtype=np.int64))
        yield np.frombuffer(data, dtype=kind, count=count, offset=start).reshape(shape)
        start += count * kind.itemsize


class _Shape(NamedTuple):
    """What a type is made of: the way in which it is written, and the types inside."""

    way: str
    inside: tuple[Any, ...]


@cache
def _shape(kind: Any) -> _Shape:  # noqa: ANN401 - types come in all forms
    origin, given = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        some = tuple(one for one in given if one is not type(None))
        return _Shape("plain", ()) if set(given) <= PLAIN else _Shape("perhaps", some)
    if kind in PLAIN:
        return _Shape("plain", ())
    if origin is not None:
        return _shape_of_several(origin, given)
    if isinstance(kind, type) and issubclass(kind, Enum | date):
        return _Shape("word", ())
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _Shape("fields", tuple(hints[field.name] for field in fields(kind)))
    message = f"{kind} cannot be packed"
    raise TypeError(message)


def _shape_of_several(origin: Any, given: tuple[Any, ...]) -> _Shape:  # noqa: ANN401 - as above
    if origin is np.ndarray:
        return _Shape("array", ())
    if origin is tuple:
        return _Shape("row", given[:1]) if given[1:] == (Ellipsis,) else _Shape("fields", given)
    if issubclass(origin, Mapping):
        return _Shape("mapping", given)
    message = f"{origin} cannot be packed"
    raise TypeError(message)


def _written(kind: Any, values: list[Any], arrays: list[Array]) -> Column:  # noqa: ANN401 - as above
    way, inside = _shape(kind)
    if way == "plain":
        return values
    if way == "word":
        return [value.isoformat() if isinstance(value, date) else value.value for value in values]
    if way == "array":
        arrays += values
        return list(range(len(arrays) - len(values), len(arrays)))
    if way == "perhaps":
        there = [row for row, value in enumerate(values) if value is not None]
        return [there, _written(inside[0], [values[row] for row in there], arrays)]
    if way == "fields":
        rows = zip(*(_parts(kind, value) for value in values), strict=True) if values else [()] * len(inside)
        return [_written(part, list(column), arrays) for part, column in zip(inside, rows, strict=True)]
    if way == "mapping":
        values = [tuple(value.items()) for value in values]
        inside = (types.GenericAlias(tuple, inside),)
    return [[len(value) for value in values], _written(inside[0], list(chain.from_iterable(values)), arrays)]


def _parts(kind: Any, value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    return tuple(getattr(value, field.name) for field in fields(kind)) if is_dataclass(kind) else value


def _read(kind: Any, column: Column, count: int, arrays: list[Array]) -> Column:  # noqa: ANN401 - as above
    way, inside = _shape(kind)
    if way == "plain":
        return column
    if way == "word":
        return [date.fromisoformat(value) if kind is date else kind(value) for value in column]
    if way == "array":
        return [arrays[number] for number in column]
    if way == "perhaps":
        values: Column = [None] * count
        for row, value in zip(column[0], _read(inside[0], column[1], len(column[0]), arrays), strict=True):
            values[row] = value
        return values
    if way == "fields":
        rows = zip(*(_read(part, some, count, arrays) for part, some in zip(inside, column, strict=True)), strict=True)
        return list(starmap(kind, rows)) if isinstance(kind, type) else list(rows)
    if way == "mapping":
        inside = (types.GenericAlias(tuple, inside),)
    flat = iter(_read(inside[0], column[1], sum(column[0]), arrays))
    found = [tuple(islice(flat, length)) for length in column[0]]
    return [dict(pairs) for pairs in found] if way == "mapping" else found
