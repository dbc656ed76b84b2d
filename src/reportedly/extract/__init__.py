"""Finds attributed statements about conflict in a text, in the words of the text alone."""

from reportedly.extract.assembly import extract

__all__ = ["extract"]
