"""Reading claims in the JSON that `reportedly.terms.contract` writes, and as other projects write it.

Claims made elsewhere may be terser than ours (docs/json.md, "Claims made elsewhere"): parties, places and sources by id alone,
a quote without its place in a text, `published` beside the claim instead of within a report. What they must have is `kind` and
the words of the quote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar, cast

from reportedly.errors import InvalidField, InvalidValue
from reportedly.terms.claim import Certainty, Claim, Count, Kind, Polarity, Quote, ReportRef, Stance
from reportedly.terms.fields import Fields
from reportedly.terms.identity import Json, canonical, report_id
from reportedly.terms.interval import Interval, Precision, day_over_everywhere
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.source import Link, Medium, Source, SourceKind

# A claim of this kind is a denial whose denied kind is that of the claim it refers to, or nothing in particular.
DENIED = "denied"
# Media whose words are public at the moment they are said.
PUBLIC = frozenset({Medium.POST, Medium.STATEMENT, Medium.BROADCAST, Medium.ARTICLE})


@dataclass(frozen=True, slots=True)
class Directory:
    """What ids in an imported file stand for.

    Attributes:
        sources: sources by id.
        places: places by id.
        names: names of parties by id.
        kinds: kind of each claim that a later one may refer to, by its id in the file.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)


NOTHING = Directory()
Part = TypeVar("Part")
MOST_SHARED = 1 << 16  # parts kept at once, some tens of megabytes


class Shared:
    """Parts that many claims have in common, each made once: it saves most of the time and memory where many claims are read."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], object] = {}

    def part(self, name: str, value: Json, make: Callable[[], Part]) -> Part:
        """A part of a claim: the one made before of the same value, else what `make` makes, which hangs on the value alone."""
        key = (name, repr(value))
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= MOST_SHARED:
                self._made.clear()
            found = self._made[key] = make()
        return cast("Part", found)


def claim_from_json(value: Json, directory: Directory = NOTHING, shared: Shared | None = None) -> Claim:
    """Read a claim, ours or one made elsewhere.

    Args:
        value: the object, as `json.loads` gives it.
        directory: what ids in it stand for; an id that it does not know stands for itself.
        shared: parts made of claims read with the same directory; None to make all anew.

    Raises:
        InvalidField: a field is missing or not what it must be.
    """
    fields, shared = Fields(value), shared or Shared()
    reasons = fields.record("reasons") or Fields({})
    report = (
        shared.part("report", (fields.raw("report"), fields.raw("published")), lambda: _report(fields, value))
        if fields.raw("report")
        else _report(fields, value)
    )
    chain = shared.part("chain", fields.raw("chain"), lambda: tuple(_link(path, item, directory) for path, item in fields.items("chain")))
    return Claim(
        report=report,
        quote=_quote(fields),
        kind=_kind(fields, directory),
        party=shared.part("party", (fields.raw("party"), reasons.raw("party")), lambda: _party(fields, reasons, "party", directory)),
        against=shared.part(
            "against", (fields.raw("against"), reasons.raw("against")), lambda: _party(fields, reasons, "against", directory)
        ),
        place=shared.part("place", (fields.raw("place"), reasons.raw("place")), lambda: _place_slot(fields, reasons, directory)),
        when=_when(fields),
        known=_known(fields, report, chain),
        counts=tuple(_count(count, directory) for count in fields.records("counts")),
        stance=shared.part("stance", (fields.raw("kind"), fields.raw("stance")), lambda: _stance(fields)),
        chain=chain,
        background=fields.flag("background"),
        refers=fields.text("refers"),
        root=fields.text("root"),
        incident=fields.text("incident"),
        producer=fields.text("producer") or "",
    )


def place_from_json(fields: Fields) -> Place:
    """Read a place; only its id is needed. Without a name it is called by its id, without a level it is a district.

    Raises:
        InvalidField: the id is missing, or a field is not what it must be.
    """
    identity = fields.need_text("id")
    adm1 = fields.text("adm1")
    return Place(
        id=identity,
        name=fields.text("name") or identity,
        level=fields.choice("level", Level, Level.ADM2),
        country=fields.text("country"),
        adm1=adm1,
        adm2=fields.text("adm2"),
        adm1_id=fields.text("adm1_id"),
        adm2_id=fields.text("adm2_id"),
        lat=_within(fields, "lat", 90),
        lon=_within(fields, "lon", 180),
        population=fields.whole("population") or 0,
        timezone=fields.text("timezone"),
        valid_from=fields.day_or_instant("valid_from")[0],
        valid_to=fields.day_or_instant("valid_to")[0],
        predecessors=fields.texts("predecessors"),
        successors=fields.texts("successors"),
        disputed_parents=fields.texts("disputed_parents"),
    )


def source_from_json(fields: Fields) -> Source:
    """Read a source. One whose kind is not given is `unnamed` without a name, else of an unknown kind: an outlet.

    Raises:
        InvalidField: a field is not what it must be.
    """
    name = fields.text("name")
    named = fields.flag("named") if "named" in fields else name is not None
    default = SourceKind.UNNAMED if name is None else SourceKind.OUTLET
    kind = fields.choice("kind", SourceKind, default)
    return Source(text=fields.text("text"), name=name, kind=kind, side=fields.text("side"), named=named, id=fields.text("id"))


def _within(fields: Fields, name: str, bound: float) -> float | None:
    value = fields.number(name)
    if value is not None and abs(value) > bound:
        raise fields.wrong(name, f"degrees from {-bound} to {bound}")
    return value


def _report(fields: Fields, value: Json) -> ReportRef:
    """The report; a claim that names none is taken for a report of its own, whose bytes are the claim's canonical JSON."""
    record = fields.record("report")
    day, moment = _published(fields, record)
    if record is None:
        digest = report_id(canonical(value))
        return ReportRef(id=digest, name=fields.text("claim") or digest, published=day, published_at=moment)
    name, identity = record.text("name"), record.text("id")
    if name is None and identity is None:
        raise InvalidField(record.path("id"), "is missing, and so is name")
    identity = identity or report_id(canonical({"name": name}))
    outlet, language = record.text("outlet"), record.text("language")
    return ReportRef(id=identity, name=name or identity, outlet=outlet, published=day, published_at=moment, language=language)


