"""Which districts are neighbours, when only their coordinates are known.

The Gabriel graph (Gabriel and Sokal 1969): two places are neighbours when no third lies in the circle that has them as its diameter.
It needs no distance threshold, so it suits dense and empty regions alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def gabriel(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which pairs are neighbours: a symmetric matrix, false on its diagonal; coordinates in WGS84 degrees, NaN where unknown.

    Degrees of longitude are shortened by the cosine of the mean latitude; a conflict's region is small enough for that.
    """
    known = np.isfinite(lat) & np.isfinite(lon)
    count = len(lat)
    result = np.zeros((count, count), dtype=bool)
    rows = np.flatnonzero(known)
    if len(rows) < 2:  # noqa: PLR2004 - two places make the smallest pair
        return result
    shrink = np.cos(np.radians(np.nanmean(lat)))
    x, y = lon[rows] * shrink, lat[rows]
    squared = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    for i in range(len(rows)):
        for j in range(i):
            blocked = squared[i] + squared[j] < squared[i, j]
            blocked[[i, j]] = False
            if not blocked.any():
                result[rows[i], rows[j]] = result[rows[j], rows[i]] = True
    return result
