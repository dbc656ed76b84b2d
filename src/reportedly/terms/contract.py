"""The JSON that the program prints and takes: claims, the other layers of reading, pictures (DESIGN §4; docs/json.md).

A slot that was looked for and not identified is null, and `reasons` says what the text has there and why it is not identified.
Reading claims back is `reportedly.terms.contract_in`; what is written here and read there is the same value again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from reportedly.terms.claim import Claim, Count, ReportRef, Stance
from reportedly.terms.identity import Json
from reportedly.terms.interval import Interval, stamp
from reportedly.terms.layers import Attribution, EventMention, Span, TimeExpression
from reportedly.terms.party import PartyRef
from reportedly.terms.picture import Because, Picture
from reportedly.terms.place import Place, PlaceMention, PlaceRef
from reportedly.terms.precision import precision_of
from reportedly.terms.report import Report
from reportedly.terms.scope import Scope
from reportedly.terms.source import Link, Source

JsonObject: TypeAlias = dict[str, Json]

# Probabilities are printed to a ten-thousandth: finer than any calibration of them can be checked.
PROBABILITY_STEPS = 10_000


def time_or_null(moment: datetime | None) -> str | None:
    """Write an instant, or null."""
    return None if moment is None else stamp(moment)


def claim_to_json(claim: Claim) -> JsonObject:
    """Write a claim; `claim_from_json` reads the same claim back."""
    record: JsonObject = {
        "claim": claim.id,
        "report": reference_to_json(claim.report),
        "quote": {"start": claim.quote.start, "end": claim.quote.end, "text": claim.quote.text},
        "kind": claim.kind.value,
        "party": party_to_json(claim.party),
        "against": party_to_json(claim.against),
        "place": place_to_json(claim.place),
        "when": interval_to_json(claim.when),
        "known": time_or_null(claim.known),
        "counts": [_count(count) for count in claim.counts],
        "stance": _stance(claim.stance),
        "chain": [_link(link) for link in claim.chain],
        "background": claim.background,
        "refers": claim.refers,
        "root": claim.root,
        "incident": claim.incident,
        "producer": claim.producer,
    }
    return record | _reasons(party=claim.party, against=claim.against, place=claim.place)


def reference_to_json(report: ReportRef | Report) -> JsonObject:
    """Write what names a report; `published_at` only where the instant is known."""
    record: JsonObject = {
        "name": report.name,
        "id": report.id,
        "outlet": report.outlet,
        "published": None if report.published is None else report.published.isoformat(),
        "language": report.language,
    }
    return record | _known_only(published_at=time_or_null(report.published_at))


def interval_to_json(when: Interval | None) -> JsonObject | None:
    """Write an interval; null bounds are unknown ones."""
    if when is None:
        return None
    return {"text": when.text, "start": time_or_null(when.start), "end": time_or_null(when.end), "precision": when.precision.value}


def party_to_json(party: PartyRef | None) -> JsonObject | None:
    """Write an identified party; null for others."""
    if party is None or party.id is None:
        return None
    record: JsonObject = {"text": party.text, "id": party.id, "name": party.name}
    return record | _known_only(start=party.start, why=party.why or None)


def place_to_json(ref: PlaceRef | None) -> JsonObject | None:
    """Write an identified place; null for others."""
    if ref is None or ref.place is None:
        return None
    record: JsonObject = {"text": ref.text, **_place(ref.place), "confidence": ref.confidence, "why": ref.why}
    return record | _place_extras(ref)


def mention_to_json(report: Report, ref: PlaceRef) -> JsonObject:
    """Write a mention of a place: layer `mentions`."""
    start, end = (ref.mention.start, ref.mention.end) if ref.mention is not None else (None, None)
    record: JsonObject = {
        "report": reference_to_json(report),
        "start": start,
        "end": end,
        "text": ref.text,
        "place": place_to_json(ref),
        "confidence": ref.confidence,
    }
    return record | _reasons(place=ref)


def attribution_to_json(report: Report, attribution: Attribution) -> JsonObject:
    """Write who says what: layer `attributions`; a list of spans where a part is broken in several."""
    return {
        "report": reference_to_json(report),
        "source": _spans(report.text, attribution.source),
        "cue": _spans(report.text, attribution.cue),
        "content": _spans(report.text, attribution.content),
    }


def time_to_json(report: Report, time: TimeExpression) -> JsonObject:
    """Write a time expression: layer `times`; `interval` is in UTC, `local` in the wall-clock time that the text means."""
    local = None if time.local is None else [bound.isoformat() if bound else None for bound in (time.local.start, time.local.end)]
    record: JsonObject = {
        "report": reference_to_json(report),
        "start": time.start,
        "end": time.end,
        "text": report.text[time.start : time.end],
        "type": time.type.value,
        "value": time.value,
        "interval": None if time.interval is None else [time_or_null(time.interval.start), time_or_null(time.interval.end)],
    }
    return record | _known_only(local=local)


def event_to_json(report: Report, event: EventMention) -> JsonObject:
    """Write an event word with its factuality, -3.0 to 3.0: layer `events`."""
    return {
        "report": reference_to_json(report),
        "start": event.start,
        "end": event.end,
        "text": report.text[event.start : event.end],
        "factuality": event.factuality,
    }


def picture_to_json(picture: Picture) -> JsonObject:
    """Write a picture row; its probabilities add up to 1 as printed."""
    place = picture.place
    return {
        "place": {"id": place.id, "name": place.name, "adm1": place.adm1, "country": place.country},
        "at": stamp(picture.at),
        "known": stamp(picture.known),
        "state": picture.state.value,
        "holder": None if picture.holder is None else {"id": picture.holder[0], "name": picture.holder[1]},
        "p": round_probabilities(picture.p),
        "label": picture.label.value,
        "roots": picture.roots,
        "sides": list(picture.sides),
        "since": None if picture.since is None else [time_or_null(bound) for bound in picture.since],
        "because": [_because(because) for because in picture.because],
        "missing": list(picture.missing),
        "together": [{"claims": list(group.claims), "weight": round(group.weight, 3)} for group in picture.together],
        "according_to": scope_to_json(picture.according_to),
        "hindsight": picture.hindsight,
    }


def scope_to_json(scope: Scope | None) -> JsonObject | None:
    """Write whose words alone count; null where everybody's do."""
    return None if scope is None else {"kind": scope.kind.value, "id": scope.id, "name": scope.name}


