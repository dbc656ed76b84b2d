from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path

from reportedly.errors import InputError, InvalidRecord
from reportedly.read.elsewhere import read_claims, read_places, read_sources
from reportedly.terms.claim import Claim, Kind, Polarity
from reportedly.terms.contract_in import Directory

NOTHING = BytesIO()


def claim(identity: str, **more: object) -> dict[str, object]:
    return {"claim": identity, "kind": "captured", "party": "A", "place": "d1", "quote": {"text": f"A took it ({identity})."}} | more


def write(path: Path, *records: object) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


def claims(path: str) -> list[Claim]:
    found = list(read_claims(path, NOTHING, Directory()))
    assert all(isinstance(one, Claim) for one in found)
    return [one for one in found if isinstance(one, Claim)]


def test_a_denial_refers_to_the_claim_by_the_id_that_the_ledger_knows_it_by(tmp_path: Path) -> None:
    first, denial = claims(write(tmp_path / "c.jsonl", claim("1"), claim("2", kind="denied", refers="1")))
    assert denial.refers == first.id
    assert (denial.kind, denial.stance.polarity) == (Kind.CAPTURED, Polarity.DENIED)


def test_a_claim_may_refer_to_one_further_down(tmp_path: Path) -> None:
    later, denial = claims(write(tmp_path / "c.jsonl", claim("2", kind="denied", refers="1"), claim("1")))
    assert denial.refers == later.id
    assert denial.kind is Kind.CAPTURED


def test_a_claim_of_an_earlier_import_is_referred_to_by_its_own_id(tmp_path: Path) -> None:
    (denial,) = claims(write(tmp_path / "c.jsonl", claim("2", refers="c_0123")))
    assert denial.refers == "c_0123"


def test_bad_lines_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "c.jsonl", claim("1"), claim("2", quote=None), claim("3", kind="conquered"), [], claim("5"))
    found = list(read_claims(path, NOTHING, Directory()))
    errors = [one for one in found if isinstance(one, InvalidRecord)]
    assert [(error.line, error.field) for error in errors] == [(2, "quote"), (3, "kind"), (4, None)]
    assert len(found) == 5


def test_gzip_and_standard_input(tmp_path: Path) -> None:
    raw = json.dumps(claim("1")).encode()
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(raw))
    zipped = list(read_claims(str(tmp_path / "c.jsonl.gz"), NOTHING, Directory()))
    assert list(read_claims("-", BytesIO(raw), Directory())) == zipped


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (error,) = read_claims(str(tmp_path / "none.jsonl"), NOTHING, Directory())
    assert isinstance(error, InputError)
    assert "none.jsonl" in str(error)


def test_sources_and_places(tmp_path: Path) -> None:
    sources = list(
        read_sources(write(tmp_path / "s", {"id": "s1", "name": "Delta FM", "kind": "outlet", "side": "A"}, {"name": "x"}), NOTHING)
    )
    places = list(read_places(write(tmp_path / "p", {"id": "d1", "name": "Delta", "lat": 1, "lon": 2}, {"id": "d2", "lat": 99}), NOTHING))
    assert [getattr(one, "side", str(one)) for one in sources] == ["A", f"{tmp_path / 's'}:2: id: is missing"]
    assert [getattr(one, "name", None) for one in places] == ["Delta", None]
