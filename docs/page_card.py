"""The model card as tables, from the packaged parameters."""

from __future__ import annotations

import dataclasses
import re

from markdown import NOTE, table

from reportedly.reconcile.parameters import Parameters, Rates, Settings, load

RATES = {
    "attack": "a quiet district comes under attack",
    "attack_near": "the same, for each whole share of neighbours in the other side's hands",
    "handover": "a district changes hands without a fight",
    "handover_near": "the same, by neighbours",
    "raid": "a raid begins",
    "raid_near": "the same, by neighbours",
    "settle": "what was freshly taken settles",
    "repel": "fighting ends with the holder where it was",
    "capture": "fighting ends with a capture",
    "raid_end": "a raid ends",
    "raid_stays": "share of raids that stay",
}


def meanings(thing: type) -> dict[str, str]:
    """What each attribute of a class means, from its docstring."""
    return dict(re.findall(r"^\s+(\w+): (.*)$", thing.__doc__ or "", re.MULTILINE))


def settings(card: Parameters) -> str:
    """The table of settings."""
    means = meanings(Settings)
    rows = [(f"`{field.name}`", f"{getattr(card.settings, field.name):g}", means[field.name]) for field in dataclasses.fields(Settings)]
    return table(("setting", "value", "meaning"), rows)


def rates(card: Parameters) -> str:
    """The table of rates."""
    rows = [(f"`{field.name}`", f"{getattr(card.rates, field.name):g}", RATES.get(field.name, "")) for field in dataclasses.fields(Rates)]
    return table(("rate", "a day", "meaning"), rows)


def trust(card: Parameters) -> str:
    """The table of what each class of sources is expected to do."""
    kinds = {name: sorted(kind for kind, of in card.classes.items() if of == name) for name in card.trust}
    rows = [
        (name, f"{entry.true:.2f}", f"{entry.partisan:.2f}", f"{entry.noise:.2f}", "yes" if entry.weak else "no", ", ".join(kinds[name]))
        for name, entry in card.trust.items()
    ]
    return table(("class", "truth", "interest", "nothing", "weak", "kinds of source"), rows)


def card_page() -> str:
    """The page of the model card."""
    card = load()
    parts = ["# The model card\n", NOTE, f"Release `{card.release}`. [How it reasons](model.md) says what these numbers do.\n"]
    parts += ["## Settings\n", settings(card), "## How districts change\n", "Expected number a day.\n", rates(card)]
    parts += ["## What sources are expected to do\n", EXPECTED, trust(card)]
    parts += ["## What a hedge is worth\n", CERTAINTY, table(("put as", "probability"), [(k, f"{v:g}") for k, v in card.certainty.items()])]
    return "\n".join(parts)


EXPECTED = """\
Shares of the words of a source that follow the truth, the interest of its side, or nothing, before any of its words has been compared
with those of others. "Sided" is whoever speaks for a party. Weak classes share the tighter cap. The tables of how often each word is
said in each state are in the packaged file itself, `data/model/`, with their origin.
"""
CERTAINTY = """\
Probability that words are meant as they stand, by how surely they are put.
"""
