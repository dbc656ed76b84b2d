from dataclasses import replace

import numpy as np
import pytest

from reportedly.reconcile.emission import loud
from reportedly.reconcile.parameters import REGISTERED, load
from reportedly.reconcile.trust import Cells, mixed

QUIET, BUSY = 0, 1
TEMPO = np.array([1.0, 20.0])  # of a quiet state and of a busy one
SAID = np.full((1, 4, 2), 0.1)  # one kind of words that tells nothing by itself: truth, two interests, noise


def odds(true: float, weight: float, others: float) -> float:
    """By how many nats a word speaks for the busy state, when its source follows the truth in a share of its words and else nothing."""
    settings = replace(load(REGISTERED).settings, burst_weight=weight, burst_others=others)
    shares = np.array([[true, 0.0, 0.0, 1.0 - true]])
    one = np.zeros(1, dtype=np.int32)
    log = mixed(shares, Cells(one, one, np.ones(1)), loud(SAID, TEMPO, settings))[0]
    return float(log[BUSY] - log[QUIET])


@pytest.mark.parametrize(("weight", "others"), [(0.6, 0.3), (1.0, 0.0), (0.0, 0.0), (1.0, 1.0)])
def test_words_are_loud_as_far_as_they_follow_the_truth(weight: float, others: float) -> None:
    assert odds(1.0, weight, others) == pytest.approx(weight * np.log(20.0))
    assert odds(0.0, weight, others) == pytest.approx(others * np.log(20.0))
    assert min(weight, others) * np.log(20.0) - 1e-9 <= odds(0.5, weight, others) <= max(weight, others) * np.log(20.0) + 1e-9


def test_where_all_are_as_loud_the_source_does_not_matter() -> None:
    assert odds(0.9, 1.0, 1.0) == pytest.approx(odds(0.1, 1.0, 1.0))


def test_the_packaged_card_hears_who_follows_nothing_less() -> None:
    settings = load(REGISTERED).settings
    assert 0.0 <= settings.burst_others < settings.burst_weight
