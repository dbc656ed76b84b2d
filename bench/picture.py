"""Hold pictures of 2021 against the changes of hands that were told: who held the district at the end of the day after?

For each change (a district, a day, who holds it then) the ledger made from the reports is asked for the picture

    at     the end of the day after the change, on Kabul's clock
    known  that day, by the rule that the program has for reports which give only their day: what was published on a day counts as
           known once the day is over everywhere, so nothing is known too early (noon UTC of the next day)

A second row cuts `known` at the very instant of `at`; by the rule above nothing published on the day after is known then, so it shows
what is lost when only reports of the day itself count (40 of the 81 changes have one; by the first cut 70 have a report, and some of the
others an item of current events).

What is right. The truth at that time is the last change told of the district up to the day after: a district taken on the 20th and
retaken on the 21st is held by the second taker at the end of the 21st. Where that last change is coded as contested (as what happened, or
as the best that is known of it: claimed by one side, denied by the other), or two changes of one day name different holders, "contested"
is right too, and so is any holder named. In all other cases the picture must say "held" and name the holder.

Beside it stands what every map of claims does without a model: the last claim known by then wins, of the same claims of the same
reports. Affirmed claims count; who takes or holds it has it, who loses or leaves it gives it to the other side named (nobody
named: no answer), and fighting makes it contested.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

TRUTH = "truth/af2021_events.csv"
REPORTS = ("reports/af2021/reports.jsonl", "reports/wiki_current_events/afghanistan_2021_apr_oct.jsonl")
KABUL = ZoneInfo("Asia/Kabul")
HOLDERS = {"TB": "taliban", "GOV": "afg-government", "NRF": "afg-resistance"}
TAKES = {"captured", "recaptured", "holds", "repelled"}
GIVES = {"lost", "withdrew", "surrendered"}
CONTESTED = "contested"
CONTROL = TAKES | GIVES | {CONTESTED, "besieged", "advancing"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of hands that is known to have been told.

    Attributes:
        place: id of the district, such as `wof:1108561875`.
        day: the day of the change, in Kabul.
        holder: party id of who holds it then.
        contested: whether the coders saw it as still fought over.
    """

    place: str
    day: date
    holder: str
    contested: bool

    @property
    def at(self) -> datetime:
        """End of the day after the change on Kabul's clock, UTC."""
        return datetime.combine(self.day + timedelta(days=2), time(), KABUL).astimezone(UTC)

    @property
    def known(self) -> datetime:
        """When the day after the change was over everywhere, UTC."""
        return datetime.combine(self.day + timedelta(days=2), time(12), UTC)


