"""Typed reading of JSON objects: a field of the wrong type is an error that names the field."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from reportedly.errors import InvalidField, InvalidValue
from reportedly.terms.identity import Json
from reportedly.terms.interval import instant

E = TypeVar("E", bound=StrEnum)

LONGEST_SHOWN = 40  # characters of a wrong value that an error message repeats


def shown(value: Json) -> str:
    """Write a value for an error message, cut where it is long."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


class Fields:
    """The fields of one JSON object, read by type; absent and null are the same."""

    __slots__ = ("_at", "_values")

    def __init__(self, value: Json, at: str = "") -> None:
        """Take an object.

        Args:
            value: the object, as `json.loads` gives it.
            at: its path from the outermost object; empty for that one itself.

        Raises:
            InvalidField: it is no object.
        """
        if not isinstance(value, Mapping):
            raise InvalidField(at or "record", f"is {shown(value)}, not an object")
        self._values = value
        self._at = at

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    def path(self, name: str) -> str:
        """The path of a field from the outermost object."""
        return f"{self._at}.{name}" if self._at else name

    def wrong(self, name: str, expected: str) -> InvalidField:
        """The error for a field that is not what it must be."""
        return InvalidField(self.path(name), f"is {shown(self._values.get(name))}, not {expected}")

    def states(self, name: str) -> bool:
        """Tell whether the object has the field at all, be it null."""
        return name in self._values

    def all(self) -> Json:
        """The whole object."""
        return self._values

    def raw(self, name: str) -> Json:
        """A field as it is; None where it is absent."""
        return self._values.get(name)

    def text(self, name: str) -> str | None:
        """A string; None where it is absent.

        Raises:
            InvalidField: it is something else.
        """
        value = self._values.get(name)
        if value is None or isinstance(value, str):
            return value
        raise self.wrong(name, "a string")

    def need_text(self, name: str) -> str:
        """A string that must be there and not be empty.

        Raises:
            InvalidField: it is absent, empty or something else.
        """
        value = self.text(name)
        if not value:
            raise InvalidField(self.path(name), "is missing" if value is None else "is empty")
        return value

    def whole(self, name: str) -> int | None:
        """A whole number; None where it is absent.

        Raises:
            InvalidField: it is something else; true and false are no numbers.
        """
        value = self._values.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self.wrong(name, "a whole number")

    def number(self, name: str) -> float | None:
        """A finite number; None where it is absent.

        Raises:
            InvalidField: it is something else.
        """
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.wrong(name, "a number")
        return float(value)

    def flag(self, name: str) -> bool:
        """A truth value; False where it is absent.

        Raises:
            InvalidField: it is something else.
        """
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.wrong(name, "true or false")

    def choice(self, name: str, kinds: type[E], default: E) -> E:
        """One of a fixed set of words, `default` where it is absent.

        Raises:
            InvalidField: it is none of them; the message lists them.
        """
        value = self.text(name)
        if value is None:
            return default
        try:
            return kinds(value)
        except ValueError as error:
            raise self.wrong(name, f"one of {', '.join(kinds)}") from error

    def instant(self, name: str) -> datetime | None:
        """An instant, UTC; None where it is absent.

        Raises:
            InvalidField: it is no ISO 8601 time.
        """
        value = self.text(name)
        if value is None:
            return None
        try:
            return instant(value)
        except InvalidValue as error:
            raise InvalidField(self.path(name), str(error)) from error

    def day_or_instant(self, name: str) -> tuple[date | None, datetime | None]:
        """A calendar day, and the instant where the field gives one too; both None where it is absent.

        The day is the one that the field itself shows: `2021-08-20T23:30:00-04:00` is of 20 August.

        Raises:
            InvalidField: it is neither an ISO 8601 day nor a time.
        """
        value = self.text(name)
        if value is None:
            return None, None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise self.wrong(name, "a day such as 2021-08-20 or a time such as 2021-08-20T12:53:00Z") from error
        is_day = len(value) <= len("2021-08-20")
        return moment.date(), None if is_day else instant(value)

    def record(self, name: str) -> Fields | None:
        """An object; None where it is absent.

        Raises:
            InvalidField: it is something else.
        """
        value = self._values.get(name)
        return None if value is None else Fields(value, self.path(name))

    def items(self, name: str) -> Iterator[tuple[str, Json]]:
        """The elements of an array, each with its path; none where it is absent.

        Raises:
            InvalidField: it is no array.
        """
        value = self._values.get(name)
        if value is None:
            return
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self.wrong(name, "an array")
        for number, item in enumerate(value):
            yield f"{self.path(name)}[{number}]", item

    def records(self, name: str) -> Iterator[Fields]:
        """The objects of an array; none where it is absent.

        Raises:
            InvalidField: it is no array, or an element is no object.
        """
        for path, item in self.items(name):
            yield Fields(item, path)

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of an array; none where it is absent.

        Raises:
            InvalidField: it is no array, or an element is no string.
        """
        found = []
        for path, item in self.items(name):
            if not isinstance(item, str):
                raise InvalidField(path, f"is {shown(item)}, not a string")
            found.append(item)
        return tuple(found)
