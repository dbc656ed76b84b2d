"""Into the ledger: reports with the claims read in them, and claims made elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from reportedly.errors import InputError, InvalidRecord, ReportedlyError
from reportedly.ledger import Writer
from reportedly.pipeline.reading import Finding, Knowledge, claims_in, find
from reportedly.read import Taken
from reportedly.terms.claim import Claim

IMPORTED = "import@1"  # the producer of claims that do not name theirs
BATCH = 500  # reports of imported claims in one transaction: about a tenth of a second


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report.

    Attributes:
        taken: the report.
        claims: how many claims were read in it; None where it is in a language that is not read yet.
        new: whether the ledger learned anything.
    """

    taken: Taken
    claims: int | None
    new: bool


def add(
    taken: Iterable[Taken | InputError], writer: Writer, knowledge: Callable[[], Knowledge], by: str
) -> Iterator[Added | ReportedlyError]:
    """Read reports and append them with their claims, each as soon as it is read.

    A report that this producer has read before is not read again.

    Args:
        taken: reports; errors among them are passed on.
        writer: the ledger.
        knowledge: opens the reference data; called only when there is something to read.
        by: `name@version` of the program with its data.

    Raises:
        LedgerError: the ledger cannot be written; every report given before is in it.
    """
    opened: Knowledge | None = None
    for one in taken:
        if isinstance(one, InputError):
            yield one
        elif writer.has(one.report.id, by):
            yield Added(one, 0, new=False)
        else:
            opened = opened or knowledge()
            yield _append(find(one, partial(claims_in, opened)), writer, by)


def import_claims(claims: Iterable[Claim], writer: Writer) -> Iterator[int | ReportedlyError]:
    """Append claims made elsewhere, in a few transactions; give after each how many of its claims were new.

    What one producer says of one report is kept together, so that a later import of the same replaces it as a whole. A claim whose
    report the ledger keeps must quote it: one whose words are not in its text is refused, and given as an error.

    Raises:
        LedgerError: the ledger cannot be written; everything counted before is in it.
    """
    readings: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        quoting = _quoting(claim, writer.text(claim.report.id))
        if isinstance(quoting, ReportedlyError):
            yield quoting
        else:
            producer = claim.producer or IMPORTED
            readings[claim.report.id, producer].append(replace(quoting, producer=producer))
    waiting = iter(readings.values())
    while batch := [tuple(reading) for reading in islice(waiting, BATCH)]:
        yield writer.import_readings(batch)


def _quoting(claim: Claim, text: str | None) -> Claim | ReportedlyError:
    """The claim with its quote where the text has it; an error where it has it nowhere, or at several places and none is given."""
    quote = claim.quote
    if text is None or text[quote.start : quote.end] == quote.text:
        return claim
    start = text.find(quote.text)
    if start < 0 or text.find(quote.text, start + 1) >= 0:
        return InvalidRecord(claim.report.name, None, "quote", f"{quote.text!r} does not stand at {quote.start} in the text of the report")
    return replace(claim, quote=replace(quote, start=start, end=start + len(quote.text)))


def _append(finding: Finding[Claim] | ReportedlyError, writer: Writer, by: str) -> Added | ReportedlyError:
    if isinstance(finding, ReportedlyError):
        return finding
    taken, found = finding.taken, finding.found
    if found is None:
        return Added(taken, None, new=writer.keep(taken.report, taken.raw))
    claims = tuple(replace(claim, producer=by) for claim in found)
    return Added(taken, len(claims), new=writer.append(taken.report, taken.raw, claims, by))
