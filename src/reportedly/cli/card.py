"""`reportedly card`: how often each label was right where the truth is known."""

from __future__ import annotations

import argparse
from datetime import datetime

from reportedly.cli.looks import LABEL_STYLE
from reportedly.cli.options import add_json
from reportedly.cli.render import Cell, Column, print_json, print_line, print_prose, print_table
from reportedly.reconcile.calibration import measured
from reportedly.views.words import right_share

COLUMNS = (Column("model card"), Column("known"), Column("label"), Column("right", numbers=True), Column("cases", numbers=True))
NOTE = (
    "news-1 is for claims read in reports, control-1 for imported claims whose sources a registry describes. Real time: a time "
    "as known then; later: as known two weeks after. Wars that differ from the simulated ones will differ in this as well; docs/model.md "
    "says what the labels mean, docs/figures.md what was measured on real events."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly card`."""
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show what was measured.

    Raises:
        ParametersError: the packaged figures are damaged.
    """
    del now
    rows = measured()
    if arguments.json:
        print_json(
            {
                "release": row.release,
                "when": row.when,
                "label": row.label.value,
                "cases": row.cases,
                "right": row.right,
                "source": row.source,
            }
            for row in rows
        )
        return 0
    print_line(f"How often a label was right: {rows[0].source}", "bold")
    cells = (
        (Cell(row.release), Cell(row.when), Cell(row.label.value, LABEL_STYLE[row.label]), Cell(right_share(row)), Cell(f"{row.cases:,}"))
        for row in rows
    )
    print_table(COLUMNS, list(cells))
    print_line()
    print_prose(NOTE, style="dim")
    return 0
