"""Fuses what many sources say of one thing: a category, a place of a tree, a number, a list of names; learns who is truthful."""

from reportedly.reconcile.fusion.answers import Answer, Reliability, fuse_values
from reportedly.reconcile.fusion.kinds import Entry, Kind, Node, kind_of

__all__ = ["Answer", "Entry", "Kind", "Node", "Reliability", "fuse_values", "kind_of"]
