"""Bytes to reports: text, HTML, JSON Lines, each also gzipped; files, folders, standard input."""

from reportedly.read.files import reports
from reportedly.read.taken import Taken

__all__ = ["Taken", "reports"]
