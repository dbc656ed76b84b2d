"""`reportedly read`: what is claimed in reports, or named, or said by whom; no ledger is touched."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TypeVar

from reportedly.cli import layers
from reportedly.cli.layers import Layer
from reportedly.cli.options import add_json, add_parties, add_sources
from reportedly.cli.progress import counted
from reportedly.cli.render import print_json, print_line, print_table, say
from reportedly.cli.reportfiles import DONE, SKIPPED, Account, add_paths, each, taken_from
from reportedly.errors import ReportedlyError
from reportedly.pipeline import Knowledge, find, open_knowledge
from reportedly.read import Taken
from reportedly.terms.report import Report

T = TypeVar("T")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly read`."""
    add_paths(parser)
    parser.add_argument("--layer", choices=tuple(SHOW), default="claims", help="what to show of the reports (default: claims)")
    add_parties(parser)
    add_sources(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Read reports and show what is in them, each as soon as it is read.

    Raises:
        GazetteerError: reference data are missing or damaged.
        InputError: the parties file or the registry of sources cannot be read.
    """
    account = Account()
    taken = counted(each(taken_from(arguments, now), account), "reports")
    shown = SHOW[arguments.layer](taken, account, open_knowledge(arguments.parties, arguments.sources), arguments.json)
    code = account.close("left unread")
    if code == DONE and not shown:
        say(f"reportedly: no {arguments.layer} found")
        return SKIPPED
    return code


def _show(layer: Layer[T], taken: Iterable[Taken], account: Account, knowledge: Knowledge, as_json: bool) -> int:  # noqa: FBT001 - called through the table below
    """Print a layer of reports, one after the other; give the number of findings."""
    count = 0
    for one in taken:
        finding = find(one, partial(layer.find, knowledge), layer.languages)
        if isinstance(finding, ReportedlyError):
            account.error(finding)
        elif finding.found is None:
            account.leave_unread(one)
        else:
            count += len(finding.found)
            account.read_names(one)
            _print(layer, one.report, finding.found, as_json=as_json)
    return count


def _print(layer: Layer[T], report: Report, found: tuple[T, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(layer.to_json(report, one) for one in found)
    elif found:
        print_line(_heading(report), "bold")
        print_table(layer.columns, [layer.cells(report, one) for one in found])
        print_line()


def _heading(report: Report) -> str:
    day = report.published.isoformat() if report.published is not None else "no date"
    return " · ".join(part for part in (report.name, report.outlet, day, report.title) if part)


Shower = Callable[[Iterable[Taken], Account, Knowledge, bool], int]
SHOW: dict[str, Shower] = {
    "claims": partial(_show, layers.CLAIMS),
    "mentions": partial(_show, layers.MENTIONS),
    "attributions": partial(_show, layers.ATTRIBUTIONS),
    "times": partial(_show, layers.TIMES),
    "events": partial(_show, layers.EVENTS),
}
