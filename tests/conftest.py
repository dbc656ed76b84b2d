"""Claims and pictures for tests of what is made from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from made import claim_of, picture_of, place_of
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
