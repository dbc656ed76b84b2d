"""Reconcile: from claims to roots, then to pictures. Pure functions of what was public at K."""

from __future__ import annotations

from reportedly.reconcile.according import marked, said_by
from reportedly.reconcile.pictures import Query, pictures
from reportedly.reconcile.roots import link
from reportedly.reconcile.theatre import World

__all__ = ["Query", "World", "link", "marked", "pictures", "said_by"]
