"""The layers of reading below claims, each for a whole report: who says what, which times are named."""

from __future__ import annotations

from reportedly.extract.attribution import find_attributions
from reportedly.extract.sayings import layer
from reportedly.extract.text import sentences
from reportedly.extract.times import find_times
from reportedly.terms.layers import Attribution, TimeExpression
from reportedly.terms.report import Report


def attributions(report: Report) -> tuple[Attribution, ...]:
    """Find everything that a report puts in somebody's mouth or mind, in the order of the text; empty where there is nothing."""
    cut = sentences(report.text)
    return layer(report.text, find_attributions(report, cut, find_times(report.text, cut, report.published)))


def times(report: Report) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a report, in the order of the text; empty where there are none."""
    return find_times(report.text, sentences(report.text), report.published)