def _published(fields: Fields, record: Fields | None) -> tuple[date | None, datetime | None]:
    holder = record if record is not None and "published" in record else fields
    day, moment = holder.day_or_instant("published")
    if record is not None and "published_at" in record:
        moment = record.instant("published_at")
    return day, moment


def _known(fields: Fields, report: ReportRef, chain: tuple[Link, ...]) -> datetime | None:
    """When it was public: as stated (null: at no time), else with the first public word in the chain, else with the report."""
    if fields.states("known"):
        return fields.instant("known")
    posted = [link.at for link in chain if link.at is not None and link.medium in PUBLIC]
    published = report.published_at or (None if report.published is None else day_over_everywhere(report.published))
    return min([*posted, *([published] if published else [])], default=None)


def _quote(fields: Fields) -> Quote:
    record = fields.record("quote")
    if record is None:
        raise InvalidField(fields.path("quote"), "is missing: every claim must carry the words that make it")
    text = record.need_text("text")
    start = record.whole("start") or 0
    end = record.whole("end")
    if end is None:
        end = start + len(text)
    if start < 0 or end <= start:
        raise InvalidField(record.path("end"), f"{end} does not lie after start, {start}")
    return Quote(start, end, text)


def _kind(fields: Fields, directory: Directory) -> Kind:
    if fields.need_text("kind") != DENIED:
        return fields.choice("kind", Kind, Kind.OTHER)
    return directory.kinds.get(fields.text("refers") or "", Kind.OTHER)


