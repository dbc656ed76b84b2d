"""Which party words mean, by country, day and the other parties at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from reportedly.resolve import partyfile
from reportedly.resolve.partyfile import Demonym, Party
from reportedly.resolve.partynames import Match, Phrases, Word, words
from reportedly.terms.party import PartyRef, Role

CIVILIANS = "civilians"
CRIMINALS = "criminal-network"
# Parts of the generic table that are identified in themselves.
_PARTS = {"civilian": (CIVILIANS, "Civilians"), "criminal": (CRIMINALS, "Criminal network")}
# Words that end the proper names of armed groups, folded.
_FORCES = frozenset({"army", "front", "guard", "movement", "brigade", "militia", "resistance", "force"})
# Parts that belong to the country named beside them.
_OF_COUNTRIES = frozenset({"government", "aircraft"})
# Parts that somebody can speak for; "a rebel official" speaks for the rebels.
_SPEAKING = ("resistance", "uprising", "rebel", "militia", "government")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where, when and beside whom a party is named.

    Attributes:
        country: ISO 3166-1 alpha-2 code of the place; None where unknown.
        day: the day that it is about; None where unknown.
        others: ids of the parties that the report names.
        against: id of the party on the other side; None where none is named.
        territorial: whether it is about who holds ground, so that of several rebels the one that holds territory is meant.
    """

    country: str | None = None
    day: date | None = None
    others: frozenset[str] = frozenset()
    against: str | None = None
    territorial: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    party: Party
    local: bool


