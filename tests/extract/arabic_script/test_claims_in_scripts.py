"""Who took, holds, left what, in Arabic, Persian and Pashto: one row a sentence, invented places in square brackets."""

from __future__ import annotations

import pytest

from marked import read
from reportedly.terms.claim import CONTROL_KINDS


def told(language: str, marked: str) -> set[tuple[str, str | None, str | None, str]]:
    """Kind, party, place and polarity of each control statement."""
    return {
        (
            statement.kind.value,
            (statement.party.antecedent or statement.party.text) if statement.party else None,
            statement.place.text if statement.place else None,
            statement.stance.polarity.value,
        )
        for statement in read(marked, language)
        if statement.kind in CONTROL_KINDS
    }


YES, NO = "affirmed", "denied"
MUSTS = [
    ("ar", "سيطرت قوات النظام على بلدة [تلورا|village]", {("captured", "قوات النظام", "تلورا", YES)}),
    ("ar", "قوات النظام تسيطر على [تلورا]", {("captured", "قوات النظام", "تلورا", YES)}),
    ("ar", "أعلن الجيش سيطرته على [تلورا] و[بنانا]", {("captured", "الجيش", "تلورا", YES), ("captured", "الجيش", "بنانا", YES)}),
    ("ar", "استعاد الجيش السيطرة على مدينة [تلورا|city]", {("recaptured", "الجيش", "تلورا", YES)}),
    ("ar", "سقطت مدينة [تلورا|city] بيد المسلحين", {("captured", "المسلحين", "تلورا", YES)}),
    ("ar", "سقوط [تلورا] في أيدي المتمردين", {("captured", "المتمردين", "تلورا", YES)}),
    ("ar", "فقد الجيش السيطرة على [تلورا]", {("lost", "الجيش", "تلورا", YES)}),
    ("ar", "وانسحبت القوات من [تلورا] فجرا", {("withdrew", "القوات", "تلورا", YES)}),
    ("ar", "تصدى الجيش لهجوم شنه المتمردون على [تلورا]", {("repelled", "الجيش", "تلورا", YES)}),
    ("ar", "حاصرت الفصائل مدينة [تلورا|city]", {("besieged", "الفصائل", "تلورا", YES)}),
    ("ar", "نفى الجيش سقوط مدينة [تلورا|city]", {("captured", None, "تلورا", NO)}),
    ("ar", "لم تسقط [تلورا] بيد المتمردين", {("captured", "المتمردين", "تلورا", NO)}),
    ("fa", "جنگجویان طالبان ولسوالی [تلورا|district] را تصرف کردند", {("captured", "جنگجویان طالبان", "تلورا", YES)}),
    ("fa", "ولسوالی [تلورا|district] به دست طالبان سقوط کرد", {("captured", "طالبان", "تلورا", YES)}),
    ("fa", "شهر [تلورا|city] به کنترل طالبان درآمد", {("captured", "طالبان", "تلورا", YES)}),
    ("fa", "نیروهای دولتی شهر [تلورا|city] را از طالبان پس گرفتند", {("recaptured", "نیروهای دولتی", "تلورا", YES)}),
    ("fa", "نیروهای دولتی از [تلورا] عقب‌نشینی کردند", {("withdrew", "نیروهای دولتی", "تلورا", YES)}),
    ("fa", "طالبان شهر [تلورا|city] را تصرف نکرده‌اند", {("captured", "طالبان", "تلورا", NO)}),
    ("fa", "دولت سقوط ولسوالی [تلورا|district] را رد کرد", {("captured", None, "تلورا", NO)}),
    ("ps", "طالبانو د [تلورا|district] ولسوالي ونیوله", {("captured", "طالبانو", "تلورا", YES)}),
    ("ps", "د [تلورا|district] ولسوالي د طالبانو لاس ته ولوېده", {("captured", "د طالبانو", "تلورا", YES)}),
    ("ps", "حکومتي ځواکونو د [تلورا|district] ولسوالي بېرته ونیوله", {("recaptured", "حکومتي ځواکونو", "تلورا", YES)}),
    ("ps", "طالبانو د [تلورا|city] ښار نه دی نیولی", {("captured", "طالبانو", "تلورا", NO)}),
]
MUST_NOTS = [
    ("ar", "يسعى الجيش إلى السيطرة على [تلورا]"),
    ("ar", "بدأت عملية لاستعادة [تلورا]"),
    ("ar", "قد تسقط [تلورا] إذا انسحب الجيش من [بنانا]"),
    ("ar", "سقطت أمطار غزيرة على [تلورا]"),
    ("ar", "سيطر اللاعبون على مجريات المباراة في [تلورا]"),
    ("ar", "انسحب المرشح من سباق الانتخابات في [تلورا]"),
    ("ar", "حذر الوزير من سقوط [تلورا]"),
    ("ar", "استعاد التاجر أمواله في [تلورا]"),
    ("fa", "طالبان می‌خواهند شهر [تلورا|city] را تصرف کنند"),
    ("fa", "اگر شهر [تلورا|city] سقوط کند راه بسته می‌شود"),
    ("fa", "قیمت نان در [تلورا] سقوط کرد"),
    ("fa", "کارگران کنترل کیفیت در [تلورا] آموزش دیدند"),
    ("fa", "تیم ملی بازی را در [تلورا] از دست داد"),
    ("fa", "تلاش برای تصرف شهر [تلورا|city]"),
    ("ps", "طالبان غواړي د [تلورا|district] ولسوالي ونیسي"),
    ("ps", "که [تلورا] سقوط شي لار بندېږي"),
    ("ps", "ښوونکو په [تلورا] کې کتابونه ونیول"),
    ("ps", "په [تلورا] کې سخت باران وشو"),
]


