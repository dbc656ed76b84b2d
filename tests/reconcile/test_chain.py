from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from reportedly.reconcile.chain import FEW, forward_backward, log_likelihood

Floats = NDArray[np.float64]


def paths(start: Floats, steps: Floats, step_of: NDArray[np.int64], likelihood: Floats) -> Floats:
    """Weight of all paths through each state in each slot."""
    slots, states = likelihood.shape
    total = np.zeros((slots, states))
    for path in product(range(states), repeat=slots):
        weight = start[path[0]] * likelihood[0, path[0]]
        for slot in range(1, slots):
            weight *= steps[step_of[slot], path[slot - 1], path[slot]] * likelihood[slot, path[slot]]
        for slot, state in enumerate(path):
            total[slot, state] += weight
    return total


@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(2, 3))
@settings(max_examples=40, deadline=None)
def test_equals_the_enumeration_of_all_paths(seed: int, slots: int, states: int) -> None:
    random = np.random.default_rng(seed)
    start = random.dirichlet(np.ones(states), size=2)
    steps = random.dirichlet(np.ones(states), size=(3, 2, states))
    step_of = random.integers(0, 3, size=slots)
    likelihood = random.random((slots, 2, states)) + 1e-3
    found = forward_backward(start, steps, step_of, likelihood)
    total = log_likelihood(start, steps, step_of, likelihood)
    for district in range(2):
        weight = paths(start[district], steps[:, district], step_of, likelihood[:, district])
        assert np.allclose(found[:, district], weight / weight.sum(axis=1, keepdims=True), atol=1e-12)
        assert np.allclose(total[district], np.log(weight[-1].sum()), atol=1e-12)


@given(st.integers(0, 10_000), st.integers(1, 300), st.integers(1, FEW), st.floats(0.0, 20.0))
@settings(max_examples=40, deadline=None)
def test_few_districts_are_answered_as_many_are(seed: int, slots: int, districts: int, nats: float) -> None:
    random = np.random.default_rng(seed)
    start = random.dirichlet(np.ones(5), size=districts)
    steps = 0.98 * np.eye(5) + 0.02 * random.dirichlet(np.ones(5), size=(3, districts, 5))
    step_of = random.integers(0, 3, size=slots)
    likelihood = np.exp(-nats * random.random((slots, districts, 5)))
    many = [np.tile(values, (*(1 for _ in range(axis)), FEW + 1, *(1 for _ in values.shape[axis + 1 :]))) for values, axis in
            ((start, 0), (steps, 1), (likelihood, 1))]  # fmt: skip
    found = forward_backward(start, steps, step_of, likelihood)
    one_by_one = forward_backward(many[0], many[1], step_of, many[2])
    assert np.allclose(found, one_by_one[:, :districts], atol=1e-10)