class PartyBook:
    """The parties that are known, and how to tell which of them words mean.

    Attributes:
        parties: the parties by id.
    """

    def __init__(self, parties: Sequence[Party]) -> None:
        """Make a book of these parties."""
        self.parties = {party.id: party for party in parties}

    @classmethod
    def load(cls, user_file: Path | None = None) -> PartyBook:
        """Load the packaged parties, with the user's own merged over them.

        Raises:
            UnreadableFile: the user's file is missing or no TOML.
            InvalidRecord: one of its entries has the wrong form.
        """
        packaged = partyfile.packaged()
        return cls(packaged if user_file is None else partyfile.merged(packaged, partyfile.of_user(user_file)))

    @cached_property
    def _names(self) -> Phrases[_Name]:
        return Phrases(
            (phrase, _Name(party, local))
            for party in self.parties.values()
            for local, phrases in ((False, (*party.names, party.name)), (True, party.local_names))
            for phrase in phrases
        )

    @cached_property
    def _generics(self) -> Phrases[str]:
        return Phrases(partyfile.generic_phrases().items())

    @cached_property
    def _demonyms(self) -> Phrases[Demonym]:
        return Phrases((word, demonym) for demonym in partyfile.demonyms() for word in (*demonym.names, *demonym.adjectives))

    @cached_property
    def _countries(self) -> Phrases[Demonym]:
        return Phrases((name, demonym) for demonym in partyfile.demonyms() for name in demonym.names)

    @cached_property
    def _outlets(self) -> Phrases[Party]:
        return Phrases((outlet, party) for party in self.parties.values() for outlet in party.outlets)

    def name(self, party_id: str) -> str | None:
        """The name of a party; None for an unknown id."""
        known = dict(_PARTS.values())
        party = self.parties.get(party_id)
        return party.name if party is not None else known.get(party_id)

    def resolve(self, text: str, setting: Setting) -> PartyRef:
        """Tell which party words mean.

        Args:
            text: the words, verbatim.
            setting: where, when and beside whom they stand.

        Returns:
            The party with the reason; the id is None where the words stay generic, and `why` says that.
        """
        found = words(text)
        civil = self._civil(found)
        named = None if civil else self._named(found, setting)
        if civil:
            ident, name = _PARTS["civilian"]
            return PartyRef(text, ident, name, why="people who are no party")
        if named is not None:
            return PartyRef(text, named.party.id, named.party.name, why="named" if not named.local else f"named so in {setting.country}")
        return self._unnamed(text, found, setting)

    def mentioned(self, text: str, setting: Setting) -> frozenset[str]:
        """The ids of all parties that a longer text names."""
        return frozenset(match.value.party.id for match in self._names.find(words(text)) if _fits(match, setting))

    def government(self, country: str | None, day: date | None) -> Party | None:
        """The government in force of a country on a day; None where none is known, or the day is not and there have been several."""
        found = [party for party in self.parties.values() if party.plays(Role.GOVERNMENT, country, day)]
        return found[0] if found and (day is not None or len(found) == 1) else None

    def de_facto_government(self, country: str, day: date) -> str | None:
        """The id of the government in force of a country on a day; None where the country is not known."""
        party = self.government(country, day)
        if party is not None:
            return party.id
        demonym = next((entry for entry in partyfile.demonyms() if entry.country == country), None)
        return None if demonym is None else _generated(demonym)[0]

    def rebels(self, setting: Setting) -> tuple[Party, ...]:
        """The rebels who hold ground in a country on a day; of several only those that the report names."""
        found = tuple(party for party in self._players(Role.REBEL, setting) if party.territory)
        named = tuple(party for party in found if party.id in setting.others)
        return named if len(found) > 1 and named else found

    def spoken_for(self, text: str, setting: Setting) -> str | None:
        """The id of the party that an account speaks for, by the words of its name or description."""
        found = {word.text for word in words(text)}
        speaking = (party for party in self.parties.values() if party.named_on(setting.day))
        return next((party.id for party in speaking if any(word in found for word in party.accounts)), None)

    def names(self, text: str, setting: Setting) -> bool:
        """Tell whether words name a party outright rather than by its part."""
        return self._named(words(text), setting) is not None

    def speaker(self, text: str, setting: Setting) -> str | None:
        """The id of the party that somebody speaks for, by the words for him; None where they show none.

        Former people of a government that has fallen speak for its heir.
        """
        found = words(text)
        named = self._named(found, setting)
        if named is not None:
            return named.party.id
        matches = [match for match in self._generics.find(found) if match.value in _SPEAKING and not match.opposed]
        if any(match.past and match.value == "government" for match in matches):
            return self._heir(setting)
        part = min((match.value for match in matches), key=_SPEAKING.index, default=None)
        return self._country(text, found, setting).id if part is None else self._playing(text, part, self._nation(found), setting).id

    def state_outlet(self, text: str, setting: Setting) -> str | None:
        """The id of the party that an outlet belongs to; None for others."""
        found = words(text)
        match = next(self._outlets.find(found), None)
        if match is None:
            return None
        owner = match.value
        return owner.id if owner.id in self.parties and owner.named_on(setting.day) else None

    def _heir(self, setting: Setting) -> str | None:
        day = setting.day
        fallen = (party for party in self.parties.values() if party.heir is not None and setting.country in party.countries)
        return next((party.heir for party in fallen if party.ended is not None and day is not None and party.ended <= day), None)

    def _nation(self, found: Sequence[Word]) -> Demonym | None:
        return next((match.value for match in self._demonyms.find(found) if not match.opposed and not match.past), None)

    def _civil(self, found: Sequence[Word]) -> bool:
        """Tell whether the head of the words is people who are no party."""
        return any(match.value == "civilian" and match.last == len(found) for match in self._generics.find(found))

    def _named(self, found: Sequence[Word], setting: Setting) -> _Name | None:
        """The named party: the longest phrase, of equal ones that of the place, then the first in the words."""
        matches = [match for match in self._names.find(found) if _fits(match, setting) and not match.opposed and not match.past]
        best = max(matches, key=lambda match: _rank(match, setting), default=None)
        return best.value if best is not None else None

    def _unnamed(self, text: str, found: Sequence[Word], setting: Setting) -> PartyRef:
        """A party that is not named: by the part it plays, in the country that the words name or that of the place."""
        demonym = self._nation(found)
        part = self._part(found)
        opposed = self._opposed(found, setting)
        if opposed is not None:
            return self._opponent(text, opposed, setting)
        if part is None:
            return self._country(text, found, setting)
        if part in _PARTS:
            ident, name = _PARTS[part]
            return PartyRef(text, ident, name, why=f"{part} by its words")
        if self._is_proper(found):
            return PartyRef(text, why="a name that is not in the parties file")
        unnamed = part == "none" or (part == "aircraft" and demonym is None)
        if unnamed or any(match.past for match in self._generics.find(found)):
            return PartyRef(text, why="the words name no party")
        return self._playing(text, part, demonym, setting)

    def _part(self, found: Sequence[Word]) -> str | None:
        matches = [match for match in self._generics.find(found) if not match.opposed]
        best = max(matches, key=lambda match: (match.last - match.first, match.last), default=None)
        return best.value if best is not None else None

    def _is_proper(self, found: Sequence[Word]) -> bool:
        """Tell whether words are the name of a force that nobody knows: "Blue Guard", unlike "Iraqi Army" and "Local forces"."""
        match = next((match for match in self._generics.find(found) if found[match.last - 1].text in _FORCES), None)
        if match is None or not match.first or not found[match.last - 1].capital or not found[match.first - 1].capital:
            return False
        return not any(other.first < match.first <= other.last for other in self._demonyms.find(found))

    def _opposed(self, found: Sequence[Word], setting: Setting) -> Party | str | None:
        """The party, or the part, that "anti-" stands before."""
        named = next((match.value.party for match in self._names.find(found) if match.opposed and _fits(match, setting)), None)
        return named or next((match.value for match in self._generics.find(found) if match.opposed), None)

    def _opponent(self, text: str, opposed: Party | str, setting: Setting) -> PartyRef:
        """Who "anti-X" forces are: rebels against a government, else the government or its heirs."""
        rules = opposed == "government" or (isinstance(opposed, Party) and opposed.plays(Role.GOVERNMENT, setting.country, setting.day))
        roles = (Role.RESISTANCE, Role.REBEL) if rules else (Role.GOVERNMENT,)
        candidates = [party for role in roles for party in self._players(role, setting) if party is not opposed]
        name = opposed if isinstance(opposed, str) else opposed.name
        return _single(text, candidates, setting, f"against {name}")

    def _country(self, text: str, found: Sequence[Word], setting: Setting) -> PartyRef:
        """A country named as an actor: "Turkey", not "Turkish" or "Turks"."""
        whole = next((match.value for match in self._countries.find(found) if match.last - match.first == len(found)), None)
        return PartyRef(text, why="not in the parties file") if whole is None else self._of_country(text, whole, setting)

    def _of_country(self, text: str, demonym: Demonym, setting: Setting) -> PartyRef:
        party = self.government(demonym.country, setting.day)
        if (
            party is None
            and setting.day is None
            and self._players(Role.GOVERNMENT, replace(setting, country=demonym.country, against=None))
        ):
            return PartyRef(text, why=f"{demonym.country} has had several governments, and the day is not known")
        ident, name = (party.id, party.name) if party is not None else _generated(demonym)
        return PartyRef(text, ident, name, why=f"the government of {demonym.country} on that day")

    def _playing(self, text: str, part: str, demonym: Demonym | None, setting: Setting) -> PartyRef:
        """The party that plays a part in the country on the day."""
        if part in _OF_COUNTRIES and demonym is not None:
            return self._of_country(text, demonym, setting)
        here = setting if demonym is None else Setting(demonym.country, setting.day, setting.others, setting.against, setting.territorial)
        if here.country is None:
            return PartyRef(text, why="generic words, and the country is not known")
        for role in (part, *partyfile.stand_ins().get(part, ())):
            if role not in set(Role):
                continue
            candidates = self._players(Role(role), here)
            if candidates:
                return _single(text, candidates, here, f"the {role} in {here.country} on that day")
        own = next((entry for entry in partyfile.demonyms() if entry.country == here.country), None)
        if part == "government" and own is not None and self.government(here.country, here.day) is None:
            return self._of_country(text, own, here)
        return PartyRef(text, why=f"generic words: nobody known as {part} in {here.country} on that day")

    def _players(self, role: Role, setting: Setting) -> list[Party]:
        """The parties that play a part, the one on the other side apart."""
        players = [party for party in self.parties.values() if party.plays(role, setting.country, setting.day)]
        if role is Role.GOVERNMENT and setting.day is None:  # who has been rebel and government may be either on that day
            players = [
                party for party in players if not any(party.plays(part, setting.country, None) for part in (Role.REBEL, Role.RESISTANCE))
            ]
        return [party for party in players if party.id != setting.against]


