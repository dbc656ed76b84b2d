"""A person's registry of sources: its three forms, what it changes in claims, and how its mistakes are named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.resolve.registry import Entry, Registry, read_registry
from reportedly.terms.claim import Claim
from reportedly.terms.source import SourceKind

TOML = """
[[source]]
name = "Northern Wire"
aliases = ["NW", "@northernwire"]
kind = "agency"
side = "none"
country = "AF"
admiralty = "B2"
note = "careful"

[[source]]
name = "The Office"
side = "red"
"""
CSV = """name,aliases,kind,side,country,admiralty,note
Northern Wire,NW|@northernwire,agency,none,AF,B2,careful
The Office,,,red,,,
"""
JSONL = """
{"name": "Northern Wire", "aliases": ["NW", "@northernwire"], "kind": "agency", "side": "none", "country": "AF", "admiralty": "B2", \
"note": "careful"}
{"name": "The Office", "side": "red"}
"""
WIRE = Entry("Northern Wire", ("NW", "@northernwire"), SourceKind.AGENCY, "none", "AF", "B2", "careful")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "text"), [("s.toml", TOML), ("s.csv", CSV), ("s.jsonl", JSONL)])
def test_three_forms_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    assert read_registry(written(tmp_path, name, text)).entries == (WIRE, Entry("The Office", side="red"))


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("s.toml", '[[source]]\nname = "A"\n\n[[source]]\nkind = "agency"\n', "s.toml:4: name: is missing"),
        ("s.toml", '[[source]]\nname = "A"\nadmiralty = "G"\n', "s.toml:1: admiralty: is 'G', not a letter A to F"),
        ("s.toml", '[[source]]\nname = "A"\nadmiralty = "b2"\n', "s.toml:1: admiralty"),
        ("s.toml", '[[source]]\nname = "A"\ncountry = "Afghanistan"\n', "s.toml:1: country"),
        ("s.toml", '[[source]]\nname = "A"\naliases = "B"\n', "s.toml:1: aliases: is 'B', not an array"),
        ("s.toml", '[[source]]\nname = "A"\ncolour = "red"\n', "s.toml:1: colour: is no field of a source"),
        ("s.toml", '[source]\nname = "A"\n', "s.toml: source: is no list"),
        ("s.csv", "name,kind\nA,agency\nB,wizard\n", "s.csv:3: kind: is 'wizard', not one of outlet"),
        ("s.csv", "title\nA\n", "s.csv:1: name: is no column"),
        ("s.csv", "name\nA,B\n", "s.csv:2: has more cells"),
        ("s.jsonl", '{"name": "A"}\n{"name": 3}\n', "s.jsonl:2: name: is 3, not a string"),
        ("s.jsonl", '{"name": "A"}\n[]\n', "s.jsonl:2: is no JSON object"),
        ("s.jsonl", '{"name": "A"}\n{\n', "s.jsonl:2: is no JSON"),
        ("s.jsonl", '{"name": "A"}\n{"name": "B", "aliases": ["a"]}\n', "s.jsonl:2: aliases: 'a' is a name of 'A' too"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(tmp_path: Path, name: str, text: str, where: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_registry(written(tmp_path, name, text))
    assert where in str(caught.value)


@pytest.mark.parametrize(("name", "text"), [("s.toml", "name = "), ("s.jsonl.gz", "no gzip")])
def test_a_file_of_another_form_is_named(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UnreadableFile):
        read_registry(written(tmp_path, name, text))
    with pytest.raises(UnreadableFile):
        read_registry(tmp_path / "none.toml")


@pytest.mark.parametrize("name", ["northern  wire", "nw", "NorthernWire", "@NORTHERNWIRE"])
def test_a_name_is_found_in_any_case_and_as_a_handle(name: str) -> None:
    assert Registry((WIRE,)).entry(name) is WIRE


@pytest.mark.parametrize("name", ["Northern", "wire", "northern wire agency", ""])
def test_a_name_that_is_only_alike_is_nobodys(name: str) -> None:
    assert Registry((WIRE,)).entry(name) is None


def test_claims_are_described_by_it(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(speaker="nw")
    (found,) = Registry((replace(WIRE, aliases=("nw",)),)).described([claim])
    first, last = found.chain[0].source, found.chain[1].source
    assert (first.name, first.text, first.kind, first.side, first.named) == ("Northern Wire", "nw", SourceKind.AGENCY, None, True)
    assert last == claim.chain[1].source


def test_what_is_left_out_is_as_read(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(speaker="The Office")
    (found,) = Registry((Entry("The Office"),)).described([claim])
    assert found == claim
    assert Registry().described([claim]) == (claim,)


def test_the_example_is_read() -> None:
    assert len(read_registry(Path(__file__).parents[2] / "docs" / "examples" / "sources.toml").entries) == 3
