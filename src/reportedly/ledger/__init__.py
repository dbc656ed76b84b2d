"""The append-only ledger of reports and claims: one file, one writer at a time, any number of readers.

Three times: when it held in the world (`Claim.when`), when it was public (`Claim.known`), when this ledger took it in (recorded).
"""

from reportedly.ledger.reader import Extent, Ledger, Tip
from reportedly.ledger.rows import moment_of, ticks
from reportedly.ledger.shelf import Rooted, Shelf, ShelfUnusable
from reportedly.ledger.writer import Decision, Verdict, Writer

__all__ = ["Decision", "Extent", "Ledger", "Rooted", "Shelf", "ShelfUnusable", "Tip", "Verdict", "Writer", "moment_of", "ticks"]
