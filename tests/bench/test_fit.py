from dataclasses import replace
from pathlib import Path

import meaning
import numpy as np
import pytest
from cards import write
from fit import counted
from wars import HOURS_PER_DAY, Span, Truth, War

from reportedly.reconcile import parameters
from reportedly.reconcile.parameters import REGISTERED, load
from reportedly.reconcile.states import Phase, states

CARD = load(REGISTERED)
CODES = sorted(CARD.codes, key=lambda code: CARD.codes[code])


def span(begins: float, ends: float, state: str, owner: str, holder: str | None = None) -> Span:
    return Span(begins * HOURS_PER_DAY, ends * HOURS_PER_DAY, state, holder or owner, owner)


TOWN = (
    span(0, 10, "held", "A"),
    span(10, 12, "contested", "A"),
    span(12, 20, "held", "B"),
    span(20, 20.5, "raid", "B", "A"),
    span(20.5, 30, "held", "B"),
)
WAR = War(
    "made",
    (),
    {"town": TOWN, "hill": (span(0, 30, "held", "B"),)},
    ("A", "B"),
    {"town": frozenset({"hill"}), "hill": frozenset({"town"})},
    "0",
)


def test_rates_are_counts_over_the_days_at_the_front() -> None:
    found = counted([WAR], replace(CARD.rates, attack=0.0, raid=0.0, handover=0.0))
    front = 10 + 30 * 0  # the town for ten days; the hill is judged in its middle, when the town is its own side's
    assert found.attack_near == pytest.approx(1 / front)
    assert found.raid_near == pytest.approx(1 / front)
    assert found.handover_near == 0.0
    assert found.repel == 0.0
    assert found.raid_end == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (5, Phase.SETTLED),
        (10.01, Phase.ONSET),
        (11.9, Phase.CONTESTED),
        (12.01, Phase.TAKEN),
        (20.2, Phase.RAID),
        (20.51, Phase.RELIEVED),
        (29, Phase.SETTLED),
    ],
)
def test_stages_are_told_from_the_age_of_a_state(day: float, phase: Phase) -> None:
    space = states(2, staged=True)
    found = Truth(WAR, space, CARD.rates).state("town", day * HOURS_PER_DAY)
    assert found.sum() == pytest.approx(1.0)
    assert space.phase[found.argmax()] == phase


def test_meanings_are_distributions() -> None:
    assert meaning.truth(CODES).sum(axis=(0, 2)) == pytest.approx(np.ones(meaning.PHASES))
    assert meaning.candid(CODES).sum(axis=(0, 1)) == pytest.approx(np.ones((meaning.PHASES, meaning.PARTS)))
    assert meaning.partisan(CODES).sum(axis=(0, 1)) == pytest.approx(np.ones(meaning.PARTS))
    assert meaning.noise(CODES).sum() == pytest.approx(1.0)


def test_a_card_that_is_written_is_the_card_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "model"
    folder.mkdir(parents=True)
    write(CARD, ["made 0"], "2031-03-03", folder / "mine.toml")
    monkeypatch.setattr(parameters, "files", lambda _: tmp_path)
    found = parameters.load.__wrapped__("mine")
    assert (found.settings, found.rates, found.trust, found.classes) == (CARD.settings, CARD.rates, CARD.trust, CARD.classes)
    assert found.truth == pytest.approx(CARD.truth)
    assert found.tempo == pytest.approx(CARD.tempo)
