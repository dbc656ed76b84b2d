"""Speakers as sources: what they are, whose side they are on, when they spoke."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportedly.resolve import zones
from reportedly.resolve.parties import PartyBook, Setting
from reportedly.terms.interval import day_over_everywhere
from reportedly.terms.party import Role
from reportedly.terms.report import Post, Report
from reportedly.terms.scope import CHECKING
from reportedly.terms.source import Link, Medium, Source, SourceKind
from reportedly.terms.statement import Utterance

# Those who report on others speak for a side only where the parties file says so.
_SPEAK_FOR_NOBODY = CHECKING | {SourceKind.SOCIAL, SourceKind.AGGREGATOR}
_OF_PARTIES = frozenset({SourceKind.OFFICIAL, SourceKind.UNNAMED, SourceKind.ANONYMOUS})


def chain(report: Report, utterances: Sequence[Utterance], book: PartyBook, setting: Setting, zone: str | None) -> tuple[Link, ...]:
    """Turn the utterances behind a statement into the links of its chain, the report last.

    Args:
        report: the report.
        utterances: the utterances, first speaker first.
        book: the parties.
        setting: where and when the statement plays.
        zone: IANA zone of its place, for times of speaking that name none; None where unknown.
    """
    return (*(_link(report, utterance, book, setting, zone) for utterance in utterances), of_report(report))


def of_report(report: Report) -> Link:
    """The report itself as the last link; one whose publisher nobody knows is not trusted as an outlet is."""
    kind = SourceKind.UNNAMED if report.outlet is None else SourceKind.OUTLET
    source = Source(text=None, name=report.outlet, kind=kind, named=report.outlet is not None)
    return Link(source, cue=None, medium=Medium.ARTICLE, at=report.published_at)


def known(report: Report, links: Sequence[Link]) -> datetime | None:
    """When a claim was public, UTC: when it was posted where that is stated, else when the report was; None if undated."""
    posted = [link.at for link in links if link.medium is Medium.POST and link.at is not None]
    if report.known is None:
        return min(posted, default=None)
    return min([*posted, report.known])


def _link(report: Report, utterance: Utterance, book: PartyBook, setting: Setting, zone: str | None) -> Link:
    post = report.posts[utterance.post] if utterance.post is not None else None
    side = _side(utterance, post, book, setting)
    source = Source(
        text=utterance.text,
        name=utterance.name,
        kind=_kind(utterance, side, book, setting),
        side=side,
        named=utterance.name is not None and _is_proper(utterance.name),
    )
    return Link(source, utterance.cue, utterance.medium, _at(utterance, post, zone))


def _is_proper(name: str) -> bool:
    """Tell a name from a description that a pronoun was given in its stead."""
    return all(
        not word[0].islower() or "-" in word or word in {"al", "bin", "ibn", "de", "van", "von", "el", "ul"} for word in name.split()
    )


def _at(utterance: Utterance, post: Post | None, zone: str | None) -> datetime | None:
    """When somebody spoke, to the minute; for a post that shows its day alone, the end of that day everywhere."""
    if post is not None and post.at is not None:
        return post.at
    stated = zones.moment(utterance.when, zone) if utterance.when is not None else None
    if stated is None and post is not None and post.day is not None:
        return day_over_everywhere(post.day)
    return stated


def _side(utterance: Utterance, post: Post | None, book: PartyBook, setting: Setting) -> str | None:
    """The party that somebody speaks for; None for those who speak for none."""
    words = f"{utterance.text} {utterance.name or ''} {post.handle or '' if post is not None else ''}"
    if utterance.kind in {SourceKind.ACCOUNT, SourceKind.SOCIAL, SourceKind.UNNAMED}:
        spoken_for = book.spoken_for(words, setting)
        if spoken_for is not None:
            return spoken_for
    if utterance.kind in _SPEAK_FOR_NOBODY or utterance.kind is SourceKind.ACCOUNT:
        return book.state_outlet(words, setting)
    return book.speaker(utterance.text, setting) or (book.speaker(utterance.name, setting) if utterance.name else None)


def _kind(utterance: Utterance, side: str | None, book: PartyBook, setting: Setting) -> SourceKind:
    """An official of a party that does not govern speaks as that party; a government in force, or a country, as an official."""
    if utterance.kind not in _OF_PARTIES or side is None:
        return utterance.kind
    party = book.parties.get(side)
    if party is None or any(term.role is Role.GOVERNMENT and term.holds(term.country, setting.day) for term in party.terms):
        return SourceKind.OFFICIAL
    return SourceKind.PARTY if book.names(utterance.text, setting) else utterance.kind
