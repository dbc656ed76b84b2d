"""Statements to claims: places, parties, sources and times identified, or explicitly not."""

from reportedly.resolve.claims import identify
from reportedly.resolve.locate import locate
from reportedly.resolve.parties import PartyBook
from reportedly.resolve.zones import dated_there

__all__ = ["PartyBook", "dated_there", "identify", "locate"]
