"""Tables of figures: columns line up, and what would break a cell does not."""

from pathlib import Path

import page
import pytest


def test_columns_of_a_terminal_line_up() -> None:
    assert page.plain(("what", "n"), [("reading", "3"), ("x", "1000")]) == "what     n\nreading  3\nx        1000"


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert page.markdown(("a", "b"), [("x|y", "1")]) == "| a | b |\n| --- | --- |\n| x\\|y | 1 |"


def test_only_the_section_named_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "figures.md"
    file.write_text("head\n<!-- speed -->\nold\n<!-- /speed -->\n<!-- accuracy -->\nkept\n<!-- /accuracy -->\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", file)
    page.write("speed", "| new |")
    text = file.read_text(encoding="utf-8")
    assert "| new |" in text
    assert "old" not in text
    assert text.startswith("head\n")
    assert text.endswith("<!-- accuracy -->\nkept\n<!-- /accuracy -->\n")


def test_a_section_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "figures.md"
    file.write_text("nothing\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", file)
    with pytest.raises(ValueError, match="has no section speed"):
        page.write("speed", "| new |")
    assert file.read_text(encoding="utf-8") == "nothing\n"
