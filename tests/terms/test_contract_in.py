from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reportedly.errors import InvalidField
from reportedly.terms.claim import Kind, Polarity
from reportedly.terms.contract_in import Directory, claim_from_json
from reportedly.terms.identity import Json
from reportedly.terms.place import Level, Place
from reportedly.terms.source import Source, SourceKind

TERSE: dict[str, Json] = {
    "claim": "c1",
    "kind": "holds",
    "party": "A",
    "place": "d7",
    "when": {"start": "2031-03-02T15:00:00Z"},
    "chain": ["s1", {"source": "s2"}],
    "published": "2031-03-03T00:01:00Z",
    "quote": {"text": "A hold D."},
}


def test_a_terse_claim_is_taken_with_its_quote() -> None:
    claim = claim_from_json(TERSE)
    assert (claim.quote.start, claim.quote.end, claim.quote.text) == (0, 9, "A hold D.")
    assert claim.report.name == "c1"
    assert claim.report.published == date(2031, 3, 3)
    assert claim.known == datetime(2031, 3, 3, 0, 1, tzinfo=UTC)
    assert claim.place is not None
    assert claim.place.place == Place("d7", "d7", Level.ADM2)
    assert claim.party is not None
    assert (claim.party.id, claim.party.name) == ("A", "A")
    assert [link.source.id for link in claim.chain] == ["s1", "s2"]
    assert claim.when is not None
    assert claim.when.end is None


def test_ids_stand_for_what_the_directory_says() -> None:
    place, source = (
        Place("d7", "Delta", Level.ADM2, lat=1.0, lon=2.0),
        Source(None, "Delta FM", SourceKind.OUTLET, None, named=True, id="s1"),
    )
    claim = claim_from_json(TERSE, Directory(sources={"s1": source}, places={"d7": place}, names={"A": "Alphas"}))
    assert claim.place is not None
    assert claim.place.place == place
    assert claim.chain[0].source == source
    assert claim.party is not None
    assert claim.party.name == "Alphas"


def test_a_place_record_with_an_id_alone_is_looked_up_and_one_with_more_is_not() -> None:
    directory = Directory(places={"d7": Place("d7", "Delta", Level.ADM2)})
    bare = claim_from_json(TERSE | {"place": {"id": "d7", "level": "adm2"}}, directory)
    full = claim_from_json(TERSE | {"place": {"id": "d7", "name": "Other", "level": "adm1"}}, directory)
    assert bare.place is not None
    assert full.place is not None
    assert bare.place.place == directory.places["d7"]
    assert full.place.place == Place("d7", "Other", Level.ADM1)


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ({}, datetime(2031, 3, 3, 0, 1, tzinfo=UTC)),
        ({"published": "2031-03-03"}, datetime(2031, 3, 4, 12, tzinfo=UTC)),
        ({"published": None}, None),
        ({"known": "2031-03-01T00:00:00Z"}, datetime(2031, 3, 1, tzinfo=UTC)),
        ({"chain": [{"source": "s1", "medium": "post", "at": "2031-03-02T23:00:00Z"}]}, datetime(2031, 3, 2, 23, tzinfo=UTC)),
        # What was said to a journalist was not public when it was said.
        ({"chain": [{"source": "s1", "medium": "interview", "at": "2031-03-02T23:00:00Z"}]}, datetime(2031, 3, 3, 0, 1, tzinfo=UTC)),
    ],
)
def test_a_claim_is_known_when_its_words_were_public(more: dict[str, Json], known: datetime | None) -> None:
    assert claim_from_json(TERSE | more).known == known


def test_a_denial_takes_its_kind_from_the_claim_that_it_denies() -> None:
    denial = TERSE | {"kind": "denied", "refers": "c0"}
    known = claim_from_json(denial, Directory(kinds={"c0": Kind.CAPTURED}))
    unknown = claim_from_json(denial)
    assert (known.kind, known.stance.polarity) == (Kind.CAPTURED, Polarity.DENIED)
    assert (unknown.kind, unknown.stance.polarity) == (Kind.OTHER, Polarity.DENIED)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"quote": None}, "quote"),
        ({"quote": {"text": ""}}, "quote.text"),
        ({"quote": {"text": "x", "start": 5, "end": 5}}, "quote.end"),
        ({"quote": "A hold D."}, "quote"),
        ({"kind": None}, "kind"),
        ({"kind": "conquered"}, "kind"),
        ({"place": {"name": "Delta"}}, "place.id"),
        ({"place": {"id": "d7", "lat": 91}}, "place.lat"),
        ({"place": {"id": "d7", "lat": "north"}}, "place.lat"),
        ({"place": 7}, "place"),
        ({"when": {"start": "yesterday"}}, "when.start"),
        ({"when": {"start": "2031-03-02", "end": "2031-03-01"}}, "when"),
        ({"when": {"precision": "about"}}, "when.precision"),
        ({"published": "3 March"}, "published"),
        ({"report": {"outlet": "Delta FM"}}, "report.id"),
        ({"counts": [{"what": "killed", "low": 5, "high": 3}]}, "counts[0].low"),
        ({"counts": [{"what": "killed", "low": 2.5}]}, "counts[0].low"),
        ({"counts": {"what": "killed"}}, "counts"),
        ({"chain": [{"cue": "said"}]}, "chain[0].source"),
        ({"chain": [{"source": {"kind": "wizard"}}]}, "chain[0].source.kind"),
        ({"background": "yes"}, "background"),
    ],
)
def test_a_wrong_field_is_named(more: dict[str, Json], field: str) -> None:
    with pytest.raises(InvalidField) as raised:
        claim_from_json(TERSE | more)
    assert raised.value.field == field


@pytest.mark.parametrize("value", [None, [], "claim", 7])
def test_what_is_no_object_is_no_claim(value: Json) -> None:
    with pytest.raises(InvalidField):
        claim_from_json(value)
