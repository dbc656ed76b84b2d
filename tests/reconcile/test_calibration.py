"""The packaged figures of labels, and which of them belongs to a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from reportedly.reconcile import calibration
from reportedly.reconcile.calibration import LATER, REAL_TIME, Measured, measured, of_picture
from reportedly.reconcile.parameters import READ, REGISTERED
from reportedly.terms.picture import Label, Picture


def test_both_releases_are_measured_in_real_time_and_later() -> None:
    kinds = {(release, when) for release in (READ, REGISTERED) for when in (REAL_TIME, LATER)}
    assert {(row.release, row.when) for row in measured()} == kinds
    assert all(0 <= row.right <= row.cases and row.cases > 0 and row.label is not Label.UNKNOWN for row in measured())


def test_what_is_called_confirmed_is_hardly_ever_wrong() -> None:
    assert all(row.share >= 0.99 for row in measured() if row.label is Label.CONFIRMED and row.release == REGISTERED)


@pytest.mark.parametrize(("days", "when"), [(0, REAL_TIME), (4, REAL_TIME), (5, LATER), (90, LATER)])
def test_a_picture_has_the_figures_of_its_label_and_of_its_time(
    make_picture: Callable[..., Picture], monkeypatch: pytest.MonkeyPatch, days: int, when: str
) -> None:
    rows = [Measured(READ, name, Label.LIKELY, 10, 8, "a war") for name in (REAL_TIME, LATER)]
    monkeypatch.setattr(calibration, "measured", lambda: (*rows, Measured(READ, REAL_TIME, Label.CLAIMED, 0, 0, "a war")))
    picture = make_picture(label=Label.LIKELY)
    picture = replace(picture, known=picture.at + timedelta(days=days))
    found = of_picture(picture, READ)
    assert found is not None
    assert (found.when, found.share) == (when, 0.8)
    assert of_picture(picture, REGISTERED) is None
    assert of_picture(replace(picture, label=Label.CLAIMED), READ) is None
    assert of_picture(replace(picture, label=Label.UNKNOWN), READ) is None
