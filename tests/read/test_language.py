from __future__ import annotations

import sys

import pytest

from reportedly.read.language import detect, language_of, normalise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Reds took the town of Alpha in the evening, and the Blues left it to them.", "en"),
        ("Reds capture Alpha, Beta, Gamma; army commander killed near Delta, officials say", "en"),
        ("Laut dem Provinzrat haben die Aufständischen den Bezirk nach Gefechten eingenommen.", "de"),
        ("Les rebelles ont pris la ville samedi matin, selon des habitants joints par téléphone.", "fr"),
        ("نیروهای مردمی می‌گویند ولسوالی را روز جمعه پس گرفته‌اند.", "fa"),
        ("سيطرت القوات على المدينة بعد معارك عنيفة يوم الجمعة بحسب مصادر محلية.", "ar"),
        ("Війська увійшли до міста в п'ятницю вранці, повідомили місцеві жителі.", "uk"),
        ("", None),
        ("Alpha fell.", None),
        ("12:30 — 14:45", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert detect("The army said on Friday that it had left the town and that the rebels were in it.") == "en"


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("ar", "The army said on Friday that it had left the town and that the rebels were in it.", "en"),  # the account writes in Arabic
        ("ar", "Drone strike hits bakery near Alpha, 3 killed, 5 injured", "en"),
        ("de", "The army said on Friday that it had left the town and that the rebels were in it.", "en"),
        ("de", "Laut dem Provinzrat haben die Aufständischen den Bezirk nach Gefechten eingenommen.", "de"),
        ("fr", "Alpha, Beta, Gamma", "fr"),  # nothing speaks against it
        ("ar", "سيطرت القوات على المدينة بعد معارك عنيفة يوم الجمعة بحسب مصادر محلية. #Alpha", "ar"),
        ("uk", "Laut dem Provinzrat haben die Aufständischen den Bezirk nach Gefechten eingenommen.", "de"),
        ("ar", "12:30 — 14:45", "ar"),
        ("en", "Reds capture Alpha", "en"),
        (None, "", None),
        ("", "Alpha fell.", None),
    ],
)
def test_a_tag_is_believed_unless_the_text_contradicts_it(tag: str | None, text: str, language: str | None) -> None:
    assert language_of(tag, text) == language


@pytest.mark.parametrize(("tag", "code"), [("en", "en"), ("EN-gb", "en"), (" pt_BR ", "pt"), ("ckb", "ckb")])
def test_tags_become_codes(tag: str, code: str) -> None:
    assert normalise(tag) == code
