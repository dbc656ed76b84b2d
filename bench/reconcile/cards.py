"""Write a model card as the program reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from reportedly.reconcile.parameters import Parameters

HEADER = """\
# A model card: every number that the model of control uses (docs/card.md lists what each is).
#
# Written by bench/reconcile/fit.py on {date}; change what it writes, not this file.
# Fitted to the known truth of simulated wars (set, digest of its files): {sets}.
# words: how often a truthful voice (a bystander's, a candid side's), a partisan and an empty one says each thing, by phase of the district
#   (settled, fresh, contested, raid, relieved) and by the part of the party that is named, or, for who speaks for a side, of that side
#   (holder, other, raided holder).
# trust, phases, rates: counted in the same wars. settings, and rates away from fronts (attack, handover, raid): chosen by hand, on these
#   and other wars of the same simulator (docs/model.md).
# Own data, licence Apache-2.0.
"""


def write(card: Parameters, sets: Sequence[str], date: str, path: Path) -> None:
    """Write a card with what it was fitted to."""
    text = HEADER.format(date=date, sets=", ".join(sets)) + "\n".join(_lines(card)) + "\n"
    path.write_text(text, encoding="utf-8")


def _lines(card: Parameters) -> Iterator[str]:
    yield from _section("settings", asdict(card.settings))
    yield from _section("rates", asdict(card.rates))
    yield from _section("phases", {"tempo": card.tempo.ravel().tolist()})
    for name, trust in card.trust.items():
        yield from _section(f"trust.{name}", {key: value for key, value in asdict(trust).items() if key != "bystander"})
    yield from _section("certainty", card.certainty)
    yield from _section("classes", card.classes)
    for code, row in card.codes.items():
        tables = {"truth": card.truth[row], "candid": card.candid[row], "partisan": card.partisan[row]}
        yield from _section(
            f'words."{code}"', {name: table.ravel().tolist() for name, table in tables.items()} | {"noise": float(card.noise[row])}
        )


def _section(name: str, entries: Mapping[str, object]) -> Iterator[str]:
    yield f"\n[{name}]"
    yield from (f"{key if key.isidentifier() else _quoted(key)} = {_value(value)}" for key, value in entries.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return (
        f"{value:.5g}" if isinstance(value, float) and value != int(value) else str(value) if not isinstance(value, str) else _quoted(value)
    )


def _quoted(text: str) -> str:
    return f'"{text}"'
