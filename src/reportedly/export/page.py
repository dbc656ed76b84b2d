"""The report page: one HTML file that holds everything it needs, opens no connection and runs nothing but its own script.

Texts of reports reach it in two ways only: escaped into a static table, and as JSON that its script turns into text nodes.
A content security policy names the script and the style by their digests, so that nothing else in the file can run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from reportedly import __version__
from reportedly.terms.identity import Json
from reportedly.terms.picture import Picture
from reportedly.views.words import percent, state_name, top

PLACEHOLDER = re.compile(r"@@([A-Z_]+)@@")
COLUMNS = ("District", "Unit", "Holder", "Probability", "Label", "Roots", "Missing")


@dataclass(frozen=True, slots=True)
class PageText:
    """The words on a page that are not in its data.

    Attributes:
        title: the heading.
        facts: sentences on what the page was made from.
        credits: one line for each source of data that must be named.
        basis: sentences on whose words alone count, and on hindsight; empty where the page is of everybody's words as known each day.
        hindsight: whether every day is seen with what became public later.
    """

    title: str
    facts: str
    credits: tuple[str, ...]
    basis: str = ""
    hindsight: bool = False


def page_of(data: Json, last: Iterable[Picture], text: PageText) -> str:
    """Write the page.

    Args:
        data: what `page_data` gives.
        last: the pictures of the last day, for the static table, which works without a script too.
        text: title, facts and credits.
    """
    style, script = _template("page.css"), _template("page.js")
    return _filled(
        _template("page.html"),
        {
            "TITLE": html.escape(text.title),
            "FACTS": html.escape(text.facts),
            "BASIS": f'<p class="basis" role="note">{html.escape(text.basis)}</p>' if text.basis else "",
            "NOTE": "in hindsight" if text.hindsight else "as publicly known at the end of that day",
            "LATER": "What became public later counts as well." if text.hindsight else "Nothing that became public later moves it.",
            "PROGRAM": f"reportedly {__version__}",
            "STYLE": style,
            "STYLE_HASH": digest(style),
            "SCRIPT": script,
            "SCRIPT_HASH": digest(script),
            "TABLE": _table(last),
            "DATA": embedded(data),
            "CREDITS": "".join(f"<p>{html.escape(line)}</p>" for line in text.credits),
        },
    )


def embedded(data: Json) -> str:
    """Write JSON that cannot end or open any element of the page around it: `<`, `>` and `&` as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (
        text.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def digest(content: str) -> str:
    """The digest by which a content security policy names an inline script or style (CSP Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _template(name: str) -> str:
    return (files("reportedly") / "data" / "page" / name).read_text(encoding="utf-8")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Fill the placeholders in one pass, so that no value is searched for placeholders."""
    return PLACEHOLDER.sub(lambda match: values[match.group(1)], template)


def _table(pictures: Iterable[Picture]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    body = "".join(_row(_cells(picture)) for picture in pictures)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(picture: Picture) -> Sequence[str]:
    place = picture.place
    surety = (state_name(picture), percent(top(picture)), picture.label.value, str(picture.roots))
    return (place.name, place.adm1 or "", *surety, "; ".join(picture.missing))


def _row(cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
