"""Attributed claims about armed conflict: who says what happened, where, when, on whose word, how surely."""

__version__ = "0.1.0"
