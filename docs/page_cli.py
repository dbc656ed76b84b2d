"""The page of the command line, from the parsers of the commands themselves."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping

from markdown import NOTE, table

from reportedly import errors
from reportedly.cli.main import COMMANDS, PROGRAM, build_parser


def invocation(action: argparse.Action) -> str:
    """How an argument is typed."""
    value = action.metavar or (action.choices and "{" + ",".join(map(str, action.choices)) + "}") or action.dest.upper()
    value = " ".join(value) if isinstance(value, tuple) else str(value)
    if not action.option_strings:
        return f"`{value}`"
    takes = "" if action.nargs == 0 else f" {value}"
    return ", ".join(f"`{option}{takes}`" for option in action.option_strings)


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments of a command but for --help and for commands below it."""
    private = (argparse._HelpAction, argparse._SubParsersAction)  # noqa: SLF001  argparse has no public way to tell them apart
    return [action for action in parser._actions if action.help != argparse.SUPPRESS and not isinstance(action, private)]  # noqa: SLF001  as above


def explanation(action: argparse.Action) -> str:
    """What an argument does, with its choices and default filled in."""
    text = (action.help or "") % {**vars(action), "prog": PROGRAM} if "%" in (action.help or "") else action.help or ""
    choices = f" One of {', '.join(f'`{choice}`' for choice in action.choices)}." if action.choices and action.metavar else ""
    return text + choices


def subcommands(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The commands below a parser, by name."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001  as above
    return groups[0].choices if groups else {}


def usage(parser: argparse.ArgumentParser) -> str:
    """The usage line, in one form whatever the version of Python."""
    words = [parser.prog]
    for action in arguments(parser):
        shown = invocation(action).split(", ")[0].strip("`")
        many = {"*": f"[{shown}...]", "+": f"{shown}...", "?": f"[{shown}]"}.get(str(action.nargs), shown)
        words.append(f"[{shown}]" if action.option_strings and not action.required else many)
    if subcommands(parser):
        words.append("COMMAND ...")
    return " ".join(words)


def command_page(parser: argparse.ArgumentParser, level: str) -> str:
    """Everything about one command."""
    parts = [f"{level} {parser.prog}\n", (parser.description or "") + "\n", f"```text\n{usage(parser)}\n```\n"]
    rows = [(invocation(action), explanation(action)) for action in arguments(parser)]
    if rows:
        parts.append(table(("argument", "what it does"), rows))
    if parser.epilog:
        parts.append(f"```text\n{parser.epilog.strip()}\n```\n")
    parts += [command_page(sub, level + "#") for sub in subcommands(parser).values()]
    return "\n".join(parts)


def exit_codes() -> str:
    """The exit codes, as the tree of errors documents them."""
    found = re.search(r"Exit codes \([^)]*\): (.*)\Z", errors.__doc__ or "", re.DOTALL)
    listed = " ".join((found.group(1) if found else "").split()).rstrip(".").split("; ")
    return table(("exit code", "meaning"), [(number, meaning) for number, meaning in (entry.split(" ", 1) for entry in listed)])


def cli() -> str:
    """The page of the command line."""
    whole = build_parser([command.name for command in COMMANDS])
    summary = table(("command", "what it does"), [(f"[{c.name}](#reportedly-{c.name})", c.summary) for c in COMMANDS])
    parts = ["# The command line\n", NOTE, TIMES_OF_THE_COMMAND_LINE, summary, "## Exit codes\n", exit_codes()]
    parts += [command_page(sub, "##") for sub in subcommands(whole).values()]
    return "\n".join(parts)


TIMES_OF_THE_COMMAND_LINE = """\
`PATH` is a file, a folder or `-` for standard input. Times are ISO 8601 (`2021-08-20`, `2021-08-20T12:53:00Z`); one without a zone is
taken as UTC. **at** is the time in the world that is asked about, **known** what was public by then, **recorded** what this ledger had
taken in by then. `--json` prints JSON Lines ([reference](json.md)); tables are for people and may change. Colour is left out where the
output is no terminal or `NO_COLOR` is set. `--version` prints the version, `--help` the help, also of each command.
"""
