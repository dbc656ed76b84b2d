"""The model card as tables, from the packaged parameters."""

from __future__ import annotations

import dataclasses
import re

from markdown import NOTE, table

from reportedly.reconcile.calibration import measured
from reportedly.reconcile.parameters import READ, REGISTERED, Parameters, Rates, Settings, load
from reportedly.views.words import right_share

Cards = tuple[Parameters, ...]
RATES = {
    "attack": "a quiet district comes under attack",
    "attack_near": "the same, for each whole share of neighbours in the other side's hands",
    "handover": "a district changes hands without a fight",
    "handover_near": "the same, by neighbours",
    "retake": "added to hand-overs of districts that have just changed hands",
    "raid": "a raid begins",
    "raid_near": "the same, by neighbours",
    "settle": "what was freshly taken settles",
    "cool": "the first hours after a change end (staged cards)",
    "early": "factor on how fast fighting ends in its first hours",
    "repel": "fighting ends with the holder where it was",
    "capture": "fighting ends with a capture",
    "raid_end": "a raid ends",
    "raid_stays": "share of raids that stay",
}


def meanings(thing: type) -> dict[str, str]:
    """What each attribute of a class means, from its docstring."""
    return dict(re.findall(r"^\s+(\w+): (.*)$", thing.__doc__ or "", re.MULTILINE))


def row(name: str, values: list[str], meaning: str) -> tuple[str, ...]:
    """A line with one value for each release."""
    return (f"`{name}`", *values, meaning)


def settings(cards: Cards) -> str:
    """The table of settings."""
    means = meanings(Settings)
    names = [field.name for field in dataclasses.fields(Settings)]
    rows = [row(name, [f"{getattr(card.settings, name):g}" for card in cards], means[name]) for name in names]
    return table(("setting", *(card.release for card in cards), "meaning"), rows)


def rates(cards: Cards) -> str:
    """The table of rates."""
    names = [field.name for field in dataclasses.fields(Rates)]
    rows = [row(name, [f"{getattr(card.rates, name):g}" for card in cards], RATES[name]) for name in names]
    return table(("rate", *(card.release for card in cards), "meaning"), rows)


def trust(card: Parameters) -> str:
    """The table of what each class of sources is expected to do."""
    kinds = {name: sorted(kind for kind, of in card.classes.items() if of == name) for name in card.trust}
    rows = [
        (name, f"{entry.true:.2f}", f"{entry.partisan:.2f}", f"{entry.noise:.2f}", "yes" if entry.weak else "no", ", ".join(kinds[name]))
        for name, entry in card.trust.items()
    ]
    return f"### {card.release}\n\n" + table(("class", "truth", "interest", "nothing", "weak", "kinds of source"), rows)


def certainty(cards: Cards) -> str:
    """The table of what a hedge is worth."""
    names = sorted({name for card in cards for name in card.certainty})
    rows = [(name, *(f"{card.certainty[name]:g}" for card in cards)) for name in names]
    return table(("put as", *(card.release for card in cards)), rows)


def labels() -> str:
    """The table of how often each label was right."""
    rows = [(row.release, row.when, row.label.value, right_share(row).replace("\u00a0", " "), f"{row.cases:,}") for row in measured()]
    return table(("card", "known", "label", "right", "cases"), rows)


def card_page() -> str:
    """The page of the model card."""
    cards = (load(READ), load(REGISTERED))
    parts = ["# The model card\n", NOTE, RELEASES, "## Settings\n", settings(cards)]
    parts += ["## How districts change\n", "Expected number a day.\n", rates(cards)]
    parts += [
        "## What sources are expected to do\n",
        EXPECTED,
        *map(trust, cards),
        "## What a hedge is worth\n",
        CERTAINTY,
        certainty(cards),
        "## How often a label is right\n",
        LABELS,
        labels(),
    ]
    return "\n".join(parts)


RELEASES = f"""\
Two releases are packaged: `{READ}` for claims read in reports, whose sources nobody has described, and `{REGISTERED}` for imported claims
whose sources stand in a registry. [How it reasons](model.md) says what these numbers do, the files in `data/model/` where they are from.
"""
EXPECTED = """\
Shares of the words of a source that follow the truth, the interest of its side, or nothing, before any of its words has been compared
with those of others. "Sided" is whoever speaks for a party. Weak classes share the tighter cap. The tables of how often each word is
said in each state are in the packaged files themselves.
"""
LABELS = f"""\
Measured on {measured()[0].source}: pictures of a time as known then (real time), and as known two weeks later, held against what was so.
Nothing was fitted on these wars; a war that differs from them will differ in this as well. `reportedly explain` says it of each picture,
`reportedly card` shows the table.
"""
CERTAINTY = """\
Probability that words are meant as they stand, by how surely they are put.
"""
