"""Ask for pictures of towns that changed hands in wars elsewhere, told in a few reports each (`cases/wars.toml`).

    .venv/bin/python bench/cases.py [--case NAME] [--verbose]

Each case makes a ledger of its own; each question is put as a reader would put it, by the town's name. Beside the pictures stands "last
claim wins" on the same claims. The model card was not fitted on these cases; where a rule was mended because of one, CHANGELOG says so.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from picture import last_claims, likeliest, run, stamp

CASES = Path(__file__).parent / "cases" / "wars.toml"
COMMAND = str(Path(sys.executable).parent / "reportedly")
KNOWN_LATER = timedelta(days=2)  # reports that bear a day are public once it is over everywhere


@dataclass(frozen=True, slots=True)
class Ask:
    """A question and its right answers: ids of parties, or `contested`."""

    place: str
    country: str
    day: date
    right: frozenset[str]

    @property
    def at(self) -> datetime:
        """The end of the day, UTC."""
        return datetime.combine(self.day + timedelta(days=1), time(), UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: by the picture, with its probability and label, and by the last claim."""

    ask: Ask
    picture: str | None
    p: float
    label: str
    last: str | None


def answers(case: dict[str, Any], work: Path) -> list[Answer]:
    """Build the ledger of a case and ask its questions."""
    source, ledger = work / f"{case['name']}.jsonl", work / f"{case['name']}.db"
    reports = [
        {"id": f"{case['name']}/{number}", "published": day, "outlet": outlet, "text": text}
        for number, (day, outlet, text) in enumerate(case["reports"])
    ]
    source.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    run(COMMAND, "add", source, "--ledger", ledger)
    claims = run(COMMAND, "read", source, "--json")
    asks = [Ask(place, country, date.fromisoformat(day), frozenset(right)) for place, country, day, right in case["asks"]]
    return [_answer(ask, ledger, claims) for ask in asks]


def _answer(ask: Ask, ledger: Path, claims: Sequence[dict[str, Any]]) -> Answer:
    known = ask.at + KNOWN_LATER
    asked = (f"{ask.place}, {ask.country}", "--level", "settlement", "--at", stamp(ask.at), "--known", stamp(known))
    rows = run(COMMAND, "picture", *asked, "--ledger", ledger, "--json")
    if len(rows) != 1:
        return Answer(ask, None, 0.0, "not found", None)
    row = rows[0]
    [last] = last_claims(claims, [(row["place"]["id"], ask.at, known)])
    return Answer(ask, likeliest(row), max(row["p"].values()), row["label"], last)


def main() -> int:
    """Print the answers of each case and the shares that are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", help="one case alone")
    words = parser.parse_args()
    found: list[Answer] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
            if words.case in (None, case["name"]):
                found += _shown(answers(case, Path(folder)))
    right = sum(answer.picture in answer.ask.right for answer in found)
    last = sum(answer.last in answer.ask.right for answer in found)
    print(f"pictures right {right} of {len(found)}, last claim wins {last} of {len(found)}")
    return 0


def _shown(found: list[Answer]) -> list[Answer]:
    for answer in found:
        mark = "right" if answer.picture in answer.ask.right else "WRONG"
        said = f"{answer.picture or '-':20} p {answer.p:.2f} {answer.label:10} last claim {answer.last or '-'}"
        print(f"{mark}  {answer.ask.place:12} {answer.ask.day}  {said}   right: {' or '.join(sorted(answer.ask.right))}")
    return found


if __name__ == "__main__":
    sys.exit(main())
