"""Who reads: the program with its word tables and reference data, so that a reading by other rules is told from this one."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from reportedly import __version__
from reportedly.gazetteer.store import pack_folders
from reportedly.resolve.parties import PartyBook

NAME = "reportedly"
DIGITS = 8
# What a reading depends on.
PARTS = ("data/gazetteer", "data/lexicon", "data/parties", "extract", "gazetteer", "pipeline/reading.py", "read", "resolve", "terms")
# The gazetteer's tables are described by pack.json beside them, which is covered; reading them would take longer than most runs.
NOT_COVERED = (".pyc", ".trie", ".bin", ".geojson")


@cache
def producer(parties: Path | None = None, sources: Path | None = None) -> str:
    """`reportedly@VERSION+DIGEST`: the digest covers the code and tables that a reading depends on, the user's own parties and registry."""
    digest = hashlib.sha256()
    root = resources.files(NAME)
    for part in PARTS:
        _cover(root.joinpath(part), digest)
    for own in (parties, sources):
        if own is not None and own.exists():
            digest.update(own.read_bytes())
    return f"{NAME}@{__version__}+{digest.hexdigest()[:DIGITS]}"


# What follows from claims depends on these.
WEIGHING = ("data/gazetteer", "data/model", "data/parties", "gazetteer", "ledger", "pipeline", "reconcile", "terms")


@cache
def weigher() -> str:
    """A digest of the code and tables by which claims are weighed."""
    digest = hashlib.sha256(__version__.encode())
    root = resources.files(NAME)
    for part in WEIGHING:
        _cover(root.joinpath(part), digest)
    for folder in pack_folders()[:-1]:
        digest.update((folder / "pack.json").read_bytes())
    return digest.hexdigest()


def maker(parties: PartyBook) -> str:
    """A digest of the code and tables by which claims are weighed, and of the parties."""
    return hashlib.sha256(f"{weigher()} {sorted(parties.parties.items())!r}".encode()).hexdigest()


def _cover(entry: Traversable, digest: hashlib._Hash) -> None:
    if entry.is_dir():
        for child in sorted(entry.iterdir(), key=lambda child: child.name):
            _cover(child, digest)
    elif not entry.name.endswith(NOT_COVERED):
        digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
