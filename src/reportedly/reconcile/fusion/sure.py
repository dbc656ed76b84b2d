"""How sure answers may be: the model's probabilities, with the weight of evidence scaled down to what it was found to be worth.

The model takes errors for independent but for copying. They are not: sources misread alike, share a mother tongue, look into one old
book. What looks like ten independent witnesses is worth fewer, so every value's log-probability counts a fixed share of itself, the same
for all objects of a kind, which changes no answer (temperature scaling: Guo et al., ICML 2017, "On calibration of modern neural networks").
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.fusion.kinds import Kind
from reportedly.reconcile.fusion.model import Floats

# The share that evidence counts. Places: between the best of two public tables, .17 and .13; numbers: the best of one, .08
# (bench/fusion.py --reliability, cross-validated by object). Nothing with known truth was at hand for the others: between these.
WORTH: Mapping[Kind, float] = {Kind.PLACE: 0.15, Kind.NUMBER: 0.08, Kind.CATEGORY: 0.11, Kind.NAMES: 0.11}
# How "none of these" is weighed beside them, in nats: it has no witnesses to be discounted. Those tables would have it at -3 or less, but
# hold few objects of which nobody tells the truth; at -2 a claim that stands alone is believed by seven to one at most.
NOBODY = -2.0
LEAST = 1e-300


def tempered(truth: Floats, first: NDArray[np.int64], worth: float) -> Floats:
    """Scale the probabilities of all candidates; within an object their order stays, but for "none of these".

    Args:
        truth: probability of each candidate, 1 in sum over an object, whose last candidate is "none of these".
        first: index of the first candidate of each object.
        worth: the share of itself that a log-probability counts, above 0 to 1.
    """
    lengths = np.diff(first, append=len(truth))
    log = worth * np.log(np.maximum(truth, LEAST))
    log[first + lengths - 1] += NOBODY
    log -= np.repeat(np.maximum.reduceat(log, first), lengths)
    p = np.exp(log)
    return np.asarray(p / np.repeat(np.add.reduceat(p, first), lengths))
