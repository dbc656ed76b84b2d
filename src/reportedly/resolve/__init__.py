"""Statements to claims: places, parties, sources and times identified, or explicitly not."""

from reportedly.resolve.locate import locate

__all__ = ["locate"]
