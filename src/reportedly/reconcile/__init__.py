"""Reconcile: from claims to roots, then to pictures. Pure functions of what was public at K."""

from __future__ import annotations

from reportedly.reconcile.pictures import Query, World, pictures
from reportedly.reconcile.roots import link

__all__ = ["Query", "World", "link", "pictures"]
