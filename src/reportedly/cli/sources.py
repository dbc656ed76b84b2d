"""`reportedly sources`: who said how much, how truthful it is taken to be, and how its words fared."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, add_recorded, desk
from reportedly.cli.options import add_json, add_ledger, add_parties, add_sources, time_argument
from reportedly.cli.render import Cell, Column, narrow, print_json, print_line, print_prose, print_table, say
from reportedly.errors import UnknownSource, WrongUse
from reportedly.pipeline import MOST_JUDGED, Judged, judge
from reportedly.reconcile.record import Verdict, Word, tallied
from reportedly.reconcile.reliability import Reliability, Share
from reportedly.resolve.registry import Entry, key
from reportedly.terms.contract import JsonObject, claim_to_json, time_or_null
from reportedly.views.sources import SourceRow, sources
from reportedly.views.words import chain_words, moment, percent, says

COLUMNS = (
    Column("source"),
    Column("kind"),
    Column("side"),
    Column("rated"),
    Column("first hand", numbers=True),
    Column("passed on", numbers=True),
    Column("roots", numbers=True),
    Column("truthful, 90 %", numbers=True),
    Column("agreed", numbers=True),
    Column("against", numbers=True),
    Column("open", numbers=True),
)
DISPENSABLE = frozenset({"kind", "side", "passed on", "roots"})
WIDE = 130  # columns of a terminal that the whole table needs
SHOW = "show"
NOTE = (
    "truthful: the share of its words that the model takes to follow the truth, from its class and its record, with the bounds of 90 %. "
    "agreed, against, open: its words on who holds a place, beside what all others make known of it. rated: your registry's letter, "
    "which goes into nothing."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly sources`."""
    parser.add_argument(
        "words", metavar="show NAME", nargs="*", help="`show NAME`: one source with its words and how each fared (default: a table of all)"
    )
    add_ledger(parser)
    parser.add_argument("--known", metavar="K", type=time_argument, help="count only what was public at K (default: all)")
    add_recorded(parser)
    add_parties(parser)
    add_sources(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show who said how much, and what is thought of it.

    Raises:
        WrongUse: the words are not `show NAME`.
        LedgerError: the ledger cannot be read.
        InputError: the registry of sources cannot be read.
        UnknownSource: nobody is called so.
    """
    wanted = _wanted(arguments.words)
    with desk(arguments, now) as asked:
        known = arguments.known or asked.last_known or now
        rows = [row for row in sources(asked.linked(known).values()) if wanted is None or _is(row, wanted, asked)]
        if wanted is not None and not rows:
            message = f"{wanted!r}: no source is called so; `reportedly sources` lists them"
            raise UnknownSource(message)
        only = None if wanted is None else frozenset(name for row in rows for name in row.keys)
        found = judge(asked.ledger, known, asked.knowledge, recorded=asked.recorded, only=only) if rows else Judged({}, {})
        if arguments.json:
            print_json(_json(row, found, _entry(row, asked), told=wanted is not None) for row in rows)
        elif wanted is not None:
            for row in rows:
                _print(row, found, asked)
        elif rows:
            _print_table([_cells(row, found, asked) for row in rows])
            print_line()
            print_prose(NOTE, style="dim")
        _say_unjudged(found)
    if not rows:
        say(f"{arguments.ledger}: no dated claim in it; `reportedly add PATH` adds reports")
    return 0 if rows else 1


def _say_unjudged(found: Judged) -> None:
    """Say where columns are empty because there is too much to weigh."""
    for code, words in sorted(found.unjudged.items(), key=lambda pair: pair[0] or ""):
        where = f" of {code}" if code else ""
        say(
            f"{words:,} words on districts{where} were not held against what others say, which takes minutes for more than"
            f" {MOST_JUDGED:,}; `reportedly sources show NAME` does it for one source"
        )


def _print_table(rows: Sequence[tuple[Cell, ...]]) -> None:
    """Print the table of all sources; in a narrow terminal without what `show` and `--json` tell as well."""
    kept = [number for number, column in enumerate(COLUMNS) if not (narrow(WIDE) and column.title in DISPENSABLE)]
    print_table([COLUMNS[number] for number in kept], [[row[number] for number in kept] for row in rows])


def _wanted(words: Sequence[str]) -> str | None:
    if not words:
        return None
    if words[0] != SHOW or len(words) == 1:
        message = f"`reportedly sources` shows all, `reportedly sources {SHOW} NAME` one; not {' '.join(words)!r}"
        raise WrongUse(message)
    return " ".join(words[1:])


def _entry(row: SourceRow, asked: Desk) -> Entry | None:
    return asked.knowledge.sources.entry(row.name)


def _is(row: SourceRow, wanted: str, asked: Desk) -> bool:
    entry = asked.knowledge.sources.entry(wanted)
    return key(row.name) == key(wanted) or wanted in row.keys or (entry is not None and entry == _entry(row, asked))


def _learned(row: SourceRow, found: Judged) -> Reliability | None:
    """What is thought of a source where it was heard most; None for unweighed ones, and for unnamed ones of several reports."""
    entries = [entry for name in row.keys for entry in found.reliabilities.get(name, ())]
    return max(entries, key=lambda entry: entry.words) if len(row.keys) == 1 and entries else None


def _class(row: SourceRow, found: Judged) -> Reliability | None:
    """As above, also for unnamed speakers: what is thought of their like."""
    return next((entry for name in row.keys for entry in found.reliabilities.get(name, ())), None)


def _words(row: SourceRow, found: Judged) -> tuple[Word, ...]:
    """The words of a source; those of one name that is read as of several sides are told apart."""
    mine = (word for name in row.keys for word in found.words.get(name, ()))
    return tuple(word for word in mine if (word.claim.chain[0].source.kind, word.claim.chain[0].source.side) == (row.kind, row.side))


def _range(share: Share) -> str:
    low, high = f"{share.low:.0%}".rstrip("%"), f"{share.high:.0%}".rstrip("%")
    return f"{percent(share.mean)} ({low}–{high})"


def _cells(row: SourceRow, found: Judged, asked: Desk) -> tuple[Cell, ...]:
    entry, learned, words = _entry(row, asked), _learned(row, found) or _class(row, found), _words(row, found)
    counts = tallied(words)
    who = (
        Cell(row.name, "bold" if row.named else ""),
        Cell(row.kind.value),
        Cell(asked.names.get(row.side, row.side) if row.side else "", "yellow"),
        Cell(entry.admiralty or "" if entry else ""),
    )
    said = (Cell(str(number) if number else "") for number in (row.first_hand, row.repeated, row.roots))
    fared = (Cell(str(counts[verdict]) if counts[verdict] else "", STYLE[verdict]) for verdict in Verdict)
    return (*who, *said, Cell(_range(learned.truth if len(row.keys) == 1 else learned.group) if learned else ""), *fared)


STYLE = {Verdict.AGREED: "green", Verdict.CONFLICTED: "red", Verdict.OPEN: "dim"}
FARED = {
    Verdict.AGREED: "others make it likely",
    Verdict.CONFLICTED: "others make it unlikely",
    Verdict.OPEN: "open",
}


def _print(row: SourceRow, found: Judged, asked: Desk) -> None:
    entry, words = _entry(row, asked), _words(row, found)
    print_line(row.name, "bold")
    side = f"speaks for {asked.names.get(row.side, row.side)}" if row.side else "speaks for no party that is known"
    print_line(f"  {row.kind.value}, {side}" + (f"; {', '.join(described)}" if (described := _described(entry)) else ""))
    heard = f"; heard from {moment(row.first)} to {moment(row.last)}" if row.first and row.last else ""
    said = f"first to say {_number(row.first_hand, 'claim')} from {_number(row.roots, 'root')}, passed on {row.repeated}"
    print_line(f"  {said}, in {_number(row.reports, 'report')}{heard}")
    _print_learned(row, found)
    counts = tallied(words)
    if words:
        agreed, against, left = (counts[verdict] for verdict in Verdict)
        print_line(f"  of {_number(len(words), 'word')} on districts others make {agreed} likely and {against} unlikely; {left} open")
    for word in words:
        chance = "nobody else tells" if word.p is None else f"{percent(word.p)} by what others say"
        print_line(f"  {FARED[word.verdict]} ({chance}): {says(word.claim)}", STYLE[word.verdict])
        print_prose(f"“{word.claim.quote.text}”", "       ")
        print_prose(chain_words(word.claim) + (f"; public by {moment(word.claim.known)}" if word.claim.known else ""), "       ", "dim")
    print_line()


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _described(entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    rated = f"rated {entry.admiralty} by your registry" if entry.admiralty else ""
    return [part for part in (f"from {entry.country}" if entry.country else "", rated, entry.note or "") if part]


def _print_learned(row: SourceRow, found: Judged) -> None:
    entry = _class(row, found)
    if entry is None:
        print_line("  nothing that it said bears on who holds a place; nothing is learned of it")
        return
    here = f"expected to follow the truth in {percent(entry.expected)}, here {_range(entry.group)} of its words"
    print_line(f"  its class ({entry.trust}): {here}")
    learned = _learned(row, found)
    if learned is not None:
        print_line(f"  itself, after {_number(learned.words, 'word')}: {_range(learned.truth)}", "bold")


def _json(row: SourceRow, found: Judged, entry: Entry | None, *, told: bool) -> JsonObject:
    learned, words = _learned(row, found), _words(row, found)
    record: JsonObject = {
        "name": row.name,
        "kind": row.kind.value,
        "side": row.side,
        "named": row.named,
        "first_hand": row.first_hand,
        "repeated": row.repeated,
        "roots": row.roots,
        "denied": row.denied,
        "reports": row.reports,
        "first": time_or_null(row.first),
        "last": time_or_null(row.last),
        "reliability": None if learned is None else _reliability_json(learned),
        "fared": None if found.unjudged and not words else {verdict.value: count for verdict, count in tallied(words).items()},
        "registry": None if entry is None else _entry_json(entry),
    }
    return record | {"words": [_word_json(word) for word in words]} if told else record


def _reliability_json(learned: Reliability) -> JsonObject:
    return {
        "truth": _share_json(learned.truth),
        "class": learned.trust,
        "class_expected": learned.expected,
        "class_truth": _share_json(learned.group),
        "words": learned.words,
        "country": learned.country,
    }


def _share_json(share: Share) -> JsonObject:
    return {"mean": round(share.mean, 4), "p90": [round(share.low, 4), round(share.high, 4)]}


def _entry_json(entry: Entry) -> JsonObject:
    return {"country": entry.country, "admiralty": entry.admiralty, "note": entry.note, "aliases": list(entry.aliases)}


def _word_json(word: Word) -> JsonObject:
    return {"verdict": word.verdict.value, "p": None if word.p is None else round(word.p, 4), **claim_to_json(word.claim)}
