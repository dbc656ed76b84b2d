"""The page of the JSON: fields and words from the docstrings of the terms, examples written by the contract itself."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from enum import StrEnum

from markdown import NOTE, table

from reportedly.terms import claim, contract, interval, layers, party, picture, place, precision, scope, source
from reportedly.terms.identity import Json, report_id


def attributes(thing: type) -> list[tuple[str, str]]:
    """Names and meanings in the `Attributes:` section of a class."""
    found = re.search(r"Attributes:\n((?:[ ]{4,}.*\n?|\n)+)", re.sub(r"(?m)^ {4}", "", thing.__doc__ or ""))
    lines = re.sub(r"\n\s{5,}", " ", found.group(1)) if found else ""
    return [(name, text.strip()) for name, text in re.findall(r"^\s{4}(\w+): (.*)$", lines, re.MULTILINE)]


def fields(title: str, thing: type) -> str:
    """The section of one record."""
    first = " ".join((thing.__doc__ or "").split("\n\n")[0].split())
    rows = [(f"`{name}`", text.replace("None", "null")) for name, text in (*EXTRA.get(title, ()), *attributes(thing))]
    return f"### {title}\n\n{first}\n\n" + (table(("field", "meaning"), rows) if rows else "")


def values(title: str, thing: type[StrEnum]) -> str:
    """The section of one list of words."""
    return f"### {title}\n\n{(thing.__doc__ or '').strip()}\n\n{', '.join(f'`{member.value}`' for member in thing)}\n"


# What the JSON has beside the attributes of the values that it is written from.
EXTRA = {
    "claim": (
        ("claim", "the claim's id, a digest of what it says, where and on whose word; not of root, incident, producer and confidences."),
        ("reasons", "for each slot that is null although the text has words for it: the words (`text`) and the reason (`why`)."),
    ),
    "place": (
        ("…", "all fields of the place itself, below, stand here directly."),
        ("`precision`", "how exactly the text says where, in the codes of ACLED, UCDP and Atlos; derived, so that it is not read back."),
    ),
}
CLAIM_RECORDS = (
    ("claim", claim.Claim),
    ("report", claim.ReportRef),
    ("quote", claim.Quote),
    ("party, against", party.PartyRef),
    ("place", place.PlaceRef),
    ("place, as a gazetteer has it", place.Place),
    ("place, as the text names it (mention)", place.PlaceMention),
    ("how exactly the text says where (precision)", precision.Precision),
    ("when", interval.Interval),
    ("counts", claim.Count),
    ("stance", claim.Stance),
    ("chain", source.Link),
    ("source", source.Source),
)
OTHER_RECORDS = (
    ("attributions", layers.Attribution),
    ("times", layers.TimeExpression),
    ("events", layers.EventMention),
    ("picture", picture.Picture),
    ("because", picture.Because),
    ("according_to", scope.Scope),
)
WORDS = (
    ("kind", claim.Kind),
    ("polarity", claim.Polarity),
    ("certainty", claim.Certainty),
    ("precision", interval.Precision),
    ("kind of source", source.SourceKind),
    ("medium", source.Medium),
    ("level of a place", place.Level),
    ("state of a picture", picture.State),
    ("label of a picture", picture.Label),
    ("whose words count (kind of according_to)", scope.ScopeKind),
)


def json_page() -> str:
    """The page of the JSON."""
    parts = ["# The JSON\n", NOTE, JSON_RULES, "## A claim\n", "```json", example_claim(), "```\n"]
    parts += [fields(title, thing) for title, thing in CLAIM_RECORDS]
    parts += ["## Other layers and pictures\n", "A picture row:\n", "```json", example_picture(), "```\n"]
    parts += [fields(title, thing) for title, thing in OTHER_RECORDS]
    parts += ["## Words\n", *(values(title, thing) for title, thing in WORDS)]
    return "\n".join(parts)


JSON_RULES = """\
One object a line, UTF-8. Times are ISO 8601 in UTC with a final `Z`, intervals half-open: the start belongs to them and the end does not.
Coordinates are WGS84 degrees; probabilities lie between 0 and 1; weights are changes of log-odds (natural logarithm).

