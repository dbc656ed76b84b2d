"""Floors go up and not down, survive a kill, and do not speak about texts that have changed."""

from pathlib import Path

import pytest
from floors import Floor, complaints, digest, load, raised, save, unmeasured
from suites import Figure, Suite, cell, number, ratio

MORE = Figure("found, %", number("found (.*)"), 80, noise=0.5)
LESS = Figure("error", number("error (.*)"), 0.3, higher=False, noise=0.01)
SUITE = Suite("made-up", "a made-up suite", ("a.txt", "b.txt"), lambda _: "", (MORE, LESS))


def floor(found: float, error: float, mark: str = "d1") -> Floor:
    return Floor(mark, {"found, %": found, "error": error})


@pytest.mark.parametrize(
    ("found", "error", "wrong"),
    [
        (90.0, 0.20, 0),
        (95.0, 0.10, 0),
        (89.6, 0.20, 0),  # within the noise
        (89.4, 0.20, 1),
        (90.0, 0.205, 0),
        (90.0, 0.22, 1),
        (10.0, 0.90, 2),
    ],
)
def test_a_drop_beyond_noise_is_named(found: float, error: float, wrong: int) -> None:
    assert len(complaints(SUITE, floor(found, error), floor(90.0, 0.20))) == wrong


def test_a_suite_without_floor_or_with_other_texts_is_named() -> None:
    assert complaints(SUITE, floor(90, 0.2), None)
    assert "changed" in complaints(SUITE, floor(90, 0.2, "d2"), floor(90, 0.2, "d1"))[0]


def test_floors_rise_figure_by_figure_and_never_fall() -> None:
    assert raised(SUITE, floor(91, 0.3), floor(90, 0.2)) == floor(91, 0.2)
    assert raised(SUITE, floor(80, 0.9), floor(90, 0.2)) == floor(90, 0.2)
    assert raised(SUITE, floor(80, 0.9, "d2"), floor(90, 0.2, "d1")) == floor(80, 0.9, "d2")


def test_a_figure_that_vanished_is_noticed() -> None:
    assert list(unmeasured(floor(90, 0.2), Floor("d1", {"error": 0.2}))) == ["found, %"]


def test_floors_are_kept_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load(path) == {}
    save(path, {"made-up": floor(90, 0.2)})
    save(path, {"made-up": floor(91, 0.2)})
    assert load(path) == {"made-up": floor(91, 0.2)}
    assert [entry.name for entry in tmp_path.iterdir()] == ["baseline.json"]


def test_the_digest_sees_names_and_bytes(tmp_path: Path) -> None:
    for name in SUITE.files:
        (tmp_path / name).write_text(name, encoding="utf-8")
    before = digest(tmp_path, SUITE)
    assert digest(tmp_path, SUITE) == before
    (tmp_path / "b.txt").write_text("other", encoding="utf-8")
    assert digest(tmp_path, SUITE) != before


TABLE = "share      ours    en\nfound +in  81.0  90.5\nfound      80.0  88.0\nholder     40.0  44.0\n"


def test_figures_are_found_in_tables_and_lines() -> None:
    assert cell("found", 2)(TABLE) == 88.0
    assert cell("found +in", 1)(TABLE) == 81.0
    assert ratio(cell("holder", 2), cell("found", 2))(TABLE) == 50.0
    with pytest.raises(LookupError):
        cell("lost", 1)(TABLE)
