"""Claims and pictures for tests of what is made from them, and the packaged case, run once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from made import Demo, claim_of, picture_of, place_of
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    return claim_of


@pytest.fixture
def make_picture() -> Callable[..., Picture]:
    return picture_of


@pytest.fixture
def make_place() -> Callable[..., Place]:
    return place_of


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Run the packaged case, which takes seconds; tests that change its folder work on a copy."""
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run([sys.executable, "-m", "reportedly.cli.main", "demo"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Demo(folder, done.stdout)
