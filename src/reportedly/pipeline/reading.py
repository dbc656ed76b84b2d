"""From a report to what is in it: claims, or one of the layers below them."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from reportedly.errors import ReportedlyError, StageFailed
from reportedly.extract import extract, layers, may_tell
from reportedly.extract.stance import events
from reportedly.gazetteer.store import Gazetteer, open_default
from reportedly.read import Taken
from reportedly.reconcile import link
from reportedly.resolve import dated_there, locate
from reportedly.resolve.claims import identify
from reportedly.resolve.parties import PartyBook
from reportedly.resolve.registry import NOTHING_KNOWN, Registry, read_registry
from reportedly.terms.claim import Claim
from reportedly.terms.layers import Attribution, EventMention, TimeExpression
from reportedly.terms.place import PlaceRef
from reportedly.terms.report import Report

T = TypeVar("T")

ENGLISH = frozenset({None, "en"})  # texts whose language is not known are tried: they are short
READ_LANGUAGES = ENGLISH | {"ar", "fa", "prs", "ps"}
# In these names of places alone are found. German is not among them: it writes every noun with a capital.
NAMED_LANGUAGES = READ_LANGUAGES | {"ru", "uk", "fr", "es", "tr"}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The reference data by which texts are understood.

    Attributes:
        gazetteer: places.
        parties: parties.
        sources: what the user knows of sources; empty for nothing.
    """

    gazetteer: Gazetteer
    parties: PartyBook
    sources: Registry = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """What was found in one report.

    Attributes:
        taken: the report.
        found: what is in it; None where the report is in a language that is not read yet, empty where nothing was found.
    """

    taken: Taken
    found: tuple[T, ...] | None


def open_knowledge(parties: Path | None = None, sources: Path | None = None) -> Knowledge:
    """Open the packaged reference data.

    Args:
        parties: the user's own parties, merged over the packaged ones; None for those alone.
        sources: the user's registry of sources; None for none.

    Raises:
        GazetteerError: a file is missing or damaged.
        InputError: a file of the user's is missing, or an entry has the wrong form.
    """
    return Knowledge(open_default(), PartyBook.load(parties), NOTHING_KNOWN if sources is None else read_registry(sources))


def claims_in(knowledge: Knowledge, report: Report) -> tuple[Claim, ...]:
    """The claims of a report, as the ledger keeps them: roots are assigned when claims of many reports meet."""
    if not may_tell(report):
        return ()
    places = locate(report, knowledge.gazetteer)
    statements = extract(dated_there(report, places), [ref.mention for ref in places if ref.mention is not None])
    return knowledge.sources.described(identify(report, statements, places, knowledge.parties))


def linked_claims_in(knowledge: Knowledge, report: Report) -> tuple[Claim, ...]:
    """The claims of a report with roots, as far as this report alone shows them."""
    return link(claims_in(knowledge, report))


def mentions_in(knowledge: Knowledge, report: Report) -> tuple[PlaceRef, ...]:
    """The places that a report names."""
    return locate(report, knowledge.gazetteer)


def attributions_in(_: Knowledge, report: Report) -> tuple[Attribution, ...]:
    """Who says what in a report."""
    return layers.attributions(report)


def times_in(_: Knowledge, report: Report) -> tuple[TimeExpression, ...]:
    """The time expressions of a report."""
    return layers.times(report)


def events_in(_: Knowledge, report: Report) -> tuple[EventMention, ...]:
    """The event words of a report, and how surely it says that they happened."""
    return events(report.text)


def find(
    taken: Taken, stage: Callable[[Report], tuple[T, ...]], languages: Collection[str | None] = READ_LANGUAGES
) -> Finding[T] | ReportedlyError:
    """Run a stage over one report, if it is in a language that the stage reads.

    This is the one place where a fault of the program is caught: an archive of a million reports must not end at the one
    that trips a stage. It is named, counted and skipped, and the exit code says so.
    """
    if taken.report.language not in languages:
        return Finding(taken, None)
    try:
        return Finding(taken, stage(taken.report))
    except ReportedlyError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the boundary described above
        last = traceback.extract_tb(error.__traceback__)[-1]
        return StageFailed(taken.report.name, f"{type(error).__name__}: {error}", f"{Path(last.filename).name}:{last.lineno}")
