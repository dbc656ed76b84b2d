"""Abbreviations of states and provinces in the press (AP style and postal codes of the United States, Canada)."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

UNITED_STATES = {
    "Alabama": "Ala. AL",
    "Alaska": "AK",
    "Arizona": "Ariz. AZ",
    "Arkansas": "Ark. AR",
    "California": "Calif. CA",
    "Colorado": "Colo. CO",
    "Connecticut": "Conn. CT",
    "Delaware": "Del. DE",
    "Florida": "Fla. FL",
    "Georgia": "Ga. GA",
    "Hawaii": "HI",
    "Idaho": "ID",
    "Illinois": "Ill. IL",
    "Indiana": "Ind. IN",
    "Iowa": "IA",
    "Kansas": "Kan. Kans. KS",
    "Kentucky": "Ky. KY",
    "Louisiana": "La. LA",
    "Maine": "ME",
    "Maryland": "Md. MD",
    "Massachusetts": "Mass. MA",
    "Michigan": "Mich. MI",
    "Minnesota": "Minn. MN",
    "Mississippi": "Miss. MS",
    "Missouri": "Mo. MO",
    "Montana": "Mont. MT",
    "Nebraska": "Neb. Nebr. NE",
    "Nevada": "Nev. NV",
    "New Hampshire": "N.H. NH",
    "New Jersey": "N.J. NJ",
    "New Mexico": "N.M. NM",
    "New York": "N.Y. NY",
    "North Carolina": "N.C. NC",
    "North Dakota": "N.D. ND",
    "Ohio": "OH",
    "Oklahoma": "Okla. OK",
    "Oregon": "Ore. OR",
    "Pennsylvania": "Pa. Penn. PA",
    "Rhode Island": "R.I. RI",
    "South Carolina": "S.C. SC",
    "South Dakota": "S.D. SD",
    "Tennessee": "Tenn. TN",
    "Texas": "Tex. TX",
    "Utah": "UT",
    "Vermont": "Vt. VT",
    "Virginia": "Va. VA",
    "Washington": "Wash. WA",
    "West Virginia": "W.Va. W.V. WV",
    "Wisconsin": "Wis. WI",
    "Wyoming": "Wyo. WY",
    "District of Columbia": "D.C. DC",
}
CANADA = {
    "Ontario": "Ont. ON",
    "Quebec": "Que. QC",
    "British Columbia": "B.C. BC",
    "Alberta": "Alta. AB",
    "Saskatchewan": "Sask. SK",
    "Manitoba": "Man. MB",
    "Nova Scotia": "N.S. NS",
    "New Brunswick": "N.B. NB",
    "Newfoundland and Labrador": "Nfld. NL",
    "Prince Edward Island": "P.E.I. PEI",
}


AUSTRALIA = {"New South Wales": "NSW N.S.W.", "Queensland": "QLD", "Western Australia": "WA", "Australian Capital Territory": "ACT"}


def add_abbreviations(entries: Iterable[Entry]) -> None:
    """Give states and provinces their abbreviations as names."""
    tables = {"US": UNITED_STATES, "CA": CANADA, "AU": AUSTRALIA}
    for entry in entries:
        short = tables.get(entry.country, {}).get(entry.name) if entry.level == "adm1" else None
        entry.names += [(name, Bearing.CODE) for name in (short or "").split()]
