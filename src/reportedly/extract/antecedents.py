"""Finds whom "he", "the account" and a bare surname stand for among the speakers of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.extract import quotes
from reportedly.extract.cues import word_set
from reportedly.extract.quotes import Quotation
from reportedly.extract.sayings import Saying
from reportedly.terms.report import Post
from reportedly.terms.source import SourceKind
from reportedly.terms.statement import Utterance

_PERSON = frozenset({"he", "she", "him", "who"})
_ANY = frozenset({"they", "it", "them"})
_PERSONS = frozenset(
    {SourceKind.JOURNALIST, SourceKind.OFFICIAL, SourceKind.WITNESS, SourceKind.ANALYST, SourceKind.MEDICAL, SourceKind.LOCAL}
)
_ORGANISATIONS = frozenset({SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.NGO, SourceKind.PARTY})
_ARTICLES = ("the ", "this ", "that ")
# "The account", "the senior official": a speaker taken up again, in so many words; longer ones describe a new one.
LONGEST_ANAPHOR = 3
# Sentences over which a subject stays the one that a pronoun means.
NEAR = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """A speaker met before.

    Attributes:
        utterance: what was said of it.
        inside: whether it speaks inside another's words.
        subject: whether it is the subject of its verb, as those are whom "he" is said of, rather than whom somebody quotes.
        sentence: index of the sentence that names it.
    """

    utterance: Utterance
    inside: bool
    subject: bool
    sentence: int


def resolved(found: Sequence[Saying], posts: Sequence[Post], quoted: Sequence[Quotation]) -> list[Saying]:
    """Give every speaker the name, and where its own words do not say the kind, of whom it stands for.

    Args:
        found: the sayings of a text.
        posts: its embedded posts.
        quoted: its quotations.
    """
    known: list[_Known] = []
    named: dict[int, Utterance] = {}
    order = sorted(
        (i for i, saying in enumerate(found) if saying.source is not None or saying.cue is not None), key=lambda i: _position(found[i])
    )
    for index in order:
        source = found[index].source
        if source is None:
            source = _shared(found, index, named)
        if source is None:
            continue
        inside = source.post is None and _inside(source.start, posts, quoted)
        cue = found[index].cue
        subject = cue is not None and found[index].depth == 0 and source.start < cue.start
        source = _identified(source, known, inside=inside, sentence=found[index].sentence)
        named[index] = source
        if cue is None or source.start != cue.start:  # "reportedly" names nobody
            known.append(_Known(source, inside, subject, found[index].sentence))
    return [replace(saying, source=named.get(index)) for index, saying in enumerate(found)]


def _position(saying: Saying) -> int:
    return saying.cue.start if saying.cue is not None else saying.content[0].start


def _inside(position: int, posts: Sequence[Post], quoted: Sequence[Quotation]) -> bool:
    return quotes.around(quoted, position) is not None or any(post.start <= position < post.end for post in posts)


def _shared(found: Sequence[Saying], index: int, named: dict[int, Utterance]) -> Utterance | None:
    """The speaker of the clause before, for "…, adding that": the last one before it in the sentence."""
    mine = found[index]
    before = [i for i in named if found[i].sentence == mine.sentence and _position(found[i]) < _position(mine) and found[i].depth == 0]
    if not before or mine.cue is None:
        return None
    return named[max(before, key=lambda i: _position(found[i]))]


def _identified(source: Utterance, known: Sequence[_Known], *, inside: bool, sentence: int) -> Utterance:
    words = source.text.lower().split()
    if words[:1] and words[0] in _PERSON | _ANY and len(words) == 1:
        return _taking(source, _pronoun(words[0], known, inside=inside, sentence=sentence))
    if source.text.lower().startswith(_ARTICLES) and 1 < len(words) <= LONGEST_ANAPHOR and source.name is None:
        return _taking(source, _definite(words[1:], known))
    if source.name is not None:
        return _namesake(source, known)
    return source


def _taking(source: Utterance, antecedent: Utterance | None) -> Utterance:
    """A speaker that stands for an earlier one; an earlier one without a name lends its words."""
    if antecedent is None:
        return source
    kind = antecedent.kind if source.kind is SourceKind.UNNAMED else source.kind
    return replace(source, name=antecedent.name or _bare(antecedent.text), kind=kind)


def _bare(text: str) -> str:
    """Words without their article."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in {"a", "an", "the"} else text


def _pronoun(word: str, known: Sequence[_Known], *, inside: bool, sentence: int) -> Utterance | None:
    """Whom a pronoun stands for: the last fitting speaker in the same voice, close by rather a subject than one who is quoted."""
    fits = _is_person if word in _PERSON else _is_any
    same = [entry for entry in reversed(known) if (not entry.inside or inside) and fits(entry.utterance)]
    near = [entry for entry in same if entry.subject and sentence - entry.sentence <= NEAR]
    return next((entry.utterance for entry in near + same), None)


def _is_person(utterance: Utterance) -> bool:
    if utterance.kind in _ORGANISATIONS:
        return False
    last = utterance.text.split()[-1].lower() if utterance.text.split() else ""
    return utterance.name is not None or (utterance.kind in _PERSONS and not last.endswith("s"))


def _is_any(utterance: Utterance) -> bool:
    return utterance.text.lower() not in _PERSON


def _definite(words: Sequence[str], known: Sequence[_Known]) -> Utterance | None:
    """Whom "the account" stands for: the last speaker described by that word, or whose kind it names."""
    head = words[-1]
    for entry in reversed(known):
        text = entry.utterance.text.lower()
        if head in text.split() and text.split()[-len(words) :] != list(words):
            return entry.utterance
        if head in word_set("heads", entry.utterance.kind) and entry.utterance.name is not None and head not in {"forces", "group"}:
            return entry.utterance
    return None


def _namesake(source: Utterance, known: Sequence[_Known]) -> Utterance:
    """A speaker with the full name and the kind of the earlier one whose surname it bears."""
    for entry in reversed(known):
        other = entry.utterance
        if other.name is not None and source.name is not None and (other.name == source.name or other.name.split()[-1] == source.name):
            vague = source.kind is SourceKind.UNNAMED or source.post is not None
            return replace(source, name=other.name, kind=other.kind if vague else source.kind)
    return source
