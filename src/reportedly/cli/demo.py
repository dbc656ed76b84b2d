"""`reportedly demo`: the packaged case, from reports to a page."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path

from reportedly.cli.asking import Desk
from reportedly.cli.files import write_text
from reportedly.cli.looks import LABEL_STYLE
from reportedly.cli.pages import Stretch, case_of, facts, page
from reportedly.cli.render import Cell, Column, print_line, print_prose, print_table
from reportedly.errors import ReportedlyError, UnwritableFile
from reportedly.ledger import Ledger, Writer
from reportedly.pipeline import add, open_knowledge, producer
from reportedly.read import reports
from reportedly.terms.picture import Label, Picture
from reportedly.views.casebook import Casebook, PlaceHistory
from reportedly.views.diff import Change
from reportedly.views.explain import WORTH_NAMING
from reportedly.views.words import moment, percent, says, shares, state_name, top

TITLE = "Baghlan and Panjshir, May to September 2021"
PROVINCES = ("Baghlan province", "Panjshir province")
CASE = "baghlan_panjshir_2021.jsonl"
FOLDER = Path("reportedly-demo")
CHANGE_COLUMNS = (Column("day"), Column("district"), Column("from"), Column("to"), Column("because"))
DISPUTE_COLUMNS = (Column("district"), Column("days", numbers=True), Column("last so on"), Column("then"))


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly demo`."""
    parser.add_argument(
        "-o", "--output", metavar="FILE.html", type=Path, default=FOLDER / "page.html", help=f"the page (default: {FOLDER}/page.html)"
    )
    parser.add_argument(
        "--ledger", metavar="FILE", type=Path, default=FOLDER / "ledger.db", help=f"the ledger (default: {FOLDER}/ledger.db)"
    )


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Run the packaged case.

    Raises:
        LedgerError: the ledger cannot be written or read.
        UnwritableFile: the page cannot be written.
    """
    print_line(TITLE, "bold")
    for path in (arguments.output, arguments.ledger):
        _make_folder(path.parent)
    _fill(arguments.ledger, now)
    with Ledger(arguments.ledger) as ledger:
        asked = Desk(ledger, now)
        case = case_of(asked, Stretch(), PROVINCES)
        print_prose(facts(asked, case))
        _print_changes(case.changes)
        _print_disputes(case)
        write_text(arguments.output, page(asked, case, TITLE))
    _print_next(arguments)
    return 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or str(error)) from error


def _fill(ledger: Path, now: datetime) -> None:
    """Add the reports of the packaged case to a ledger; safe to repeat.

    Raises:
        ReportedlyError: a report cannot be read, or the ledger not be written.
    """
    with as_file(files("reportedly") / "data" / "demo" / CASE) as case, Writer(ledger, now) as writer:
        for outcome in add(reports([str(case)], BytesIO(), now), writer, open_knowledge, producer()):
            if isinstance(outcome, ReportedlyError):
                raise outcome


def _print_changes(changes: Sequence[Change]) -> None:
    """Print the changes of holder or of contest that new claims made; those of surety alone, and by mere time, are on the page."""
    told = [change for change in changes if change.because and state_name(change.before) != state_name(change.after)]
    print_line()
    print_line("What changed, as it became public", "bold")
    print_table(CHANGE_COLUMNS, [_change_cells(change) for change in told])


def _change_cells(change: Change) -> tuple[Cell, ...]:
    cause = change.because[0] if change.because else None
    because = f"{cause.speaker}: {says(cause.claim)}" if cause else ""
    return (
        Cell(moment(change.before.at)),
        Cell(change.after.place.name),
        Cell(state_name(change.before), "dim"),
        Cell(f"{state_name(change.after)} ({change.after.label.value}, {percent(top(change.after))})", LABEL_STYLE[change.after.label]),
        Cell(because, "dim"),
    )


def _print_disputes(case: Casebook) -> None:
    """Print where sources contradicted each other, and for how long."""
    disputes = [(history, days) for history in case.places if (days := _disputed(history))]
    disputes.sort(key=lambda pair: (-len(pair[1]), pair[0].place.name))
    print_line()
    print_line("Where the picture was disputed", "bold")
    if not disputes:
        print_line("Nowhere: no district had claims that pull its picture both ways.")
        return
    print_table(DISPUTE_COLUMNS, [_dispute_cells(history, days, case) for history, days in disputes])


def _disputed(history: PlaceHistory) -> list[Picture]:
    """The days on which a picture is disputed and claims pull it both ways; where too little is known nobody disputes anything."""
    return [picture for picture in history.pictures if picture.label is Label.DISPUTED and _pulled_both_ways(picture)]


def _pulled_both_ways(picture: Picture) -> bool:
    weights = [entry.weight for entry in picture.because]
    return max(weights, default=0.0) > WORTH_NAMING and min(weights, default=0.0) < -WORTH_NAMING


def _dispute_cells(history: PlaceHistory, days: Sequence[Picture], case: Casebook) -> tuple[Cell, ...]:
    last = days[-1]
    split = ", ".join(f"{name} {percent(p)}" for name, p in shares(last, case.names)[:3])
    return Cell(history.place.name), Cell(str(len(days))), Cell(moment(last.at)), Cell(split, "dim")


def _print_next(arguments: argparse.Namespace) -> None:
    print_line()
    print_line(f"The page: {arguments.output}", "bold")
    print_line(f"Ask further:  reportedly explain Andarab --at 2021-08-21 --known 2021-08-22 --ledger {arguments.ledger}")
    print_line(f"              reportedly timeline Paryan --ledger {arguments.ledger}")
