"""Whose words a question counts: of everybody, of one source, of one side, of neutral voices alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.terms.source import Source, SourceKind

# Kinds that look for themselves or ask those who did. Officials and parties speak for somebody even where it is not known for whom;
# accounts, aggregators and the unnamed pass on what nobody checked.
CHECKING = frozenset(
    {
        SourceKind.OUTLET,
        SourceKind.JOURNALIST,
        SourceKind.AGENCY,
        SourceKind.NGO,
        SourceKind.MEDICAL,
        SourceKind.WITNESS,
        SourceKind.LOCAL,
        SourceKind.ANALYST,
    }
)


class ScopeKind(StrEnum):
    """Whose words count: one source's, those of all who speak for one side, or those of neutral voices that check what they say."""

    SOURCE = "source"
    SIDE = "side"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose words alone a picture rests on, as if nobody else had spoken.

    Attributes:
        kind: whether one source is meant, one side, or all who are neutral.
        id: id of the party, id or name of the source; None for neutral voices.
        name: the party's or the source's name; None for neutral voices.
    """

    kind: ScopeKind
    id: str | None = None
    name: str | None = None

    def covers(self, source: Source) -> bool:
        """Tell whether words count that this source was the first to say."""
        if self.kind is ScopeKind.NEUTRAL:
            return source.side is None and source.kind in CHECKING
        if self.kind is ScopeKind.SIDE:
            return source.side == self.id
        if source.id is not None and source.id == self.id:
            return True
        return self.name is not None and (source.name or source.text or "").casefold() == self.name.casefold()

    def __str__(self) -> str:
        if self.kind is ScopeKind.NEUTRAL:
            return "neutral sources only"
        return f"{self.name or self.id} only" if self.kind is ScopeKind.SOURCE else f"{self.name or self.id} sources only"
