"""Bytes to reports: text, HTML, JSON Lines, folders, standard input."""
