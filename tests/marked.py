"""Texts for the tests of extraction, with their places marked."""

from __future__ import annotations

import re
from datetime import date

from reportedly.extract import extract
from reportedly.terms.place import PlaceMention
from reportedly.terms.report import Report
from reportedly.terms.statement import Statement


def read(marked: str, language: str = "en") -> tuple[Statement, ...]:
    """Extract from a text whose places stand in square brackets, with a type word behind a bar: `[Doshi|district]`."""
    text, mentions = "", []
    for part in re.split(r"(\[[^\]]+\])", marked):
        name, _, unit = part.strip("[]").partition("|") if part.startswith("[") else (part, "", "")
        if part.startswith("["):
            mentions.append(PlaceMention(len(text), len(text) + len(name), name, unit or None))
        text += name
    return extract(Report("r_1", "test", text, date(2021, 8, 20), language=language), mentions)
