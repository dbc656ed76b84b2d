"""How many were killed, injured, captured, in Arabic, Persian and Pashto."""

from __future__ import annotations

import pytest

from marked import read

Counts = list[tuple[str, int | None, int | None]]


def counted(language: str, text: str) -> Counts:
    """What each statement counts, with its bounds."""
    return [(count.what, count.low, count.high) for statement in read(text, language) for count in statement.counts]


MUSTS: list[tuple[str, str, Counts]] = [
    ("ar", "مقتل 5 مدنيين وإصابة ثلاثة آخرين", [("killed", 5, 5), ("injured", 3, 3)]),
    ("ar", "قتل شخصان وجرح طفل", [("killed", 2, 2), ("injured", 1, 1)]),
    ("ar", "استشهاد امرأة وطفلين", [("killed", 3, 3)]),
    ("ar", "أصيب أربعة وعشرون شخصا", [("injured", 24, 24)]),
    ("ar", "سقوط ١٢ قتيلا", [("killed", 12, 12)]),
    ("ar", "قتيلان و3 جرحى", [("killed", 2, 2), ("injured", 3, 3)]),
    ("ar", "شهيد وجريحان", [("killed", 1, 1), ("injured", 2, 2)]),
    ("ar", "مقتل ما لا يقل عن عشرة جنود", [("killed", 10, None)]),
    ("ar", "مقتل أكثر من مئة وخمسين شخصا", [("killed", 151, None)]),
    ("ar", "إصابة نحو 20 عاملا", [("injured", 17, 23)]),
    ("ar", "مقتل عشرات المدنيين", [("killed", 20, 99)]),
    ("ar", "مقتل وإصابة 10 أشخاص", [("killed_or_injured", 10, 10)]),
    ("ar", "30 شخصا بين قتيل وجريح", [("killed_or_injured", 30, 30)]),
    ("ar", "ارتفعت حصيلة القتلى في القصف إلى 14", [("killed", 14, 14)]),
    ("ar", "لقي سبعة عمال مصرعهم", [("killed", 7, 7)]),
    ("ar", "فقدت سيدتان حياتهما بقصف", [("killed", 2, 2)]),
    ("ar", "مقتل 8 أشخاص بينهم 3 أطفال", [("killed", 8, 8)]),
    ("ar", "اعتقلت الشرطة تسعة شبان", [("captured", 9, 9)]),
    ("ar", "لم يسقط أي قتلى", [("killed", 0, 0)]),
    ("ar", "مقتل مدنيين اثنين", [("killed", 2, 2)]),
    ("fa", "هشت سرباز کشته و پنج تن زخمی شدند", [("killed", 8, 8), ("injured", 5, 5)]),
    ("fa", "دست‌کم بیست و سه غیرنظامی کشته شدند", [("killed", 23, None)]),
    ("fa", "بیش از ۴۰ تن جان باختند", [("killed", 41, None)]),
    ("fa", "کشته شدن دو کودک", [("killed", 2, 2)]),
    ("fa", "پلیس سه تن را بازداشت کرد", [("captured", 3, 3)]),
    ("ps", "اته سرتېري ووژل شول او پنځه نور ټپیان شول", [("killed", 8, 8), ("injured", 5, 5)]),
    ("ps", "له ۵۰ څخه ډېر کسان مړه شول", [("killed", 51, None)]),
    ("ps", "لږ تر لږه دیارلس ملکیان وژل شوي دي", [("killed", 13, None)]),
]
MUST_NOTS = [
    ("ar", "مقتل مدنيين"),
    ("ar", "سقوط قتلى وجرحى"),
    ("ar", "إصابة 12 شخصا بفيروس كورونا"),
    ("ar", "قتل قبل 5 أعوام"),
    ("ar", "إصابة 7 منازل"),
    ("ar", "استشهد في 29 يناير 2023"),
    ("ar", "مقتل 400 مدني منذ بداية العام"),
    ("ar", "تدمير 3 آليات و12 منزلا"),
    ("ar", "جثامين الشهداء"),
    ("fa", "چهار تن در تصادف رانندگی زخمی شدند"),
    ("fa", "شاگردان ۲۰ جلد کتاب گرفتند"),
    ("fa", "ده‌ها خانه ویران شد"),
    ("ps", "د ترافیکي پېښې له امله څلور کسان ټپیان شول"),
    ("ps", "ناروغانو شمېر ۳۰۰ تنو ته ورسېد"),
]


@pytest.mark.parametrize(("language", "text", "expected"), MUSTS)
def test_people_are_counted(language: str, text: str, expected: Counts) -> None:
    assert counted(language, text) == expected


@pytest.mark.parametrize(("language", "text"), MUST_NOTS)
def test_what_is_no_number_of_victims_is_not_counted(language: str, text: str) -> None:
    assert counted(language, text) == []


def test_fighters_and_others_are_counted_apart() -> None:
    assert counted("ar", "مقتل 3 مدنيين وأربعة جنود") == [("killed", 3, 3), ("killed", 4, 4)]


def test_names_of_the_dead_are_in_no_count() -> None:
    [statement] = read("استشهاد الطفل سمير الحلوي والطفلة هدى الحلوي بقصف", "ar")
    assert [(count.low, count.high) for count in statement.counts] == [(2, 2)]
    assert all("الحلوي" not in count.text and (count.of is None or "الحلوي" not in count.of.text) for count in statement.counts)


def test_a_toll_joins_the_attack_that_caused_it() -> None:
    [statement] = read("مقتل طفلين بغارة جوية على بلدة [تلورا|village]", "ar")
    assert (statement.kind.value, statement.place and statement.place.text) == ("airstrike", "تلورا")
