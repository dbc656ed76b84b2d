"""The rules of the house that ruff, mypy and import-linter cannot check: sizes, words that must not stand here, documentation."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
# Size budget, from what the best projects of our kind reach (CONTRIBUTING.md).
MODULE_LINES = 400
FUNCTION_LINES, MEDIAN, NINTH_DECILE = 50, 5, 25
# Paths that name a machine rather than the project: from the root of its disk, but for the folders that every system has; or into a
# hidden folder beside the checkout. `/html/` begins XPaths.
FOREIGN = re.compile(r"(?<![\w.])/(?!(?:tmp|dev|usr|bin|etc|proc|path|private|html)/)[a-z]+/|\.\./\.\w")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def sizes() -> dict[str, int]:
    return {f"{path.relative_to(ROOT)}:{f.lineno} {f.name}": body_lines(f) for path in SOURCES for f in functions(path)}


def test_no_module_is_too_long_to_read_in_a_sitting() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: n for name, n in lengths.items() if n > MODULE_LINES} == {}


def test_functions_are_small() -> None:
    found = sizes()
    assert {name: n for name, n in found.items() if n > FUNCTION_LINES} == {}
    assert statistics.median(found.values()) <= MEDIAN
    assert statistics.quantiles(found.values(), n=10)[-1] <= NINTH_DECILE


def public(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Public functions and classes of a module, and public methods of its public classes."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


def is_overload_or_override(node: ast.AST) -> bool:
    names = {ast.unparse(decorator).split(".")[-1] for decorator in getattr(node, "decorator_list", ())}
    return bool(names & {"overload", "override"})


def test_everything_public_is_documented() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in public(ast.parse(path.read_text(encoding="utf-8")))
        if not ast.get_docstring(node) and not is_overload_or_override(node)
    ]
    assert silent == []


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine(tracked: list[Path]) -> None:
    wrong = []
    for path in tracked:
        if path.suffix == ".lock":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [f"{path.relative_to(ROOT)}: {found.group()}" for found in FOREIGN.finditer(text)]
    assert wrong == []


def test_every_test_module_mirrors_a_module() -> None:
    tests = ROOT / "tests"
    orphans = []
    for path in tests.rglob("test_*.py"):
        inside = path.relative_to(tests)
        if len(inside.parts) == 1 or inside.parts[0] in {"bench", "data"}:
            continue
        folder = ROOT / "src" / "reportedly" / inside.parent
        if not folder.is_dir() and not folder.with_suffix(".py").is_file():
            orphans.append(str(inside))
    assert orphans == []
