"""The words of a claim in one plain sentence, for claims that nobody needs to read closely; reports in varied English are in `prose`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.records import Land, Post

PLAIN: Mapping[str, str] = {
    "captured": "{x} captured {place}{from_y}.", "recaptured": "{x} recaptured {place}{from_y}.", "holds": "{x} in control of {place}.",
    "lost": "{x} lost {place}{to_y}.", "withdrew": "{x} left {place}{to_y}.", "surrendered": "{x} gave up {place}{to_y}.",
    "contested": "{x} and {y} fight for {place}.", "repelled": "{x} beat back an attack on {place}.",
    "besieged": "{x} surround {place}.", "advancing": "{x} close in on {place}.", "clash": "{x} and {y} clash in {place}.",
    "shelling": "{x} shelled {place}.", "airstrike": "{x} bombed {place} from the air.",
}  # fmt: skip
HEDGES: Mapping[str, str] = {"certain": "", "probable": "Reportedly: ", "possible": "Possibly: ", "rumour": "Rumours say: "}


def sentence(post: Post, land: Land, names: Sequence[str]) -> str:
    """Say a claim plainly."""
    district = land.districts[post.place]
    x = "Nobody" if post.party is None else names[post.party]
    y = "others" if post.against is None else names[post.against]
    from_y, to_y = ("", "") if post.against is None else (f" from {y}", f" to {y}")
    place = land.provinces[district.province].name if post.vague else district.name
    words = PLAIN[post.kind].format(x=x, y=y, place=place, from_y=from_y, to_y=to_y)
    denial = "Denied: " if post.denies else ""
    tolls = "".join(f" {toll.text} {toll.what.replace('_', ' ')}." for toll in post.tolls)
    return HEDGES[post.certainty] + denial + words + tolls
