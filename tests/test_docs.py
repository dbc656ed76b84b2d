"""The documentation is true: its commands run, its generated pages are those of the code, and every command and option is in it."""

import argparse
import doctest
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import generate
import page_cli
import page_json
import pytest

from made import Demo
from reportedly.cli.main import COMMANDS, build_parser

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.glob("[!_]*.md")])

# Blocks marked `console` are run as they stand; a command that may end with another exit code says so after it (`# exits 1`).
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^\$ (.*?)(?:\s+# exits (\d))?$", re.MULTILINE)


def commands(page: Path) -> list[tuple[str, int]]:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [(line, int(code or 0)) for block in blocks for line, code in PROMPT.findall(block)]


EXAMPLE = ">>> "
WITH_COMMANDS = [page for page in PAGES if commands(page)]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path, demo: Demo) -> None:
    shutil.copytree(demo.folder, tmp_path, dirs_exist_ok=True)
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line, code in commands(page):
        if shlex.split(line)[0] in {"make", "git", "pip"} or line == "reportedly demo":
            continue  # they set up the very environment that runs this, or have been run
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=tmp_path,
            env={**os.environ, "PATH": beside, "REPORTEDLY_PLACES": str(tmp_path / "own")},  # nobody's own places
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{page.name}: {line}\n{done.stdout[-500:]}\n{done.stderr[-500:]}"


@pytest.mark.parametrize("page", [page for page in PAGES if EXAMPLE in page.read_text(encoding="utf-8")], ids=lambda page: page.name)
def test_the_python_examples_of_a_page_hold(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed


SOURCES = ROOT / "src"
WITH_EXAMPLES = [path for path in sorted(SOURCES.rglob("*.py")) if EXAMPLE in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_the_examples_of_a_module_hold(path: Path) -> None:
    name = ".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried
    assert not failed


def test_there_are_commands_to_run() -> None:
    assert {"README.md", "tutorial.md"} <= {page.name for page in WITH_COMMANDS}


def test_generated_pages_are_those_of_the_code() -> None:
    assert list(generate.stale()) == []


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in page_cli.arguments(parser):
        yield from action.option_strings
    for sub in page_cli.subcommands(parser).values():
        yield from options(sub)


def test_every_command_and_option_is_documented() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    named = [f"## reportedly {command.name}\n" for command in COMMANDS]
    wanted = {option for option in options(build_parser([c.name for c in COMMANDS])) if option.startswith("--")}
    assert [name for name in named if name not in page] == []
    assert [option for option in sorted(wanted) if option not in page] == []


def test_every_argument_says_what_it_does() -> None:
    commands = page_cli.subcommands(build_parser([command.name for command in COMMANDS]))
    assert [f"{name} {action.dest}" for name, sub in commands.items() for action in page_cli.arguments(sub) if not action.help] == []


@pytest.mark.parametrize("example", ["example_claim", "example_picture"])
def test_every_field_of_an_example_is_documented(example: str) -> None:
    page = page_json.json_page()
    keys = set(re.findall(r'"(\w+)": ', getattr(page_json, example)()))
    parties = {"taliban", "afg-resistance", "none"}
    assert {key for key in keys - parties if f"`{key}`" not in page} == set()
