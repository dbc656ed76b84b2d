"""The packaged places: all Afghan units with their outlines, and quick to open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.gazetteer import open_default

AFGHAN_PROVINCES, AFGHAN_DISTRICTS = 34, 400


def test_every_afghan_unit_is_there() -> None:
    gazetteer = open_default()
    provinces, districts = gazetteer.provinces("AF"), gazetteer.districts("AF")
    assert len(provinces) == AFGHAN_PROVINCES
    assert len(districts) == AFGHAN_DISTRICTS
    assert {d.adm1 for d in districts} == {p.name for p in provinces}
    assert all(d.timezone == "Asia/Kabul" for d in districts)


def test_every_afghan_district_has_an_outline_and_neighbours() -> None:
    gazetteer = open_default()
    outlines = gazetteer.outlines("AF")
    assert isinstance(outlines, dict)
    text = json.dumps(outlines)
    assert all(f'"{d.id}"' in text and gazetteer.neighbours(d.id) for d in gazetteer.districts("AF"))


def test_a_country_without_outlines_gives_an_empty_collection() -> None:
    assert open_default().outlines("CH") == {"type": "FeatureCollection", "features": []}


def test_zones_follow_the_place() -> None:
    zone = {name: open_default().of(open_default().bearers("fold", name)[0]).timezone for name in ("mosul", "los angeles", "vladivostok")}
    assert zone == {"mosul": "Asia/Baghdad", "los angeles": "America/Los_Angeles", "vladivostok": "Asia/Vladivostok"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of this process alone is told by Linux only")
def test_opening_takes_little_memory() -> None:
    program = (
        "import re; from reportedly.gazetteer.store import open_default; g = open_default(); g.bearers('fold', 'kabul');"
        "print(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read()).group(1))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300 * 1024