A slot is null where the text has nothing for it, or where what it has could not be identified; then `reasons` holds the words and says
why. Nothing is guessed to fill a slot, and quantities are kept as said: "over 60 killed or injured" is `killed_or_injured` with `low` 61
and no `high`. Ids are digests of content: the same claim has the same id on every machine. New fields may be added; none is renamed
without a major version.
"""


# The examples: a made-up report of one sentence, and a made-up picture of a real district.

TEXT = "A provincial councillor reportedly said that on Friday fighters retook Deh Salah and over 60 Taliban were killed or injured."
DISTRICT = place.Place(
    "wof:1108561975",
    "Dih Salah",
    place.Level.ADM2,
    "AF",
    "Baghlan",
    "Dih Salah",
    adm2_id="wof:1108561975",
    lat=35.65,
    lon=69.5,
    timezone="Asia/Kabul",
)
FRIDAY = interval.Interval(
    datetime(2021, 8, 19, 19, 30, tzinfo=UTC), datetime(2021, 8, 20, 19, 30, tzinfo=UTC), interval.Precision.DAY, "on Friday"
)
KNOWN = datetime(2021, 8, 21, 12, tzinfo=UTC)
TALIBAN = party.PartyRef("Taliban", "taliban", "Taliban", TEXT.index("Taliban"))
FIGHTERS = party.PartyRef("fighters", None, None, TEXT.index("fighters"), "a generic name, and nothing near it says whose fighters")


def made_up_claim() -> claim.Claim:
    """A claim with every kind of slot: filled, empty, and filled with words that are not identified."""
    return claim.Claim(
        report=claim.ReportRef(report_id(TEXT.encode()), "example", "Example News", date(2021, 8, 20), language="en"),
        quote=claim.Quote(TEXT.index("fighters"), len(TEXT) - 1, TEXT[TEXT.index("fighters") : -1]),
        kind=claim.Kind.RECAPTURED,
        party=FIGHTERS,
        against=TALIBAN,
        place=place.PlaceRef("Deh Salah", DISTRICT, 0.97, "a name of the district"),
        when=FRIDAY,
        known=KNOWN,
        stance=claim.Stance(claim.Polarity.AFFIRMED, claim.Certainty.PROBABLE, "reportedly"),
        chain=(
            source.Link(source.Source("A provincial councillor", None, source.SourceKind.OFFICIAL), "said", source.Medium.STATEMENT),
            source.Link(source.Source(None, "Example News", source.SourceKind.OUTLET, named=True), None, source.Medium.ARTICLE),
        ),
        counts=(claim.Count("killed_or_injured", TALIBAN, 61, None, "over 60"),),
        root="c_0123456789abcdef01234567",
        incident="i_0123456789abcdef01234567",
        producer="reportedly@0.1.0",
    )


def made_up_picture() -> picture.Picture:
    """A picture that rests on two roots of one side."""
    return picture.Picture(
        place=DISTRICT,
        at=datetime(2021, 8, 20, 19, 30, tzinfo=UTC),
        known=KNOWN,
        state=picture.State.HELD,
        holder=("afg-resistance", "Afghan resistance"),
        p={"taliban": 0.1, "afg-resistance": 0.74, "contested": 0.16, "none": 0.0},
        label=picture.Label.CLAIMED,
        roots=2,
        sides=("afg-resistance",),
        since=(datetime(2021, 8, 20, 12, 40, tzinfo=UTC), datetime(2021, 8, 20, 19, 30, tzinfo=UTC)),
        because=(picture.Because(made_up_claim().id, 1.65, "c_0123456789abcdef01234567"),),
        missing=("no Taliban-side or neutral root",),
    )


def example_claim() -> str:
    """The made-up claim as the program prints it, on several lines."""
    return pretty(contract.claim_to_json(made_up_claim()))


def example_picture() -> str:
    """The made-up picture as the program prints it, on several lines."""
    return pretty(contract.picture_to_json(made_up_picture()))


def pretty(record: dict[str, Json]) -> str:
    """JSON as people read it: one field a line."""
    return "{\n" + ",\n".join(f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in record.items()) + "\n}"
