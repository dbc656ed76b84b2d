"""Counts: how many people were killed, injured, captured, displaced, with bounds as said."""

from reportedly.extract.counts.casualties import Casualty, casualties

__all__ = ["Casualty", "casualties"]
