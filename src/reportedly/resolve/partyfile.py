"""Reads parties files: the packaged ones and the user's own, in one form (docs/parties.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.terms.party import Role

_ARABIC_SCRIPT = "arabic_script"
_REGIONS = ("afghanistan", "middle_east", "africa", "europe_asia_americas")


@dataclass(frozen=True, slots=True)
class Term:
    """What a party is in a country for a time.

    Attributes:
        role: government, rebel, …
        country: ISO 3166-1 alpha-2 code.
        start: first day; None for always before.
        end: first day after; None for until now.
    """

    role: Role
    country: str
    start: date | None = None
    end: date | None = None

    def holds(self, country: str | None, day: date | None) -> bool:
        """Tell whether the term covers a country on a day; every term covers an unknown day."""
        if self.country != country:
            return False
        return day is None or ((self.start is None or self.start <= day) and (self.end is None or day < self.end))


@dataclass(frozen=True, slots=True)
class Party:
    """A party to a conflict as a parties file describes it.

    Attributes:
        id: its id, such as `taliban`.
        name: its name.
        countries: ISO 3166-1 alpha-2 codes of the countries it acts in.
        names: phrases that mean it wherever they stand.
        local_names: phrases that mean it in its countries alone.
        accounts: words in the names of accounts that speak for it.
        outlets: names of the outlets that belong to it.
        terms: what it is where and when.
        territory: whether it holds territory, so that "the rebels took a town" means it where several rebels are about;
            governments and armed resistances always do.
        begins: first day on which its names mean it; None for always.
        ends: first day on which they no longer do; None for never.
        ended: day of its fall; its former people speak for `heir` from then on.
        heir: id of the party that former members stand with after `ended`.
        wikidata: its Wikidata id; None where unknown.
    """

    id: str
    name: str
    countries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    local_names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    territory: bool = False
    begins: date | None = None
    ends: date | None = None
    ended: date | None = None
    heir: str | None = None
    wikidata: str | None = None

    def named_on(self, day: date | None) -> bool:
        """Tell whether its names mean it on a day."""
        return day is None or ((self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends))

    def plays(self, role: Role, country: str | None, day: date | None) -> bool:
        """Tell whether it has a role in a country on a day."""
        return any(term.role is role and term.holds(country, day) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Demonym:
    """A country and what its people and forces are called.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        slug: begins the id of its government where no party has an entry for it.
        names: names of the country.
        adjectives: what its people and forces are called.
    """

    country: str
    slug: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def packaged() -> tuple[Party, ...]:
    """The parties that the package knows, in the order of its files, with their names in Arabic script."""
    written = _section(_ARABIC_SCRIPT, "names")
    known = (party for region in _REGIONS for party in _parties(_load(region), Path(f"{region}.toml")))
    return tuple(replace(party, names=(*party.names, *_phrases(written.get(party.id, "")))) for party in known)


@cache
def demonyms() -> tuple[Demonym, ...]:
    """Countries and what they are called."""
    split = ((country, str(line).split(";")) for country, line in _load("countries").items())
    written = _section(_ARABIC_SCRIPT, "countries")
    return tuple(
        Demonym(country, slug, _phrases(f"{names}|{more}"), _phrases(f"{adjectives}|{described}"))
        for country, (slug, names, adjectives) in split
        for more, described in (written.get(country, ";").split(";"),)
    )


def _phrases(line: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in line.replace("\n", "|").split("|") if phrase.strip())


def _section(name: str, section: str) -> Mapping[str, str]:
    """The texts in a table of a packaged file."""
    table = _load(name).get(section)
    return {key: value for key, value in table.items() if isinstance(value, str)} if isinstance(table, Mapping) else {}


@cache
def generic_phrases() -> Mapping[str, str]:
    """Phrases for parties that are not named, with the part that each plays."""
    english = {part: value for part, value in _load("generic").items() if isinstance(value, str)}
    written = _section(_ARABIC_SCRIPT, "generic")
    return {phrase: part for table in (english, written) for part, value in table.items() for phrase in _phrases(value)}


@cache
def stand_ins() -> Mapping[str, Sequence[str]]:
    """For each part the parts that stand in for it where nobody plays it."""
    table = _load("generic")["stands_in"]
    return {part: tuple(others) for part, others in table.items()} if isinstance(table, Mapping) else {}


def of_user(path: Path) -> tuple[Party, ...]:
    """Read a user's parties file.

    Raises:
        UnreadableFile: the file is missing or no TOML.
        InvalidRecord: an entry lacks its id or name, or a field has the wrong form.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFile(path, f"no parties file: {error}", "see docs/parties.md for its form") from error
    return tuple(_parties(data, path))


