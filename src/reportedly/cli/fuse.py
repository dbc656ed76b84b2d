"""`reportedly fuse`: what is true among conflicting claims of many sources, from a table of theirs."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportedly.cli.options import add_json
from reportedly.cli.render import print_json, print_line, say
from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.reconcile.fusion import Answer, Entry, Kind, Node, Reliability, fuse_values
from reportedly.terms.identity import Json

AUTO = "auto"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly fuse`."""
    parser.add_argument("claims", metavar="CLAIMS.csv", type=Path, help="a table with the columns object, source, value")
    parser.add_argument(
        "--hierarchy",
        metavar="TREE.csv",
        type=Path,
        help="what lies in what: id, value, parent; a value above another is vaguer",
    )
    parser.add_argument("--kind", choices=[AUTO, *Kind], default=AUTO, help="what the values are (default: told from their form)")
    parser.add_argument("--keep-copies", action="store_true", help="let sources that share rare errors count as if they were independent")
    parser.add_argument("--sources", action="store_true", help="show how truthful each source is instead of what is true")
    add_json(parser)


def run(arguments: argparse.Namespace, _now: datetime) -> int:
    """Show the likeliest value of each object, or how truthful sources are.

    Raises:
        UnreadableFile: a table cannot be read.
        InvalidRecord: a line or column is missing.
    """
    entries = read_entries(arguments.claims)
    tree = read_tree(arguments.hierarchy) if arguments.hierarchy else ()
    kind = None if arguments.kind == AUTO else Kind(arguments.kind)
    answers, sources = fuse_values(entries, kind, tree, copies=not arguments.keep_copies)
    if not answers:
        say("the table has no claims")
        return 1
    if arguments.json:
        print_json(map(source_json, sources) if arguments.sources else map(answer_json, answers))
    else:
        for line in map(_source_line, sources) if arguments.sources else map(_answer_line, answers):
            print_line(line)
    return 0


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Read claims from a table with the columns object, source, value.

    Raises:
        UnreadableFile: it cannot be read.
        InvalidRecord: a column or a field is missing.
    """
    return tuple(Entry(*row) for row in _rows(path, ("object", "source", "value")))


def read_tree(path: Path) -> tuple[Node, ...]:
    """Read a tree of values from a table with the columns id, value, parent.

    Raises:
        UnreadableFile: it cannot be read.
        InvalidRecord: a column or a field is missing.
    """
    return tuple(Node(*row) for row in _rows(path, ("id", "value", "parent")))


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            for column in columns:
                if column not in (table.fieldnames or ()):
                    raise InvalidRecord(path, 1, column, "the column is missing", f"the first line must name {', '.join(columns)}")
            for row in table:
                for column in columns:
                    if row[column] is None:
                        raise InvalidRecord(path, table.line_num, column, "the field is missing")
                yield tuple(row[column] for column in columns)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(path, f"no table in UTF-8: {error}") from error


def answer_json(answer: Answer) -> Json:
    """Give an answer as JSON."""
    return {
        "object": answer.object,
        "value": answer.value,
        "p": round(answer.p, 4),
        "not_false": round(answer.not_false, 4),
        "sources": answer.sources,
        "alternatives": [{"value": value, "p": round(p, 4)} for value, p in answer.alternatives],
    }


def source_json(row: Reliability) -> Json:
    """Give a source's reliability as JSON."""
    shares = {"true": round(row.true, 4), "vague": round(row.vague, 4), "wrong": round(row.wrong, 4), "copied": round(row.copied, 4)}
    return {"source": row.source, "claims": row.claims, **shares}


def _answer_line(answer: Answer) -> str:
    others = "; ".join(f"{value} {p:.2f}" for value, p in answer.alternatives)
    return f"{answer.object}: {answer.value} {answer.p:.2f}" + (f" (or {others})" if others else "")


def _source_line(row: Reliability) -> str:
    copied = f", {row.copied:.0%} taken as copied" if row.copied >= 0.005 else ""  # noqa: PLR2004  what rounds to one per cent
    return f"{row.source}: {row.claims} claims, {row.true:.0%} true, {row.vague:.0%} vague, {row.wrong:.0%} wrong{copied}"
