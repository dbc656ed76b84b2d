"""Finds attributed statements about conflict in a text, in the words of the text alone."""

from reportedly.extract.languages import extract, may_tell

__all__ = ["extract", "may_tell"]
