"""Who speaks, in Arabic, Persian and Pashto; and which language of that script a text is in."""

from __future__ import annotations

import pytest

from marked import read
from reportedly.extract.arabic_script import language_of_script
from reportedly.terms.report import Report

MUSTS = [
    ("ar", "قالت وزارة الدفاع إن الجيش استعاد [تلورا]", [("وزارة الدفاع", "official")]),
    ("ar", "أفادت مصادر محلية بسقوط [تلورا] بيد المسلحين", [("مصادر محلية", "local")]),
    ("ar", "سيطر الجيش على [تلورا] بحسب المرصد السوري", [("المرصد السوري", "ngo")]),
    ("ar", "مصدر طبي: مقتل 3 أطفال في [تلورا]", [("مصدر طبي", "medical")]),
    ("ar", "أعلن متحدث باسم طالبان السيطرة على [تلورا]", [("متحدث باسم طالبان", "official")]),
    ("fa", "سخنگوی پولیس گفت که طالبان ولسوالی [تلورا|district] را تصرف کردند", [("سخنگوی پولیس", "official")]),
    ("fa", "به گفته باشندگان، ولسوالی [تلورا|district] به دست طالبان سقوط کرد", [("باشندگان", "local")]),
    ("ps", "د دفاع وزارت وویل چې د [تلورا|district] ولسوالي یې بېرته نیولې", [("د دفاع وزارت", "official")]),
    ("ps", "د سیمې اوسېدونکي وایي چې طالبانو [تلورا] ولسوالي ونیوله", [("د سیمې اوسېدونکي", "local")]),
]
MUST_NOTS = [
    ("ar", "سيطر الجيش على [تلورا]"),
    ("ar", "بعد قتال عنيف سقطت [تلورا] بيد المسلحين"),
    ("ar", "قتل 5 مدنيين في [تلورا] أمس"),
    ("fa", "طالبان شهر [تلورا|city] را تصرف کردند"),
    ("fa", "در [تلورا] سه تن کشته شدند"),
    ("ps", "طالبانو د [تلورا|city] ښار ونیو"),
]


@pytest.mark.parametrize(("language", "marked", "expected"), MUSTS)
def test_the_speaker_is_found(language: str, marked: str, expected: list[tuple[str, str]]) -> None:
    [statement] = read(marked, language)[:1]
    assert [(source.text, source.kind.value) for source in statement.chain] == expected


@pytest.mark.parametrize(("language", "marked"), MUST_NOTS)
def test_where_nobody_speaks_there_is_no_speaker(language: str, marked: str) -> None:
    assert [statement.chain for statement in read(marked, language)] in ([()], [(), ()])


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("سيطر الجيش على المدينة", None, "ar"),
        ("نیروهای دولتی شهر را از طالبان پس گرفتند", None, "fa"),
        ("طالبانو د هرات ښار ونیو", None, "ps"),
        ("نیروها شهر را گرفتند", "prs", "fa"),
        ("Troops took Herat (هرات)", None, None),
        ("فوج نے شہر پر قبضہ کر لیا", "ur", None),
        ("2021", None, None),
        ("", "ar", None),
    ],
)
def test_the_language_of_the_script_is_told(text: str, tag: str | None, expected: str | None) -> None:
    assert language_of_script(Report("r_1", "x", text, language=tag)) == expected


def test_a_rumour_is_called_one() -> None:
    [statement] = read("أنباء غير مؤكدة عن سقوط [تلورا] بيد المتمردين", "ar")
    assert statement.stance.certainty.value == "rumour"
