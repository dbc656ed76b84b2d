"""Stance: whether a clause says that something happened, that it did not, and how surely; the factuality of every event word."""

from reportedly.extract.stance.events import events
from reportedly.extract.stance.judging import stance_at

__all__ = ["events", "stance_at"]