def _fits(match: Match[_Name], setting: Setting) -> bool:
    name = match.value
    return name.party.named_on(setting.day) and (not name.local or setting.country in name.party.countries)


def _rank(match: Match[_Name], setting: Setting) -> tuple[int, bool, bool, int]:
    name = match.value
    return (match.last - match.first, setting.country in name.party.countries, name.local, -match.first)


def _single(text: str, candidates: Sequence[Party], setting: Setting, why: str) -> PartyRef:
    """The one candidate, or the one that the report names or that holds ground; otherwise nobody is guessed."""
    for reason, chosen in _narrowings(candidates, setting):
        if len(chosen) == 1:
            return PartyRef(text, chosen[0].id, chosen[0].name, why=f"{why}{reason}")
    return PartyRef(text, why=f"generic words: {why} could be any of {', '.join(party.id for party in candidates)}" if candidates else why)


def _narrowings(candidates: Sequence[Party], setting: Setting) -> Iterator[tuple[str, list[Party]]]:
    yield "", list(candidates)
    yield ", named in the report", [party for party in candidates if party.id in setting.others]
    if setting.territorial:
        yield ", the one that holds ground", [party for party in candidates if party.territory]


def _generated(demonym: Demonym) -> tuple[str, str]:
    """Id and name of a government without an entry of its own."""
    return f"{demonym.slug}-government", f"Government of {demonym.slug.replace('-', ' ').title()}"
