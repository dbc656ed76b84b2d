"""Simulate a war and everything that is said of it, in the form of the reference sets.

    python bench/reconcile/simulate.py mixed --seed 1 -o sets        writes sets/mixed.1
    python bench/reconcile/simulate.py mixed --claims 10000000 -o sets

The same scenario and seed always give the same files. What the world and the press are like is said in `simulator/`.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

from simulator.scenario import SCENARIOS, Scenario
from simulator.simulation import Simulation
from simulator.writing import Files

PER_DISTRICT_AND_DAY = 1.6  # claims of the mixed scenario; by this its size is chosen where a number of claims is asked for


def main() -> int:
    """Write the sets that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", nargs="+", choices=[*SCENARIOS, "all"], help="kinds of war")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--districts", type=int, help="how many; the scenario's number where none is given")
    parser.add_argument("--days", type=int, help="how long it lasts; as the scenario says where none is given")
    parser.add_argument("--claims", type=int, help="about how many claims; more districts over a year")
    parser.add_argument("-o", "--out", type=Path, default=Path(), help="folder for the sets; each gets a folder of its own there")
    arguments = parser.parse_args()
    names = list(SCENARIOS) if "all" in arguments.scenario else arguments.scenario
    for name in names:
        began = time.perf_counter()
        scenario = sized(SCENARIOS[name], arguments.districts, arguments.days, arguments.claims)
        claims = Files(Simulation(scenario, arguments.seed), arguments.out / f"{name}.{arguments.seed}").write()
        print(f"{name}.{arguments.seed}: {claims:,} claims in {time.perf_counter() - began:.1f} s")
    return 0


def sized(scenario: Scenario, districts: int | None, days: int | None, claims: int | None) -> Scenario:
    """Change the size of a scenario; a number of claims means a year over as many districts as it takes."""
    if claims is not None:
        days = days or 365
        districts = districts or max(30, round(claims / days / PER_DISTRICT_AND_DAY))
    return replace(scenario, districts=districts or scenario.districts, days=days or scenario.days)


if __name__ == "__main__":
    sys.exit(main())