def changes(path: Path) -> list[Change]:
    """Read the changes."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Change(
                f"wof:{row['wof_id']}",
                date.fromisoformat(row["event_date"]),
                HOLDERS[row["controller_after"]],
                CONTESTED in (row["verb"], row["best_status"]),
            )
            for row in csv.DictReader(lines)
        ]


def right_answers(change: Change, every: Iterable[Change]) -> set[str]:
    """Every answer that is right at the end of the day after a change: party ids, and `contested` where it is."""
    until = change.day + timedelta(days=1)
    told = [other for other in every if other.place == change.place and other.day <= until]
    last = max(other.day for other in told)
    latest = [other for other in told if other.day == last]
    answers = {other.holder for other in latest}
    return answers | {CONTESTED} if len(answers) > 1 or any(other.contested for other in latest) else answers


def stamp(moment: datetime) -> str:
    """Write an instant as the command line takes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def run(command: str, *words: str | Path) -> list[dict[str, Any]]:
    """Run the program; give the JSON Lines that it printed.

    Raises:
        RuntimeError: it failed.
    """
    done = subprocess.run([command, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        message = f"reportedly {' '.join(map(str, words))} ended with {done.returncode}: {done.stderr[-800:]}"
        raise RuntimeError(message)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def likeliest(row: dict[str, Any]) -> str | None:
    """What a picture answers: a party id, `contested`, or None where it names neither."""
    return row["holder"]["id"] if row["state"] == "held" and row["holder"] else CONTESTED if row["state"] == CONTESTED else None


def pictures(command: str, ledger: Path, queries: list[tuple[str, datetime, datetime]]) -> list[str | None]:
    """Ask for all pictures in one run; give their answers in the order of the queries."""
    grid = ledger.with_suffix(".grid.jsonl")
    grid.write_text("".join(json.dumps({"place": p, "at": stamp(t), "known": stamp(k)}) + "\n" for p, t, k in queries), encoding="utf-8")
    rows = run(command, "picture", "--grid", grid, "--ledger", ledger, "--json")
    answers = {(row["place"]["id"], row["at"], row["known"]): likeliest(row) for row in rows}
    return [answers.get((p, stamp(t), stamp(k))) for p, t, k in queries]


def says(claim: dict[str, Any]) -> str | None:
    """Who has the place by one claim: a party id, `contested`, or None where it names nobody."""
    slot = "party" if claim["kind"] in TAKES else "against" if claim["kind"] in GIVES else None
    return CONTESTED if slot is None else (claim.get(slot) or {}).get("id")


def last_claims(claims: Iterable[dict[str, Any]], queries: list[tuple[str, datetime, datetime]]) -> list[str | None]:
    """Answer each query by the last claim known by then about the district or a place in it, of the affirmed ones that name somebody."""
    told = [
        (datetime.fromisoformat(claim["known"]), {claim["place"]["id"], claim["place"].get("adm2_id")}, holder)
        for claim in claims
        if claim["kind"] in CONTROL
        and claim["stance"]["polarity"] == "affirmed"
        and claim["place"]
        and claim["known"]
        and (holder := says(claim))
    ]
    told.sort(key=lambda row: row[0], reverse=True)
    return [next((holder for known, places, holder in told if known <= k and place in places), None) for place, _, k in queries]


Answers: TypeAlias = "dict[Change, str | None]"


def share(answers: Answers, every: list[Change]) -> float:
    """Percentage of changes answered right."""
    return 100 * sum(answers[change] in right_answers(change, every) for change in every) / len(every)


@dataclass(frozen=True, slots=True)
class Round:
    """The answers to one set of queries: the pictures', and those of the last claim."""

    name: str
    ours: Answers
    last: Answers

    def line(self, every: list[Change]) -> str:
        """Sum it up."""
        ours, last = share(self.ours, every), share(self.last, every)
        silent = sum(answer is None for answer in self.ours.values())
        return f"{self.name:26} picture {ours:5.1f} %   last claim wins {last:5.1f} %   unanswered {silent}"

    def mistakes(self, every: list[Change]) -> list[str]:
        """Name each change that the picture has wrong."""
        wrong = [(change, right) for change in every if self.ours[change] not in (right := right_answers(change, every))]
        return [
            f"  {change.place} {change.day}: {self.ours[change]}, told {' or '.join(sorted(right))}; last claim {self.last[change]}"
            for change, right in wrong
        ]


def ask(command: str, ledger: Path, claims: list[dict[str, Any]], every: list[Change]) -> list[Round]:
    """Ask both for every change, as known that day and as known at that instant."""
    rounds = []
    for name, exact in (("as known that day", False), ("as known at that instant", True)):
        queries = [(change.place, change.at, change.at if exact else change.known) for change in every]
        ours, last = pictures(command, ledger, queries), last_claims(claims, queries)
        rounds.append(Round(name, dict(zip(every, ours, strict=True)), dict(zip(every, last, strict=True))))
    return rounds


def measure(suites: Path, command: str, work: Path) -> str:
    """Build a ledger from the reports, ask for every picture, and put it beside "last claim wins"; give the report as text."""
    inputs, ledger = work / "picture.jsonl", work / "picture.db"
    script = [sys.executable, str(suites / "bench/inputs.py"), *(str(suites / path) for path in REPORTS)]
    inputs.write_bytes(subprocess.run(script, capture_output=True, check=True).stdout)
    run(command, "add", inputs, "--ledger", ledger)
    every = changes(suites / TRUTH)
    rounds = ask(command, ledger, run(command, "read", inputs, "--json"), every)
    ours, last = share(rounds[0].ours, every), share(rounds[0].last, every)
    lines = [*(each.line(every) for each in rounds), "wrong, as known that day:", *rounds[0].mistakes(every), f"changes {len(every)}"]
    lines += [f"picture: right {ours:.1f} %", f"last claim wins: right {last:.1f} %", f"difference: {ours - last:.1f} points"]
    return "\n".join(lines) + "\n"
