"""Tells which language of Arabic script a text is in, by its letters and its smallest words."""

from __future__ import annotations

import re
from collections import Counter

from reportedly.terms.report import Report

ARABIC, PERSIAN, PASHTO = "ar", "fa", "ps"
_TAGS = {"ar": ARABIC, "fa": PERSIAN, "prs": PERSIAN, "ps": PASHTO}
_LOOKED_AT = 4000  # characters from the beginning
_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0670\u0640\u200c]+")
_LATIN = re.compile(r"[^\W\d_\u0600-\u06ff]")
# Letters and words that one of the three alone has.
_LETTERS = {PASHTO: re.compile("[ټډړږښڼځڅېۍ]"), PERSIAN: re.compile("[پچژگ]"), ARABIC: re.compile("[ةىأإ]")}
_WORDS = {
    ARABIC: frozenset(["في", "من", "على", "إلى", "عن", "التي", "الذي", "أن", "إن", "قال", "بعد", "مع", "بين", "هذا"]),
    PERSIAN: frozenset(["در", "از", "به", "که", "را", "است", "این", "شد", "کرد", "برای", "می", "های", "با", "شدند", "کردند"]),
    PASHTO: frozenset(
        ["په", "چې", "کې", "ته", "له", "دي", "ده", "دی", "وویل", "شول", "شوي", "څخه", "سره", "پر", "د", "او", "شي", "شو", "شوه", "وکړ"]
    ),
}


def language_of_script(report: Report) -> str | None:
    """The language by whose words a report is read.

    Returns:
        `ar`, `fa` or `ps`; None where most of its letters are of another script, or it is tagged with a language that is none of these.
    """
    text = report.text[:_LOOKED_AT]
    words = _WORD.findall(text)
    if sum(map(len, words)) <= len(_LATIN.findall(text)):
        return None
    if report.language is not None and report.language not in _TAGS:
        return None
    tagged = _TAGS.get(report.language or "")
    found = Counter({name: len(pattern.findall(text)) for name, pattern in _LETTERS.items()})
    for name, small in _WORDS.items():
        found[name] += 2 * sum(word in small for word in words)
    if tagged is not None:
        found[tagged] += 1 + len(words) // 4
    return found.most_common(1)[0][0]
