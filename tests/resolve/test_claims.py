from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reportedly.resolve.claims import identify
from reportedly.resolve.parties import PartyBook
from reportedly.terms.claim import Kind, Stance
from reportedly.terms.interval import Precision
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.report import Post, Report
from reportedly.terms.source import Medium, SourceKind
from reportedly.terms.statement import CountMention, LocalTime, PartyMention, Statement, Utterance

TEXT = "Government troops left Alpha on Friday, a Taliban spokesman said; 3 soldiers and 2 villagers were killed."
REPORT = Report(
    "r_1", "one", TEXT, published=date(2021, 7, 2), outlet="Blue Times", language="en", posts=(Post(0, 38, "A", "@a", date(2021, 7, 1)),)
)
ALPHA = Place("x:1", "Alpha", Level.ADM2, "AF", "North", "Alpha", timezone="Asia/Kabul")
MENTION = PlaceMention(23, 28, "Alpha")
PLACES = (PlaceRef("Alpha", ALPHA, 0.9, "its name", MENTION),)
FRIDAY = LocalTime(datetime(2021, 7, 2), datetime(2021, 7, 3), Precision.DAY, "Friday")  # noqa: DTZ001


@pytest.fixture(scope="module")
def book() -> PartyBook:
    return PartyBook.load()


def party(words: str, antecedent: str | None = None) -> PartyMention:
    start = TEXT.index(words)
    return PartyMention(start, start + len(words), words, antecedent)


def speaker(words: str, kind: SourceKind = SourceKind.OFFICIAL, name: str | None = None, **more: object) -> Utterance:
    start = max(TEXT.find(words), 0)
    return replace(Utterance(start, start + len(words), words, name, kind, "said"), **more)  # type: ignore[arg-type]


STATEMENT = Statement(
    0, 38, Kind.WITHDREW, party("Government troops"), None, MENTION, FRIDAY, (), Stance(), (speaker("a Taliban spokesman"),)
)


def test_everything_is_identified(book: PartyBook) -> None:
    (claim,) = identify(REPORT, (STATEMENT,), PLACES, book)
    assert claim.quote.text == TEXT[0:38]
    assert claim.party is not None
    assert (claim.party.id, claim.party.start, claim.against) == ("afg-government", 0, None)
    assert claim.place == PLACES[0]
    assert claim.when is not None
    assert claim.when.start == datetime(2021, 7, 1, 19, 30, tzinfo=UTC)
    assert claim.known == datetime(2021, 7, 3, 12, tzinfo=UTC)
    first, last = claim.chain
    assert (first.source.kind, first.source.side, first.source.named) == (SourceKind.PARTY, "taliban", False)
    assert (last.source.text, last.source.name, last.source.kind, last.medium) == (None, "Blue Times", SourceKind.OUTLET, Medium.ARTICLE)
    assert claim.producer.startswith("reportedly-rules@")


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 8), (90, 10_000)])
def test_statement_without_words_is_refused(book: PartyBook, start: int, end: int) -> None:
    assert identify(REPORT, (replace(STATEMENT, start=start, end=end),), PLACES, book) == ()


def test_place_that_nobody_found_says_so(book: PartyBook) -> None:
    (claim,) = identify(REPORT, (STATEMENT,), (), book)
    assert claim.place is not None
    assert (claim.place.text, claim.place.place) == ("Alpha", None)
    assert claim.place.why
    (none,) = identify(REPORT, (replace(STATEMENT, place=None),), PLACES, book)
    assert none.place is None


def test_counts_are_of_their_own_people(book: PartyBook) -> None:
    counts = (
        CountMention("killed", party("soldiers"), 3, 3, "3"),
        CountMention("killed", party("villagers"), 2, 2, "2"),
        CountMention("killed", None, 5, 5, "5"),
    )
    (claim,) = identify(REPORT, (replace(STATEMENT, counts=counts),), PLACES, book)
    assert [count.of.id if count.of else None for count in claim.counts] == ["afg-government", "civilians", None]


def test_pronouns_take_their_antecedent(book: PartyBook) -> None:
    (claim,) = identify(REPORT, (replace(STATEMENT, party=party("troops", "the Taliban")),), PLACES, book)
    assert claim.party is not None
    assert (claim.party.text, claim.party.id) == ("troops", "taliban")


def test_nobody_stands_against_himself(book: PartyBook) -> None:
    statement = replace(STATEMENT, against=party("Taliban", "the army"))
    (claim,) = identify(REPORT, (statement,), PLACES, book)
    assert claim.against is not None
    assert claim.against.id is None


@pytest.mark.parametrize(
    ("utterance", "known"),
    [
        (speaker("A", SourceKind.ACCOUNT, post=0, medium=Medium.POST), datetime(2021, 7, 2, 12, tzinfo=UTC)),
        (
            speaker("A", SourceKind.ACCOUNT, medium=Medium.POST, when=replace(FRIDAY, precision=Precision.MINUTE)),
            datetime(2021, 7, 1, 19, 30, tzinfo=UTC),
        ),
        (speaker("A", SourceKind.ACCOUNT, medium=Medium.POST, when=FRIDAY), datetime(2021, 7, 3, 12, tzinfo=UTC)),
        (speaker("A", when=replace(FRIDAY, precision=Precision.MINUTE)), datetime(2021, 7, 3, 12, tzinfo=UTC)),
    ],
)
def test_posts_make_things_known(book: PartyBook, utterance: Utterance, known: datetime) -> None:
    (claim,) = identify(REPORT, (replace(STATEMENT, when=None, chain=(utterance,)),), PLACES, book)
    assert claim.known == known


def test_unknown_publisher_is_no_outlet(book: PartyBook) -> None:
    (claim,) = identify(replace(REPORT, outlet=None), (STATEMENT,), PLACES, book)
    assert (claim.chain[-1].source.kind, claim.chain[-1].source.named) == (SourceKind.UNNAMED, False)


def test_undated_report_gives_no_times(book: PartyBook) -> None:
    (claim,) = identify(replace(REPORT, published=None), (replace(STATEMENT, when=None),), PLACES, book)
    assert (claim.when, claim.known) == (None, None)


@pytest.mark.parametrize(
    ("words", "kind", "name", "side"),
    [
        ("the interior ministry", SourceKind.OFFICIAL, None, "afg-government"),
        ("a provincial councillor", SourceKind.OFFICIAL, None, "afg-government"),
        ("U.S. officials", SourceKind.OFFICIAL, None, "us"),
        ("residents", SourceKind.LOCAL, None, None),
        ("Reuters", SourceKind.AGENCY, "Reuters", None),
        ("TASS", SourceKind.AGENCY, "TASS", "russia"),
        ("Jane Roe", SourceKind.UNNAMED, "Jane Roe", None),
        ("the Taliban", SourceKind.PARTY, "Taliban", "taliban"),
        ("a doctor of the army hospital", SourceKind.MEDICAL, None, None),
    ],
)
def test_sides_of_speakers(book: PartyBook, words: str, kind: SourceKind, name: str | None, side: str | None) -> None:
    (claim,) = identify(REPORT, (replace(STATEMENT, chain=(speaker(words, kind, name),)),), PLACES, book)
    source = claim.chain[0].source
    assert (source.side, source.named) == (side, name is not None)