def _stance(fields: Fields) -> Stance:
    polarity = Polarity.DENIED if fields.text("kind") == DENIED else Polarity.AFFIRMED
    record = fields.record("stance")
    if record is None:
        return Stance(polarity)
    certainty = record.choice("certainty", Certainty, Certainty.CERTAIN)
    return Stance(record.choice("polarity", Polarity, polarity), certainty, record.text("cue"))


def _party(fields: Fields, reasons: Fields, slot: str, directory: Directory) -> PartyRef | None:
    value = fields.raw(slot)
    if isinstance(value, str):
        return PartyRef(text=None, id=value, name=directory.names.get(value, value))
    record = fields.record(slot) or reasons.record(slot)
    if record is None:
        return None
    identity, name = record.text("id"), record.text("name")
    if name is None and identity is not None and "text" not in record:
        name = directory.names.get(identity, identity)
    return PartyRef(record.text("text"), identity, name, record.whole("start"), record.text("why") or "")


def _place_slot(fields: Fields, reasons: Fields, directory: Directory) -> PlaceRef | None:
    value = fields.raw("place")
    if isinstance(value, str):
        place = directory.places.get(value) or Place(value, value, Level.ADM2)
        return PlaceRef(place.name, place, 1.0, "identified by whoever made the claim")
    record = fields.record("place")
    if record is not None:
        return _identified(record, directory)
    record = reasons.record("place")
    return None if record is None else _place_ref(record, record.text("text") or "", None, 0.0)


def _identified(record: Fields, directory: Directory) -> PlaceRef:
    named_only = "name" not in record and "lat" not in record
    known = directory.places.get(record.need_text("id")) if named_only else None
    place = known or place_from_json(record)
    return _place_ref(record, record.text("text") or place.name, place, 1.0)


def _place_ref(record: Fields, text: str, place: Place | None, default: float) -> PlaceRef:
    confidence = record.number("confidence")
    alternatives = tuple((place_from_json(other), other.number("confidence") or 0.0) for other in record.records("alternatives"))
    why = record.text("why")
    if why is None:
        why = "" if place is None else "identified by whoever made the claim"
    return PlaceRef(text, place, default if confidence is None else confidence, why, _mention(record.record("mention")), alternatives)


def _mention(record: Fields | None) -> PlaceMention | None:
    if record is None:
        return None
    start, end = record.whole("start"), record.whole("end")
    if start is None or end is None:
        raise InvalidField(record.path("start"), "is missing, or end is")
    words = (record.text("relation"), record.text("extent"))
    return PlaceMention(start, end, record.text("text") or "", record.text("unit"), record.texts("within"), *words)


def _when(fields: Fields) -> Interval | None:
    record = fields.record("when")
    if record is None:
        return None
    start, end = record.instant("start"), record.instant("end")
    precision, text = record.choice("precision", Precision, Precision.UNKNOWN), record.text("text")
    try:
        return Interval(start, end, precision, text)
    except InvalidValue as error:
        raise InvalidField(fields.path("when"), str(error)) from error


def _count(fields: Fields, directory: Directory) -> Count:
    reasons = fields.record("reasons") or Fields({})
    of = _party(fields, reasons, "of", directory)
    what, text = fields.need_text("what"), fields.text("text") or ""
    low, high = fields.whole("low"), fields.whole("high")
    try:
        return Count(what, of, low, high, text)
    except InvalidValue as error:
        raise InvalidField(fields.path("low"), str(error)) from error


def _link(path: str, item: Json, directory: Directory) -> Link:
    if isinstance(item, str):
        return Link(_source_of(item, directory))
    fields = Fields(item, path)
    value = fields.raw("source")
    if isinstance(value, str):
        source = _source_of(value, directory)
    else:
        record = fields.record("source")
        if record is None:
            raise InvalidField(fields.path("source"), "is missing")
        source = source_from_json(record)
    return Link(source, fields.text("cue"), fields.choice("medium", Medium, Medium.UNKNOWN), fields.instant("at"))


def _source_of(identity: str, directory: Directory) -> Source:
    return directory.sources.get(identity) or Source(None, identity, SourceKind.UNNAMED, named=False, id=identity)
