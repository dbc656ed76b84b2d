"""How things are put, by kind of claim.

`{x}` is the party, `{y}` the other one, `{p}` the place or places; a wording is used only where what it names is known. `{was}`, `{has}`
and `{s}` agree with the places. Wordings of a time that lasts ("remain in control") come without a time phrase of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TAKEN = (
    "{x} captured {p}",
    "{x} captured {p} from {y}",
    "{x} seized {p}",
    "{x} took {p}",
    "{x} took control of {p}",
    "{x} overran {p}",
    "{x} drove {y} out of {p}",
    "{x} wrested {p} from {y}",
    "{x} stormed and captured {p}",
    "{p} fell to {x}",
    "{p} {was} captured by {x}",
    "{p} {was} seized by {x} from {y}",
    "{p} {was} taken over by {x}",
    "{p} {has} fallen into the hands of {x}",
    "{p} came under the control of {x}",
    "control of {p} passed from {y} to {x}",
    "{x} gained control of {p} after {y} fled",
    "{x} took {p} without a fight",
    "{x} completed the capture of {p}",
    "{x} established full control over {p}",
)
RETAKEN = (
    "{x} recaptured {p}",
    "{x} retook {p} from {y}",
    "{x} regained control of {p}",
    "{p} {was} retaken by {x}",
    "{x} won back {p}",
    "{p} {was} recaptured from {y}",
    "{x} pushed {y} back out of {p}",
    "{x} reclaimed {p}",
    "{x} cleared {p} of {y}",
)
HELD = (
    "{x} still hold {p}",
    "{x} remain in control of {p}",
    "{x} continue to hold {p}",
    "{x} control {p}",
    "{p} remain{s} under the control of {x}",
    "{p} {is} in the hands of {x}",
    "{p} {is} controlled by {x}",
    "{x} are in full control of {p}",
    "{p} {is} held by {x}",
    "{x} have kept {p}",
)
LOST = (
    "{x} lost {p}",
    "{x} lost {p} to {y}",
    "{x} lost control of {p}",
    "{x} were driven out of {p}",
    "{x} were driven from {p} by {y}",
    "{x} were forced out of {p}",
    "{x} were expelled from {p}",
    "{x} have been ousted from {p} by {y}",
)
LEFT = (
    "{x} withdrew from {p}",
    "{x} pulled out of {p}",
    "{x} abandoned {p}",
    "{x} retreated from {p}",
    "{x} left {p} without a fight",
    "{x} pulled out of {p}, leaving the area to {y}",
    "{x} evacuated their bases in {p}",
    "{x} made a tactical retreat from {p}",
    "{x} have vacated {p}",
    "{x} fled {p}",
)
GIVEN_UP = (
    "{x} surrendered {p} to {y}",
    "{x} handed over {p} to {y}",
    "{x} in {p} laid down their arms",
    "{x} in {p} surrendered to {y}",
    "{p} {was} handed over to {y} by {x}",
    "{x} gave up {p}",
    "{x} surrendered {p}",
)
FOUGHT_OVER = (
    "{x} and {y} were fighting for control of {p}",
    "fighting for {p} between {x} and {y} continued",
    "{p} {was} contested between {x} and {y}",
    "heavy fighting raged in {p} between {x} and {y}",
    "{x} and {y} battled for control of {p}",
    "{x} stormed {p}, where fighting was still going on",
    "{x} attacked {p} and fierce battles with {y} were continuing",
)
BEATEN_BACK = (
    "{x} repelled an attack by {y} on {p}",
    "{x} beat back an assault on {p}",
    "an attack by {y} on {p} was repelled",
    "{x} repulsed {y} in {p}",
    "{x} foiled an attempt by {y} to take {p}",
    "{y} attacked {p} but were pushed back by {x}",
    "{x} fended off an attack on {p}",
    "{y} failed to capture {p}",
)
SURROUNDED = (
    "{x} surrounded {p}",
    "{x} laid siege to {p}",
    "{p} {is} under siege by {x}",
    "{x} have encircled {p}",
    "{p} {is} besieged by {x}",
    "{x} cut off all roads to {p}",
)
NEAR = (
    "{x} advanced on {p}",
    "{x} were closing in on {p}",
    "{x} were moving towards {p}",
    "{x} launched an offensive to capture {p}",
    "{x} were approaching {p}",
    "{x} advanced towards {p}",
)
CLASHED = (
    "{x} clashed with {y} in {p}",
    "clashes broke out between {x} and {y} in {p}",
    "fighting erupted between {x} and {y} in {p}",
    "{x} exchanged fire with {y} in {p}",
    "{x} and {y} clashed in {p}",
    "a gun battle between {x} and {y} took place in {p}",
    "{x} fought gun battles in {p}",
)
SHELLED = ("{x} shelled {p}", "mortar shells fired by {x} hit {p}", "artillery fire by {x} struck {p}", "{x} fired rockets at {p}")
BOMBED = (
    "{x} carried out air strikes in {p}",
    "{x} bombed positions of {y} in {p}",
    "an air strike by {x} hit {p}",
    "warplanes of {x} struck {p}",
)
SAID: Mapping[str, tuple[str, ...]] = {
    "captured": TAKEN,
    "recaptured": RETAKEN,
    "holds": HELD,
    "lost": LOST,
    "withdrew": LEFT,
    "surrendered": GIVEN_UP,
    "contested": FOUGHT_OVER,
    "repelled": BEATEN_BACK,
    "besieged": SURROUNDED,
    "advancing": NEAR,
    "clash": CLASHED,
    "shelling": SHELLED,
    "airstrike": BOMBED,
}
LASTING = frozenset({"holds"})
# Nouns, for denials and confirmations of what is told as a thing: "denied the fall of ...".
NAMED: Mapping[str, tuple[str, ...]] = {
    "captured": ("the capture of {p} by {x}", "the fall of {p} to {x}", "the fall of {p}", "the loss of {p}"),
    "recaptured": ("the recapture of {p} by {x}",),
    "withdrew": ("the withdrawal of {x} from {p}", "the retreat of {x} from {p}"),
    "surrendered": ("the surrender of {p} to {y}",),
    "clash": ("clashes between {x} and {y} in {p}",),
}
BY = (
    "{s}, {a} said",
    "{s}, according to {a}",
    "{a} said {s}",
    "{a} said that {s}",
    "{a} told reporters that {s}",
    "according to {a}, {s}",
    "{a} confirmed that {s}",
    "{a} reported that {s}",
    "{s}, {a} told local media",
    "{a} announced that {s}",
)
DENIED_BY = (
    "{a} denied that {s}",
    "{a} rejected reports that {s}",
    "{a} dismissed claims that {s}",
    "{a} said it was not true that {s}",
    "{a} denied reports that {s}",
    "reports that {s} are false, {a} said",
)
NOUN_DENIED_BY = ("{a} denied {n}", "{a} denied reports of {n}", "{a} rejected claims about {n}", "{a} has denied {n}")
NOUN_BY = ("{a} confirmed {n}", "{a} announced {n}", "{a} told journalists about {n}")
# What makes a sentence less than certain.
HEDGED: Mapping[str, tuple[str, ...]] = {
    "certain": ("{s}",),
    "probable": ("reportedly, {s}", "it is reported that {s}", "{s}, reports say", "reports indicate that {s}"),
    "possible": ("it is possible that {s}", "{s}, but this could not be independently verified", "perhaps {s}"),
    "rumour": ("there are unconfirmed reports that {s}", "rumours circulated that {s}", "unverified posts on social media say that {s}"),
}
# Sentences that claim nothing of who holds what.
BESIDE_THE_POINT = (
    "Thousands of families have left their homes in recent weeks.",
    "Schools and clinics in the area have been closed since spring.",
    "The two sides have not commented on the prospects of talks.",
    "Mobile networks have been down for much of the month.",
    "Aid agencies called for safe passage for civilians.",
    "Prices of flour and fuel have risen sharply in the provincial capital.",
    "The United Nations voiced concern about the violence.",
    "Roads in the region are often closed by snow and by checkpoints.",
    "A delegation is expected to visit the province next week.",
    "The ministry promised to send reinforcements soon.",
)
TOLLS = (
    "{T} people were {w}.",
    "{T} fighters were {w}, the report said.",
    "{T} were {w}.",
)
HEDGED_BY: Mapping[str, tuple[str, ...]] = {
    "probable": ("{a} said it was likely that {s}", "{a} said that {s}, according to initial reports"),
    "possible": ("{a} said that {s}, but this could not be independently verified", "{a} did not rule out that {s}"),
    "rumour": ("{a} spoke of unconfirmed reports that {s}", "{a} said there were rumours that {s}"),
}
DATED_BY = ("{a} said {d} that {s}", "{a} told reporters {d} that {s}", "{s}, {a} said {d}")
# Titles that tell the first claim.
HEADS: Mapping[str, tuple[str, ...]] = {
    "captured": ("{x} seize {d}", "{d} falls to {x}", "{x} capture {d} district"),
    "recaptured": ("{x} retake {d}", "{d} back in the hands of {x}"),
    "withdrew": ("{x} pull out of {d}",),
    "surrendered": ("{x} give up {d}",),
    "contested": ("Battle for {d} rages",),
    "repelled": ("{x} repel attack on {d}",),
}


@dataclass(frozen=True, slots=True)
class Bank:
    """A stock of wordings.

    Attributes:
        said: clauses by kind of claim.
        named: nouns by kind of claim, for what is confirmed or denied as a thing.
        by: frames with the speaker.
        dated_by: the same with the day on which it was said.
        denied_by: frames of denial.
        hedged: frames without a speaker, by certainty.
        hedged_by: frames with a speaker, by certainty.
    """

    said: Mapping[str, Sequence[str]]
    named: Mapping[str, Sequence[str]]
    by: Sequence[str]
    dated_by: Sequence[str]
    denied_by: Sequence[str]
    hedged: Mapping[str, Sequence[str]]
    hedged_by: Mapping[str, Sequence[str]]


USUAL = Bank(SAID, NAMED, BY, DATED_BY, DENIED_BY, HEDGED, HEDGED_BY)
