"""Measure the reading of claims in Arabic, Persian (Dari) and Pashto, on sentences of our own (claims_in_arabic_script.jsonl).

usage: claims_in_scripts.py [--half dev|held-out] [--wrong]

Each sentence has its claims: kind, place and, where it can be told, the party and whether it is denied; and its counts with their bounds. A
claim is right where all of these are: the kind, the place by its words, the party by its id. Kinds or parties that the gold leaves open
count for any. A claim of casualties whose kind is left open is any that counts. The sentences were written, and divided by lot, before
any rule was; three in ten tell nothing. They are short and plain: read the figures as what can be hoped for.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from page import plain

from reportedly.pipeline.reading import Knowledge, claims_in, open_knowledge
from reportedly.read.language import language_of
from reportedly.terms.claim import Claim, Polarity
from reportedly.terms.report import Report

SENTENCES = Path(__file__).with_name("claims_in_arabic_script.jsonl")
HEAD = ("language", "sentences", "claims", "found, %", "precision, %", "kind and place, %", "counts", "found, %", "precision, %")
OTHER = frozenset({"attack", "airstrike", "shelling", "bombing", "clash", "casualties", "movement", "other"})


def fits(gold: dict[str, Any], claim: Claim, *, party: bool) -> bool:
    """Tell whether a claim is the one meant."""
    place = claim.place.text if claim.place is not None else ""
    same = (gold["kind"] is None or claim.kind == gold["kind"]) and bool(place) and (place in gold["place"] or gold["place"] in place)
    if not party:
        return same
    who = claim.party.id if claim.party is not None else None
    return same and gold["party"] in (None, who) and (claim.stance.polarity is Polarity.DENIED) is gold.get("denied", False)


def share(part: int, whole: int) -> str:
    """A share in percent."""
    return f"{100 * part / whole:.1f}" if whole else ""


def row(language: str, tally: Counter[str]) -> tuple[str, ...]:
    """A row of the table."""
    shares = (share(tally["found"], tally["gold"]), share(tally["right"], tally["given"]), share(tally["placed"], tally["gold"]))
    counted = (share(tally["counts found"], tally["counts"]), share(tally["counts found"], tally["counts given"]))
    return (language, str(tally["sentences"]), str(tally["gold"]), *shares, str(tally["counts"]), *counted)


def count(knowledge: Knowledge, record: dict[str, Any], tally: Counter[str]) -> list[str]:
    """Count one sentence; give what was wrong in it."""
    text = record["text"]
    report = Report("r_" + text[:8], "x", text, published=date.fromisoformat(record["published"]), language=language_of(None, text))
    claims, gold = claims_in(knowledge, report), record["claims"]
    control = [claim for claim in claims if claim.kind not in OTHER or any(fits(one, claim, party=False) for one in gold)]
    said = Counter((one.what, one.low, one.high) for claim in claims for one in claim.counts)
    wanted = Counter((what, low, high) for what, low, high in record["counts"])
    tally.update(
        {
            "sentences": 1,
            "gold": len(gold),
            "found": sum(any(fits(one, claim, party=True) for claim in claims) for one in gold),
            "placed": sum(any(fits(one, claim, party=False) for claim in claims) for one in gold),
            "given": len(control),
            "right": sum(any(fits(one, claim, party=True) for one in gold) for claim in control),
            "counts": wanted.total(),
            "counts given": said.total(),
            "counts found": (said & wanted).total(),
        }
    )
    missed = [one for one in gold if not any(fits(one, claim, party=True) for claim in claims)]
    extra = [claim for claim in control if not any(fits(one, claim, party=True) for one in gold)]
    given = [(c.kind.value, c.place and c.place.text, c.party and (c.party.id or c.party.text), c.stance.polarity.value) for c in claims]
    return [f"{text}\n    missed {missed} given {given} counts {dict(said)}"] if missed or extra or said != wanted else []


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held-out"))
    parser.add_argument("--wrong", action="store_true", help="print what was wrong")
    arguments = parser.parse_args()
    knowledge = open_knowledge()
    records = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    for half in (arguments.half,) if arguments.half else ("dev", "held-out"):
        tallies: dict[str, Counter[str]] = {}
        for record in (one for one in records if one["half"] == half):
            wrong = count(knowledge, record, tallies.setdefault(record["language"], Counter()))
            if arguments.wrong:
                sys.stdout.writelines(f"{line}\n" for line in wrong)
        print(half, plain(HEAD, [row(language, tally) for language, tally in tallies.items()]), sep="\n")


if __name__ == "__main__":
    main()
