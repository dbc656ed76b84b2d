"""The coding scheme knows every kind of claim and no other, and uses the names of the codebooks alone."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from reportedly.terms.claim import Kind

SCHEME: dict[str, Any] = tomllib.loads(files("reportedly").joinpath("data/kinds.toml").read_text(encoding="utf-8"))

# The codebooks' own lists. Sources: ACLED Codebook, "Event types"; PLOVER 0.8 manual, "Event types" and "Modes".
ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = {
    "AGREE": {""},
    "ASSAULT": {"", "abduct", "aerial", "drone", "explosives", "firearms", "heavy-weapons", "suicide-attack"},
    "COERCE": {"", "arrest", "seize", "restrict"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "PROTEST": {"demo", "riot", "strike"},
    "RETREAT": {"withdraw", "disarm", "ceasefire"},
}


def test_every_kind_and_no_other_has_a_row() -> None:
    assert list(SCHEME) == [kind.value for kind in Kind]


@pytest.mark.parametrize("kind", SCHEME)
def test_a_row_is_whole_and_names_real_codes(kind: str) -> None:
    row = SCHEME[kind]
    assert set(row) == {"says", "state", "acled", "plover", "cameo", "loss"}
    assert all(code["sub_event"] in ACLED[code["event"]] and code["when"] for code in row["acled"])
    assert not row["plover"] or row["plover"]["mode"] in PLOVER[row["plover"]["type"]]
    assert not row["cameo"] or row["cameo"]["code"].isdigit()


@pytest.mark.parametrize("kind", SCHEME)
def test_the_last_code_of_several_takes_all_that_are_left(kind: str) -> None:
    conditions = [code["when"] for code in SCHEME[kind]["acled"]]
    assert not conditions or conditions[-1] in {"always", "otherwise"}
    assert "always" not in conditions[:-1]
    assert "otherwise" not in conditions[:-1]
