"""Times: finds time expressions, resolves them, and tells which one governs a statement."""

from reportedly.extract.times.choosing import time_for, utterance_time
from reportedly.extract.times.finding import find_times

__all__ = ["find_times", "time_for", "utterance_time"]
