"""Cells and lines that several commands print: states, labels, claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from reportedly.cli.render import Cell, Column, print_line, print_prose
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.scope import Scope
from reportedly.views.moved import Moved
from reportedly.views.words import basis, moment, odds, percent, says, state_name, top, without

LABEL_STYLE = {
    Label.CONFIRMED: "bold green",
    Label.LIKELY: "green",
    Label.CLAIMED: "yellow",
    Label.DISPUTED: "red",
    Label.UNKNOWN: "dim",
}
STATE_STYLE = {State.HELD: "bold", State.CONTESTED: "bold red", State.NONE: "dim", State.UNKNOWN: "dim"}

PICTURE_COLUMNS = (
    Column("district"),
    Column("in"),
    Column("held by"),
    Column("p", numbers=True),
    Column("label"),
    Column("roots", numbers=True),
    Column("side of the sources"),
)


def picture_cells(picture: Picture, names: Mapping[str, str]) -> tuple[Cell, ...]:
    """A picture as a row of a table with `PICTURE_COLUMNS`."""
    unit = ", ".join(part for part in (picture.place.adm1, picture.place.country) if part)
    sides = ", ".join(names.get(side, side) for side in picture.sides)
    return (
        Cell(picture.place.name),
        Cell(unit, "dim"),
        Cell(state_name(picture), STATE_STYLE[picture.state]),
        Cell(percent(top(picture)) if picture.state is not State.UNKNOWN else ""),
        Cell(picture.label.value, LABEL_STYLE[picture.label]),
        Cell(str(picture.roots)),
        Cell(sides or ("none" if picture.roots else "")),
    )


def times_line(at: str, known: str) -> str:
    """One line that says to what times a table belongs."""
    return f"At {at} UTC, as publicly known then." if at == known else f"At {at} UTC, as publicly known on {known} UTC."


def print_basis(scope: Scope | None, hindsight: datetime | None) -> None:
    """Print whose words alone count, and until when in hindsight (UTC; None without); nothing where neither is so."""
    words = basis(scope, hindsight)
    if words:
        print_line(words, "bold yellow")


def print_moved(entry: Moved, probability: float | None = None) -> None:
    """Print a claim that moved a picture: by how much, what it says, its sentence, its chain.

    Args:
        entry: the claim.
        probability: of the likeliest state with it; what would be left without it is then said. None to leave that out.
    """
    print_line(f"{signed(entry.weight)}  {says(entry.claim)}{_means(entry.weight, probability)}", "green" if entry.weight > 0 else "red")
    print_prose(f"“{entry.claim.quote.text}”", "       ")
    print_prose(entry.chain + _footing(entry), "       ", "dim")


def print_together(claims: int, weight: float, probability: float) -> None:
    """Print what several roots that say the same moved as a whole, and the probability of the likeliest state without them."""
    meaning = f"{odds(weight)}; without them {percent(without(probability, weight))}"
    print_line(f"{signed(weight)}  together, {claims} that agree  ({meaning})", "bold")


def signed(weight: float) -> str:
    """A change of log-odds with its sign."""
    return f"{'−' if weight < 0 else '+'}{abs(weight):.2f}"


def _means(weight: float, probability: float | None) -> str:
    return "" if probability is None else f"  ({odds(weight)}; without it {percent(without(probability, weight))})"


def _footing(entry: Moved) -> str:
    known = f"; public by {moment(entry.known)}" if entry.known else ""
    retold = f"; told again {entry.retold} times" if entry.retold > 1 else "; told again once" if entry.retold else ""
    return f"{known}{retold}; {entry.id}"
