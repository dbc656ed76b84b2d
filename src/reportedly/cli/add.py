"""`reportedly add`: reports into the ledger, with the claims read in them; safe to repeat and to interrupt."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from functools import partial

from reportedly.cli.options import add_json, add_ledger, add_parties, add_sources
from reportedly.cli.progress import counted
from reportedly.cli.render import print_json, print_line
from reportedly.cli.reportfiles import Account, add_paths, taken_from
from reportedly.errors import ReportedlyError
from reportedly.ledger import Writer
from reportedly.pipeline import Added, add, open_knowledge, producer


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly add`."""
    add_paths(parser)
    add_ledger(parser)
    add_parties(parser)
    add_sources(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Add reports to the ledger, each as soon as it is read.

    Raises:
        LedgerError: the ledger cannot be written; every report named before is in it.
        GazetteerError: reference data are missing or damaged.
        InputError: the parties file or the registry of sources cannot be read.
    """
    account = Account()
    new = claims = 0
    with Writer(arguments.ledger, now) as writer:
        own = (arguments.parties, arguments.sources)
        done = add(taken_from(arguments, now), writer, partial(open_knowledge, *own), producer(*own))
        for one in counted(done, "reports"):
            if isinstance(one, ReportedlyError):
                account.error(one)
                continue
            _tell(one, account, as_json=arguments.json)
            new, claims = new + one.new, claims + (one.claims or 0)
    code = account.close("kept as reports, without claims")
    if not arguments.json:
        print_line(
            f"{arguments.ledger}: {_number(new, 'new report')} with {_number(claims, 'claim')}, {account.reports - new} known already"
        )
    return code


def _tell(added: Added, account: Account, *, as_json: bool) -> None:
    account.take(added.taken)
    if added.claims is None:
        account.leave_unread(added.taken)
    if as_json:
        report = added.taken.report
        print_json([{"report": {"name": report.name, "id": report.id}, "claims": added.claims, "new": added.new}])
        sys.stdout.flush()  # a line says that the report is in the ledger, and a reader of the pipe may rely on it


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
