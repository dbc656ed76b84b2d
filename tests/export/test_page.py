from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from reportedly.export.page import PageText, embedded, page_of
from reportedly.export.page_data import Atlas, page_data
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.terms.place import Place
from reportedly.views.casebook import casebook
from reportedly.views.context import Context
from reportedly.views.sources import sources

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "@@DATA@@ @@SCRIPT@@ @@STYLE_HASH@@",
    "\u2028\u2029\\u003c/script>",
    "<a href='http://evil.example/'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]  # fmt: skip
SQUARE = (((69.0, 35.0), (70.0, 35.0), (70.0, 36.0), (69.0, 36.0), (69.0, 35.0)),)


class Parsed(HTMLParser):
    """The elements of a page and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self._open: str | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag if tag in self.inline else None
        if self._open:
            self.inline[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = None if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[self._open][-1] += data


@pytest.fixture
def make_page(
    make_claim: Callable[..., Claim], make_picture: Callable[..., Picture], make_place: Callable[..., Place]
) -> Callable[[str], str]:
    def make(words: str) -> str:
        place = make_place()
        hostile = make_place("Beta", adm1=words)
        claim = make_claim(words, speaker=words)
        because = (Because(claim.id, 1.5, "u_1"),)
        unknown = {"state": State.UNKNOWN, "label": Label.UNKNOWN, "roots": 0, "sides": ()}
        alpha = [
            make_picture(place=place, **unknown),
            make_picture(place=place, hour=24, because=because, label=Label.CLAIMED, missing=(words,)),
        ]
        beta = [
            make_picture(place=hostile, **unknown),
            make_picture({"contested": 0.9, "red": 0.1}, state=State.CONTESTED, place=hostile, hour=24),
        ]
        case = casebook([alpha, beta], {claim.id: claim}, {"red": words, "blue": "Blues"})
        contexts = {claim.id: Context(words, claim.quote.text, words)}
        data = page_data(case, contexts, sources(case.claims.values()), Atlas({"user:alpha": (SQUARE,), "user:land": (SQUARE,)}))
        return page_of(data, [alpha[-1], beta[-1]], PageText(words, words, (words,)))

    return make


def data_of(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)  # type: ignore[no-any-return]


@pytest.mark.parametrize("words", ATTACKS)
def test_no_text_of_a_report_becomes_markup(make_page: Callable[[str], str], words: str) -> None:
    harmless, hostile = Parsed(make_page("plain words")), Parsed(make_page(words))
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in harmless.elements]
    assert hostile.inline["script"][1:] == harmless.inline["script"][1:]
    assert hostile.inline["style"] == harmless.inline["style"]
    assert not [attributes for _, attributes in hostile.elements if any(name.startswith("on") for name in attributes)]


@pytest.mark.parametrize("words", ATTACKS)
def test_texts_reach_the_page_whole(make_page: Callable[[str], str], words: str) -> None:
    page = make_page(words)
    claim = data_of(page)["claims"][0]
    assert (claim["quote"], claim["before"]) == (words, words)
    assert f"<h1>{html.escape(words)}</h1>" in page


def test_nothing_is_fetched(make_page: Callable[[str], str]) -> None:
    page = make_page("plain words")
    allowed = {"http://www.w3.org/2000/svg"}  # a name of a namespace, which nobody fetches
    assert set(re.findall(r"[a-z]+://[^\s\"'<>)]+", page)) <= allowed
    assert not [
        tag for tag, attributes in Parsed(page).elements if "src" in attributes or tag in {"link", "img", "iframe", "object", "embed"}
    ]
    assert not re.search(r"@import|url\((?!#)|\bfetch\(|XMLHttpRequest|WebSocket|eval\(|innerHTML|insertAdjacentHTML|document\.write", page)


def test_the_policy_allows_this_script_and_style_alone(make_page: Callable[[str], str]) -> None:
    parsed = Parsed(make_page("plain words"))
    policy = next(
        attributes["content"] or "" for tag, attributes in parsed.elements if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for directive, content in (("script-src", parsed.inline["script"][-1]), ("style-src", parsed.inline["style"][0])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_place_is_on_the_page_and_in_its_table(make_page: Callable[[str], str]) -> None:
    page = make_page("plain words")
    data = data_of(page)
    assert [place["name"] for place in data["places"]] == ["Alpha", "Beta"]
    assert all(f"<td>{place['name']}</td>" in page for place in data["places"])
    assert data["places"][0]["d"].startswith("M")
    assert data["places"][1]["d"] is None
    assert len(data["land"]) == 1


def test_each_day_of_each_place_opens_its_claims(make_page: Callable[[str], str]) -> None:
    data = data_of(make_page("plain words"))
    first, then = (data["cells"][run[1]] for run in data["places"][0]["runs"])
    assert (first["state"], first["because"]) == (-1, [])
    assert (then["label"], then["because"]) == ("claimed", [[0, 1.5]])
    assert data["keys"][then["state"]]["name"] == "plain words"
    assert data["claims"][0]["place"] == 0
    assert {change["place"] for change in data["changes"]} == {0, 1}


@pytest.mark.parametrize("value", ["</script>", "<!--", "]]>", "a&b", "\u2028"])
def test_embedded_json_is_inert_and_the_same(value: str) -> None:
    text = embedded({"a": value})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == {"a": value}


def test_a_case_without_places_still_makes_a_page() -> None:
    page = page_of(page_data(casebook([], {}, {}), {}, [], Atlas({})), [], PageText("Nothing", "", ()))
    assert data_of(page)["places"] == []
