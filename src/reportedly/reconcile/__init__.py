"""Reconcile: from claims to roots, then to pictures. Pure functions of what was public at K."""

from __future__ import annotations

from reportedly.reconcile.according import marked, said_by
from reportedly.reconcile.asked import Query
from reportedly.reconcile.desk import Desk, Explaining
from reportedly.reconcile.pictures import card_for, pictures
from reportedly.reconcile.roots import Linker, link
from reportedly.reconcile.theatre import World

__all__ = ["Desk", "Explaining", "Linker", "Query", "World", "card_for", "link", "marked", "pictures", "said_by"]
