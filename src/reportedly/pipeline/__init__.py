"""The order of the stages: read, locate, extract, identify, link; append and import; link and reconcile. No logic of its own."""

from reportedly.pipeline.adding import Added, add, import_claims
from reportedly.pipeline.asking import Way, answer, answered, linked
from reportedly.pipeline.divisions import brought
from reportedly.pipeline.following import Follower
from reportedly.pipeline.fromshelf import names_on_shelf
from reportedly.pipeline.judging import MOST_JUDGED, Judged, judge
from reportedly.pipeline.producer import producer
from reportedly.pipeline.reading import Finding, Knowledge, find, open_knowledge
from reportedly.reconcile import Explaining, Query

__all__ = [
    "MOST_JUDGED",
    "Added",
    "Explaining",
    "Finding",
    "Follower",
    "Judged",
    "Knowledge",
    "Query",
    "Way",
    "add",
    "answer",
    "answered",
    "brought",
    "find",
    "import_claims",
    "judge",
    "linked",
    "names_on_shelf",
    "open_knowledge",
    "producer",
]
