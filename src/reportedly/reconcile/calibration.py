"""How often each label was right on wars whose truth is known: figures that are measured and packaged, never used in the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportedly.errors import ParametersError
from reportedly.reconcile.parameters import load
from reportedly.terms.fields import Fields
from reportedly.terms.picture import Label, Picture

REAL_TIME, LATER = "real time", "later"


@dataclass(frozen=True, slots=True)
class Measured:
    """How often pictures of one label were right.

    Attributes:
        release: the model card that they were made with.
        when: `real time` for pictures of a time as known then, `later` for those as known days after it.
        label: the label.
        cases: how many pictures had it.
        right: how many of them were right.
        source: what was measured, and with which script.
    """

    release: str
    when: str
    label: Label
    cases: int
    right: int
    source: str

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.cases if self.cases else 0.0


@lru_cache(maxsize=1)
def measured() -> tuple[Measured, ...]:
    """Everything that was measured, in the order of the packaged file.

    Raises:
        ParametersError: the file is missing or damaged.
    """
    try:
        table = Fields(json.loads((files("reportedly") / "data" / "model" / "labels.json").read_text(encoding="utf-8")))
        return tuple(_row(row, table.need_text("source")) for row in table.records("labels"))
    except (OSError, ValueError) as error:
        message = f"the packaged figures of labels cannot be used: {error}"
        raise ParametersError(message) from error


def _row(row: Fields, source: str) -> Measured:
    label = row.choice("label", Label, Label.UNKNOWN)
    return Measured(row.need_text("release"), row.need_text("when"), label, row.whole("cases") or 0, row.whole("right") or 0, source)


def of_picture(picture: Picture, release: str) -> Measured | None:
    """What was measured of pictures like this one; None where nothing was: of unknown places, and of labels that never came up.

    Args:
        picture: the picture.
        release: the model card that it was made with.
    """
    days = (picture.known - picture.at).total_seconds() / 86400.0
    when = LATER if days >= load(release).settings.hindsight_days else REAL_TIME
    fits = (row for row in measured() if (row.release, row.when, row.label) == (release, when, picture.label) and row.cases)
    return next(fits, None)
