"""A report page from a ledger: what `reportedly report` and `reportedly demo` share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reportedly.cli.asking import Desk
from reportedly.export.page import PageText, page_of
from reportedly.export.page_data import Atlas, page_data
from reportedly.export.shapes import outlines_of
from reportedly.pipeline import Explaining, Query
from reportedly.terms.claim import Claim
from reportedly.views.casebook import Casebook, casebook, day_ends, news_before
from reportedly.views.context import Context, context
from reportedly.views.sources import sources
from reportedly.views.words import basis, district_of

CREDITS = (
    "Places and outlines: Who's On First (CC BY 4.0, outlines Mesoshapes CC0), GeoNames (CC BY 4.0), OpenAfghanistan (MIT).",
    "Made with reportedly. What it shows is what reports say, weighed by a model; check the sentences before you rely on it.",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch of known time that a page covers; None for as long as there are claims."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, instant: datetime) -> bool:
        """Tell whether an instant lies in the stretch, both ends included."""
        return (self.since is None or instant >= self.since) and (self.until is None or instant <= self.until)


def case_of(asked: Desk, stretch: Stretch, names: Sequence[str] = ()) -> Casebook:
    """Ask a ledger for the pictures of districts at the end of every day, each with all that was known then.

    Args:
        asked: the ledger.
        stretch: the stretch of time.
        names: districts, provinces or countries; empty for every district that claims touch.

    Raises:
        UnknownPlace: a place is not known.
    """
    wanted = {place.id for place in asked.places(names)}
    places = [id_ for id_ in asked.districts(stretch.until or asked.now) if not names or id_ in wanted]
    linked = asked.linked(stretch.until or asked.now)
    if asked.scope is not None:
        linked = {id_: claim for id_, claim in linked.items() if claim.chain and asked.scope.covers(claim.chain[0].source)}
    about = {id_ for id_, claim in linked.items() if district_of(claim) in places}
    instants = tuple(instant for instant in day_ends(linked[id_] for id_ in about) if stretch.holds(instant))
    # What is said of a province is news of its districts too.
    looks = tuple(zip(instants, news_before(linked.values(), instants), strict=True))
    # Between the days on which a picture changes the same claims stand behind it.
    pictures = asked.answer([Query(place, at, known) for place in places for at, known in looks], explaining=Explaining.CHANGES)
    size = len(instants)
    histories = [pictures[number * size : (number + 1) * size] for number in range(len(places) if size else 0)]
    moving = about | {entry.claim for picture in pictures for entry in picture.because}
    return casebook(histories, {id_: claim for id_, claim in linked.items() if id_ in moving}, asked.names)


def contexts_of(asked: Desk, claims: Mapping[str, Claim]) -> dict[str, Context]:
    """The sentence around the quote of every claim, as far as the ledger keeps the reports."""
    reports = {claim.report.id for claim in claims.values()}
    texts = {report.id: report.text for identity in reports if (report := asked.ledger.report(identity)) is not None}
    return {id_: context(texts.get(claim.report.id, ""), claim.quote) for id_, claim in claims.items()}


def page(asked: Desk, case: Casebook, title: str) -> str:
    """Write the report page of a case as one HTML file."""
    countries = {history.place.country for history in case.places if history.place.country}
    atlas = Atlas(outlines_of(asked.then(case.instants[-1] if case.instants else None), countries))
    data = page_data(case, contexts_of(asked, case.claims), sources(case.claims.values()), atlas)
    last = [history.pictures[-1] for history in case.places]
    return page_of(data, last, PageText(title, facts(asked, case), CREDITS, basis(asked.scope, asked.hindsight), asked.manner.hindsight))


def facts(asked: Desk, case: Casebook) -> str:
    """What a page was made from, in two or three sentences."""
    roots = {claim.root for claim in case.claims.values()}
    reports = {claim.report.id for claim in case.claims.values()}
    days = f", from {_day(case.instants[0])} to {_day(case.instants[-1])}" if case.instants else ""
    rest = f"{len(case.claims)} claims in {len(reports)} reports rest on {len(roots)} first-hand statements"
    return f"{rest} about {len(case.places)} districts{days}. {unread_words(asked)}".strip()


def _day(end: datetime) -> str:
    """The day that ends at an instant, in words."""
    day = end - timedelta(microseconds=1)
    return f"{day.day} {day:%B %Y}"


def unread_words(asked: Desk) -> str:
    """Say which reports are kept but not read yet; empty where all were read."""
    counts: dict[str, int] = {}
    for report in asked.ledger.unread():
        counts[report.language or "unknown language"] = counts.get(report.language or "unknown language", 0) + 1
    if not counts:
        return ""
    return f"Kept but not read yet, for their language: {_listed(counts.items())}."


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} in {LANGUAGES.get(language, language)}" for language, number in sorted(counts))


LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "id": "Indonesian",
    "ps": "Pashto",
    "ru": "Russian",
    "uk": "Ukrainian",
}
