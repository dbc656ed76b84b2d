"""Write those pages of the documentation that are taken from the code: cli.md, json.md and coding.md.

usage: generate.py           writes the pages
       generate.py --check   names the pages that are not up to date, and fails if there are any
"""

from __future__ import annotations

import sys
from pathlib import Path

from page_card import card_page
from page_cli import cli
from page_coding import coding
from page_json import json_page

DOCS = Path(__file__).parent
PAGES = {"card.md": card_page, "cli.md": cli, "json.md": json_page, "coding.md": coding}


def stale() -> dict[str, str]:
    """The pages that are not as the code would write them now, with what it would write."""
    fresh = {name: page() for name, page in PAGES.items()}
    return {name: text for name, text in fresh.items() if not (path := DOCS / name).exists() or path.read_text(encoding="utf-8") != text}


def main(words: list[str]) -> int:
    """Write or check."""
    old = stale()
    if "--check" in words:
        for name in old:
            print(f"docs/{name} is not up to date; run docs/generate.py", file=sys.stderr)
        return int(bool(old))
    for name, text in old.items():
        (DOCS / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
