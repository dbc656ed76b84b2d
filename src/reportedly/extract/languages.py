"""Gives each report to the reader of its language: English, or one of those in Arabic script."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extract import assembly, relevance
from reportedly.extract.arabic_script import language_of_script, may_tell_in, statements_in
from reportedly.terms.place import PlaceMention
from reportedly.terms.report import Report
from reportedly.terms.statement import Statement


def extract(report: Report, mentions: Sequence[PlaceMention]) -> tuple[Statement, ...]:
    """Find the statements of a report.

    Args:
        report: the report.
        mentions: the places that it names, in order and not overlapping.

    Returns:
        One statement for each place of each thing told, in the order of the text; none where nothing is told.
    """
    language = language_of_script(report)
    return assembly.extract(report, mentions) if language is None else statements_in(language, report, mentions)


def may_tell(report: Report) -> bool:
    """Tell whether a report has any word that could make a claim, without knowing its places."""
    language = language_of_script(report)
    return relevance.may_tell(report.text) if language is None else may_tell_in(language, report.text)