def merged(base: Sequence[Party], own: Sequence[Party]) -> tuple[Party, ...]:
    """Join two lists of parties: an entry with a known id adds its phrases and terms to it, and replaces what else it sets."""
    known = {party.id: party for party in base}
    for party in own:
        known[party.id] = _over(known[party.id], party) if party.id in known else party
    return tuple(known.values())


def _over(base: Party, own: Party) -> Party:
    return replace(
        own,
        countries=own.countries or base.countries,
        names=(*base.names, *own.names),
        local_names=(*base.local_names, *own.local_names),
        accounts=(*base.accounts, *own.accounts),
        outlets=(*base.outlets, *own.outlets),
        terms=own.terms or base.terms,
        territory=own.territory or base.territory,
    )


def _load(name: str) -> Mapping[str, object]:
    return tomllib.loads(resources.files("reportedly").joinpath("data", "parties", f"{name}.toml").read_text(encoding="utf-8"))


def _parties(data: Mapping[str, object], path: Path) -> Iterator[Party]:
    entries = data.get("party", [])
    if not isinstance(entries, list):
        raise InvalidRecord(path, None, "party", "is no list of [[party]] tables")
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping):
            raise InvalidRecord(path, None, f"party {number}", "is no table")
        yield _party(entry, path, number)


def _party(entry: Mapping[str, object], path: Path, number: int) -> Party:
    for field in ("id", "name"):
        if not isinstance(entry.get(field), str) or not entry[field]:
            raise InvalidRecord(path, None, f"party {number}: {field}", "is missing or no text")
    terms = tuple(_terms(entry, path))
    return Party(
        id=str(entry["id"]),
        name=str(entry["name"]),
        countries=_texts(entry, "countries", path),
        names=_texts(entry, "names", path),
        local_names=_texts(entry, "local_names", path),
        accounts=_texts(entry, "accounts", path),
        outlets=_texts(entry, "outlets", path),
        terms=terms,
        territory=entry.get("territory") is True or any(term.role in {Role.GOVERNMENT, Role.RESISTANCE} for term in terms),
        begins=_day(entry, "begins", path),
        ends=_day(entry, "ends", path),
        ended=_day(entry, "ended", path),
        heir=str(entry["heir"]) if "heir" in entry else None,
        wikidata=str(entry["wikidata"]) if "wikidata" in entry else None,
    )


def _texts(entry: Mapping[str, object], field: str, path: Path) -> tuple[str, ...]:
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise InvalidRecord(path, None, f"{entry['id']}: {field}", "is no list of texts")
    return tuple(value)


def _day(entry: Mapping[str, object], field: str, path: Path) -> date | None:
    value = entry.get(field)
    if value is not None and not isinstance(value, date):
        raise InvalidRecord(path, None, f"{entry.get('id', entry)}: {field}", "is no date such as 2021-08-15, without quotes")
    return value


def _terms(entry: Mapping[str, object], path: Path) -> Iterator[Term]:
    terms = entry.get("roles", [])
    for term in terms if isinstance(terms, list) else ():
        if not isinstance(term, Mapping) or term.get("is") not in set(Role) or not isinstance(term.get("in"), str):
            raise InvalidRecord(path, None, f"{entry['id']}: roles", f"needs `is`, one of {', '.join(Role)}, and `in`, a country code")
        yield Term(Role(str(term["is"])), str(term["in"]), _day(term, "from", path), _day(term, "to", path))
