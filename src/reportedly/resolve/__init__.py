"""Statements to claims: places, parties, sources and times identified, or explicitly not."""

from reportedly.resolve.claims import identify
from reportedly.resolve.locate import locate
from reportedly.resolve.parties import PartyBook

__all__ = ["PartyBook", "identify", "locate"]
