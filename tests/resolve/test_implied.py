from datetime import date

import pytest

from reportedly.resolve import implied
from reportedly.resolve.parties import PartyBook, Setting
from reportedly.terms.claim import Kind


@pytest.fixture(scope="module")
def book() -> PartyBook:
    return PartyBook.load()


@pytest.mark.parametrize(
    ("kind", "country", "day", "party", "against"),
    [
        (Kind.CAPTURED, "AF", date(2021, 6, 20), "taliban", "afg-government"),
        (Kind.LOST, "AF", date(2021, 6, 20), "afg-government", "taliban"),
        (Kind.RECAPTURED, "AF", date(2021, 6, 20), "afg-government", "taliban"),
        (Kind.CAPTURED, "IQ", date(2014, 6, 10), "islamic-state", "iraq-government"),
        (Kind.HOLDS, "AF", date(2021, 6, 20), None, None),
        (Kind.CLASH, "AF", date(2021, 6, 20), None, None),
        (Kind.CAPTURED, "AF", date(2021, 9, 5), None, None),
        (Kind.CAPTURED, "FR", date(2021, 6, 20), None, None),
        (Kind.CAPTURED, None, date(2021, 6, 20), None, None),
    ],
)
def test_who_is_meant(book: PartyBook, kind: Kind, country: str | None, day: date, party: str | None, against: str | None) -> None:
    found = implied.parties(kind, "Alpha district fell", book, Setting(country, day))
    assert tuple(ref.id if ref else None for ref in found) == (party, against)
    assert all(ref is None or (ref.text is None and ref.why.startswith("not said")) for ref in found)


def test_words_that_name_a_party_imply_none(book: PartyBook) -> None:
    assert implied.parties(Kind.CAPTURED, "the Taliban-run fort fell; Taliban fled", book, Setting("AF", date(2021, 6, 20))) == (None, None)
