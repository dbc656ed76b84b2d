"""The frame of the command line: finds the command, reads the clock once, and turns errors into one line and an exit code.

A command is a module of this package with two functions; it is imported only when its command is called:

    configure(parser: argparse.ArgumentParser) -> None                    adds its arguments
    run(arguments: argparse.Namespace, now: datetime) -> int              does the work, gives the exit code (errors.py lists them)

`now` is the instant at which the program was called, UTC. Whatever goes wrong on purpose is raised as a `ReportedlyError`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, cast

from reportedly import __version__
from reportedly.errors import ReportedlyError, UnwritableFile

PROGRAM = "reportedly"
WRONG_USE = 2
INTERRUPTED = 130
DESCRIPTION = "Attributed claims about armed conflict: who says what happened, where, when, on whose word, and what picture that justifies."
EPILOG = """\
first steps:
  reportedly demo                       a whole case, from reports to a page: nothing needed
  reportedly read REPORT.txt            what is claimed in a report? no ledger is touched
  reportedly add REPORTS/               keep the claims of reports in ./reportedly.db
  reportedly picture                    who held what, as far as those claims say?
  reportedly COMMAND --help             more about a command

exit codes: 0 done · 1 something was skipped or nothing was found · 2 wrong use · 3 unreadable input
            4 ledger trouble · 5 reference data trouble · 6 output that cannot be written · 130 interrupted
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the frame knows it, before its module is imported.

    Attributes:
        name: what the user types.
        summary: one line for `reportedly --help`.
        module: the module of this package that has it.
    """

    name: str
    summary: str
    module: str


class CommandModule(Protocol):
    """What the module of a command must have."""

    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, datetime], int]


COMMANDS = (
    Command("read", "show what is claimed in reports; no ledger is touched", "read"),
    Command("add", "read reports and append their claims to the ledger", "add"),
    Command("import", "append claims made elsewhere, as JSON Lines", "import_"),
    Command("picture", "who held each district at a time, as publicly known at a time", "picture"),
    Command("explain", "which claims made the picture of a place, by how much, in which sentences", "explain"),
    Command("timeline", "who held a place over time", "timeline"),
    Command("diff", "what changed between two known times, and because of which claims", "diff"),
    Command("incidents", "what happened, how many were killed, injured and captured, who says so", "incidents"),
    Command("roots", "who repeated whom about a place or an incident, and what shows it", "roots"),
    Command("sources", "who said how much, how truthful each is taken to be, how its words fared", "sources"),
    Command("fuse", "what is true among conflicting claims in a table, and how truthful its sources are", "fuse"),
    Command("card", "how often each label was right where the truth is known", "card"),
    Command("export", "write pictures as GeoJSON or CSV", "export"),
    Command("report", "write one self-contained page: map, timelines, claims", "report"),
    Command("demo", "run the packaged case and write its page", "demo"),
    Command("gazetteer", "look up places and their names", "gazetteer"),
)


def module_of(command: Command) -> CommandModule:
    """Import the module of a command."""
    return cast("CommandModule", importlib.import_module(f"reportedly.cli.{command.module}"))


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Build the parser, with the arguments of those commands alone that occur among the words typed.

    Args:
        words: what the user typed; all command names for a parser that knows everything.
    """
    parser = argparse.ArgumentParser(
        prog=PROGRAM, description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", required=True)
    for command in COMMANDS:
        summary = command.summary
        sub = commands.add_parser(command.name, help=summary, description=summary[0].upper() + summary[1:] + ".", allow_abbrev=False)
        if command.name in words:
            module_of(command).configure(sub)
    return parser


def parse(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Parse the words typed; places may stand after options as well, where argparse alone would not take them.

    Raises:
        SystemExit: help was asked for, or the words make no sense.
    """
    arguments, late = parser.parse_known_args(words)
    if late and (not hasattr(arguments, "places") or any(word.startswith("-") for word in late)):
        parser.error(f"unrecognized arguments: {' '.join(late)}")
    if late:
        arguments.places = [*arguments.places, *late]
    return arguments


def run_command(words: Sequence[str]) -> int:
    """Parse the words typed and run their command.

    Raises:
        ReportedlyError: the command failed on purpose.
        SystemExit: help was asked for, or the words make no sense.
    """
    parser = build_parser(words)
    if not words:
        parser.print_help(sys.stderr)
        raise SystemExit(WRONG_USE)
    arguments = parse(parser, words)
    chosen = next(command for command in COMMANDS if command.name == arguments.command)
    code = module_of(chosen).run(arguments, datetime.now(UTC))
    sys.stdout.flush()
    return code


def fail(error: ReportedlyError) -> int:
    """Say in one line what went wrong; give the exit code."""
    print(f"{PROGRAM}: {error}", file=sys.stderr)
    return error.exit_code


def silence_stdout() -> int:
    """Let the interpreter exit in peace after the reader of our output has gone (`reportedly picture | head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code.

    Args:
        argv: the words after the program's name; None for those of the process.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return run_command(words)
    except ReportedlyError as error:
        return fail(error)
    except BrokenPipeError:
        return silence_stdout()
    except KeyboardInterrupt:
        print(f"{PROGRAM}: interrupted", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        # Files that are read are checked where they are read; what is left is output: a full disk, a folder without permission.
        return fail(UnwritableFile(error.filename or "-", error.strerror or str(error)))


if __name__ == "__main__":
    sys.exit(main())
