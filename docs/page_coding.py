"""The tables of the coding scheme, from the packaged kinds.toml."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from markdown import NOTE, table

from reportedly.terms import precision

INTRODUCTION = Path(__file__).with_name("_coding.md")


def scheme() -> dict[str, Any]:
    """The scheme by kind."""
    loaded: dict[str, Any] = tomllib.loads(files("reportedly").joinpath("data/kinds.toml").read_text(encoding="utf-8"))
    return loaded


def acled(row: dict[str, Any]) -> str:
    """The ACLED codes of a kind with their conditions."""
    codes = [
        f"{code['event']}: {code['sub_event']}" + ("" if code["when"] in {"always", "otherwise"} else f" (if {code['when']})")
        for code in row["acled"]
    ]
    return "; else ".join(codes) or "–"


def plover(row: dict[str, Any]) -> str:
    """The PLOVER type, mode and contexts of a kind."""
    code = row["plover"]
    if not code:
        return "–"
    contexts = f" [{', '.join(code['contexts'])}]" if code["contexts"] else ""
    mode = f": {code['mode']}" if code["mode"] else ""
    return f"{code['type']}{mode}{contexts}"


def cameo(row: dict[str, Any]) -> str:
    """The CAMEO code of a kind."""
    return f"{row['cameo']['code']} {row['cameo']['name']}" if row["cameo"] else "–"


def coding() -> str:
    """The page of the coding scheme."""
    rows = scheme()
    meanings = table(
        ("kind", "what the source says", "what it says of who holds the place"),
        [(f"`{k}`", r["says"], r["state"]) for k, r in rows.items()],
    )
    codes = table(
        ("kind", "ACLED", "PLOVER", "CAMEO", "what is lost"),
        [(f"`{k}`", acled(r), plover(r), cameo(r), r["loss"]) for k, r in rows.items()],
    )
    before, between, where, after = INTRODUCTION.read_text(encoding="utf-8").split("<!-- table -->\n")
    return f"{before}{NOTE}\n{meanings}{between}{codes}{where}{exactness()}{after}"


def exactness() -> str:
    """The table of how exactly a text says where, as it stands beside the code that derives it."""
    lines = [line.strip() for line in (precision.__doc__ or "").splitlines() if line.startswith("    ")]
    head, *rows = [tuple(re.split(r"\s{2,}", line)) for line in lines]
    return table(head, rows)