def round_probabilities(p: Mapping[str, float]) -> dict[str, float]:
    """Round probabilities to a ten-thousandth so that they still add up to 1.

    What rounding down loses goes to those that lost most (largest remainder); a sum that is not 1 is kept as it is.
    """
    steps = {name: int(value * PROBABILITY_STEPS + 1e-9) for name, value in p.items()}
    lost = round(sum(p.values()) * PROBABILITY_STEPS) - sum(steps.values())
    losers = sorted(p, key=lambda name: (steps[name] - p[name] * PROBABILITY_STEPS, name))
    for name in losers[:lost]:
        steps[name] += 1
    return {name: count / PROBABILITY_STEPS for name, count in steps.items()}


def place_record(place: Place) -> JsonObject:
    """Write a place of a gazetteer, with everything that is known of it."""
    return {**_place(place), **_place_details(place)}


def source_to_json(source: Source) -> JsonObject:
    """Write a source."""
    record: JsonObject = {
        "text": source.text,
        "name": source.name,
        "kind": source.kind.value,
        "side": source.side,
        "named": source.named,
    }
    return record | _known_only(id=source.id)


def _known_only(**values: Json) -> JsonObject:
    return {name: value for name, value in values.items() if value is not None}


def _place(place: Place) -> JsonObject:
    return {
        "id": place.id,
        "name": place.name,
        "level": place.level.value,
        "adm1": place.adm1,
        "adm2": place.adm2,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }


def _place_details(place: Place) -> JsonObject:
    return _known_only(
        adm1_id=place.adm1_id,
        adm2_id=place.adm2_id,
        population=place.population or None,
        timezone=place.timezone,
        valid_from=place.valid_from.isoformat() if place.valid_from else None,
        valid_to=place.valid_to.isoformat() if place.valid_to else None,
        predecessors=list(place.predecessors) or None,
        successors=list(place.successors) or None,
        disputed_parents=list(place.disputed_parents) or None,
    )


def _precision(ref: PlaceRef) -> JsonObject | None:
    """The codes of the field for how exactly the text says where; not there where it does not."""
    codes = precision_of(ref)
    return _known_only(acled=codes.acled, ucdp=codes.ucdp, atlos=codes.atlos) or None


def _place_extras(ref: PlaceRef) -> JsonObject:
    extras = {} if ref.place is None else _place_details(ref.place) | _known_only(precision=_precision(ref))
    others: Json = [{**place_record(place), "confidence": p} for place, p in ref.alternatives] or None
    return extras | _known_only(mention=_mention(ref.mention), alternatives=others)


def _mention(mention: PlaceMention | None) -> JsonObject | None:
    if mention is None:
        return None
    record: JsonObject = {"start": mention.start, "end": mention.end, "text": mention.text}
    return record | _known_only(unit=mention.unit, within=list(mention.within) or None, relation=mention.relation, extent=mention.extent)


def _reasons(*, place: PlaceRef | None = None, **parties: PartyRef | None) -> JsonObject:
    reasons: JsonObject = {
        slot: {"text": party.text, "why": party.why} | _known_only(name=party.name, start=party.start)
        for slot, party in parties.items()
        if party is not None and party.id is None
    }
    if place is not None and place.place is None:
        reasons["place"] = {"text": place.text, "why": place.why} | _known_only(confidence=place.confidence or None) | _place_extras(place)
    return {"reasons": reasons} if reasons else {}


def _count(count: Count) -> JsonObject:
    record: JsonObject = {"what": count.what, "of": party_to_json(count.of), "low": count.low, "high": count.high, "text": count.text}
    return record | _reasons(of=count.of)


def _stance(stance: Stance) -> JsonObject:
    return {"polarity": stance.polarity.value, "certainty": stance.certainty.value, "cue": stance.cue}


def _link(link: Link) -> JsonObject:
    return {"source": source_to_json(link.source), "cue": link.cue, "medium": link.medium.value, "at": time_or_null(link.at)}


def _because(because: Because) -> JsonObject:
    return {"claim": because.claim, "weight": round(because.weight, 3), "root": because.root}


def _spans(text: str, spans: tuple[Span, ...]) -> Json:
    found: list[JsonObject] = [{"start": span.start, "end": span.end, "text": text[span.start : span.end]} for span in spans]
    if len(found) > 1:
        return found
    return found[0] if found else None