@pytest.mark.parametrize(("language", "marked", "expected"), MUSTS)
def test_control_is_read(language: str, marked: str, expected: set[tuple[str, str | None, str | None, str]]) -> None:
    assert told(language, marked) == expected


@pytest.mark.parametrize(("language", "marked"), MUST_NOTS)
def test_control_is_not_read_into(language: str, marked: str) -> None:
    assert told(language, marked) == set()


def test_who_denies_what_was_told_before_denies_it() -> None:
    told_, denied = read("طالبان ولسوالی [تلورا|district] را تصرف کردند. وزارت دفاع این ادعا را رد کرد.", "fa")
    assert (told_.stance.polarity.value, denied.stance.polarity.value) == (YES, NO)
    assert denied.place == told_.place
    assert [source.text for source in denied.chain] == ["وزارت دفاع این ادعا"[: len("وزارت دفاع")]]


def test_the_group_stands_for_the_party_named_last() -> None:
    first, second = read("قالت حركة طالبان إنها سيطرت على [تلورا]. وأضافت أن الحركة دخلت مدينة [بنانا|city].", "ar")
    assert first.party is not None
    assert second.party is not None
    assert (first.party.text, second.party.text, second.party.antecedent) == ("حركة طالبان", "الحركة", "حركة طالبان")


def test_numbers_dates_and_letters_alone_make_no_claim() -> None:
    assert read("٢٠٢٤/٠٥/٠١ — 12:30 ؟ ! ،", "ar") == ()


def test_words_hidden_from_filters_are_read() -> None:
    [statement] = read("مـ ـقـ ـتـ ـل 3 مدنيين في [تلورا]", "ar")
    assert [(count.what, count.low, count.high) for count in statement.counts] == [("killed", 3, 3)]


def test_the_verbatim_span_holds_what_tells_it() -> None:
    text = "صباحا سيطر الجيش على تلورا بعد قتال"
    [statement] = [
        one for one in read(text.replace("تلورا", "[تلورا]"), "ar") if one.kind in CONTROL_KINDS and one.kind.value == "captured"
    ]
    assert text[statement.start : statement.end] == "سيطر الجيش على تلورا"


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("ar", "سيطر الجيش على [تلورا]. ثم انسحب المسلحون من المدينة.", [("captured", "تلورا"), ("withdrew", "تلورا")]),
        (
            "fa",
            "طالبان ولسوالی [تلورا|district] را تصرف کردند. مرکز ولسوالی در محاصره طالبان است.",
            [("captured", "تلورا"), ("besieged", "تلورا")],
        ),
        (
            "fa",
            "نیروهای دولتی شهر [تلورا|city] را که به دست طالبان افتاده بود، پس گرفتند.",
            [("recaptured", "تلورا"), ("captured", "تلورا")],
        ),
        (
            "ps",
            "طالبانو د [تلورا|district] ولسوالي ونیوله. امنیتي ځواکونو ولسوالي پرېښوده.",
            [("captured", "تلورا"), ("withdrew", "تلورا")],
        ),
        ("ar", "سيطر الجيش على [تلورا]. هطلت أمطار في المدينة.", [("captured", "تلورا")]),
        ("ar", "انسحب المسلحون من المدينة.", []),
        (
            "ar",
            "أكد مسؤول أن الفصائل تحاصر مدينة [تلورا|city]، وأنها سيطرت على بلدة [بنانا|village]",
            [("besieged", "تلورا"), ("captured", "بنانا")],
        ),
        ("fa", "طالبان ولسوالی [تلورا|district] را بدون جنگ گرفتند", [("captured", "تلورا")]),
        ("fa", "ولسوالی [تلورا|district] از کنترل طالبان خارج شد", [("recaptured", "تلورا")]),
        ("ps", "جګړه دوام لري او د [تلورا|district] ولسوالي محاصره ده", [("besieged", "تلورا")]),
    ],
)
def test_the_town_is_the_one_told_of_last(language: str, marked: str, expected: list[tuple[str, str]]) -> None:
    found = [(one.kind.value, one.place.text) for one in read(marked, language) if one.place is not None and one.kind in CONTROL_KINDS]
    assert sorted(found) == sorted(expected)


def test_what_had_been_is_background_with_its_own_month() -> None:
    news, before = read("استعاد الجيش مدينة [تلورا|city]. وكان التنظيم قد سيطر على المدينة في أيار 2015.", "ar")
    assert (news.background, before.background) == (False, True)
    assert before.when is not None
    assert (before.when.precision.value, before.when.text) == ("month", "أيار 2015")


def test_two_who_speak_in_one_sentence_each_have_their_own() -> None:
    first, second = read("أعلن المسلحون السيطرة على [تلورا]، فيما قال الجيش إنه انسحب من [بنانا]", "ar")
    assert [[source.text for source in one.chain] for one in (first, second)] == [["المسلحون"], ["الجيش"]]
