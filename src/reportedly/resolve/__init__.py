"""Statements to claims: places, parties, sources and times identified, or explicitly not."""
