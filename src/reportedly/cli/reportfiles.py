"""What `read` and `add` have in common: the paths they take, and an account of what was odd, left unread or skipped."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.cli.render import say
from reportedly.errors import InputError, ReportedlyError, StageFailed
from reportedly.pipeline.reading import READ_LANGUAGES
from reportedly.read import Taken, reports

MOST_NAMED = 10  # reports that are named with the same note; the others are counted
DONE = 0
SKIPPED = 1


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Add `PATH...`."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help="a .txt, .html or .jsonl file (also as .gz), a folder, or - for standard input"
    )


def taken_from(arguments: argparse.Namespace, now: datetime) -> Iterator[Taken | InputError]:
    """Read the reports that were asked for."""
    return reports(arguments.paths, sys.stdin.buffer, now)


@dataclass(slots=True)
class Account:
    """Keeps account of a run over reports, and tells the user on standard error.

    Attributes:
        reports: how many reports were taken.
        skipped: how many files, records and reports were skipped.
        notes: how many reports each note was made about.
        faults: how many reports the program failed on, by its line.
        unread: how many reports are in each language that is not read yet.
        named: how many are in each language in which names of places alone are read.
        worst: the exit code of the last error.
    """

    reports: int = 0
    skipped: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    worst: int = DONE

    def error(self, error: ReportedlyError) -> None:
        """Name what was skipped; of many reports with the same fault of the program, the first ones."""
        self.skipped += 1
        self.worst = error.exit_code
        if isinstance(error, StageFailed):
            self.faults[error.where] += 1
        if not isinstance(error, StageFailed) or self.faults[error.where] <= MOST_NAMED:
            say(f"reportedly: {error}")

    def take(self, taken: Taken) -> None:
        """Count a report, and name it where there is something to note about it."""
        self.reports += 1
        for note in taken.notes:
            self.notes[note] += 1
            if self.notes[note] <= MOST_NAMED:
                say(f"reportedly: {taken.report.name}: {note}")

    def leave_unread(self, taken: Taken) -> None:
        """Count a report in a language that is not read yet."""
        self.unread[taken.report.language or "?"] += 1

    def read_names(self, taken: Taken) -> None:
        """Count a report that was read, if it is in a language in which names of places alone are read."""
        if taken.report.language is not None and taken.report.language not in READ_LANGUAGES:
            self.named[taken.report.language] += 1

    def close(self, fate: str) -> int:
        """Say what has only been counted; give the exit code.

        Args:
            fate: what became of reports in other languages, in words.
        """
        for note, count in self.notes.items():
            if count > MOST_NAMED:
                say(f"reportedly: and {count - MOST_NAMED:,} more reports: {note}")
        for where, count in self.faults.items():
            if count > MOST_NAMED:
                say(f"reportedly: and {count - MOST_NAMED:,} more reports: skipped for the same fault ({where})")
        if self.named:
            say(f"reportedly: {_counted(self.named)}: names of places are all that is read of them")
        if self.unread:
            say(f"reportedly: {self.unread.total()} in languages that are not read yet ({_counted(self.unread)}): {fate}")
        if not self.skipped:
            return DONE
        return SKIPPED if self.reports else self.worst


def _counted(languages: Counter[str]) -> str:
    return ", ".join(f"{count} {language}" for language, count in sorted(languages.items()))


def each(found: Iterable[Taken | InputError], account: Account) -> Iterator[Taken]:
    """Go through the reports; name those that could not be read."""
    for one in found:
        if isinstance(one, ReportedlyError):
            account.error(one)
        else:
            account.take(one)
            yield one
