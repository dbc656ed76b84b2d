"""Places in Arabic, Persian, Pashto, Russian and Ukrainian text: what is one, and which words are none."""

from __future__ import annotations

import pytest

from reportedly.places import find
from reportedly.resolve.scripts import nominatives, readings, script_of

NAMED = [
    ("وصل المصابون إلى مشفى في حلب", "حلب", "SY"),
    ("دوت صفارات بتعز مساء أمس", "تعز", "YE"),
    ("تقدمت القوات نحو الموصل والفلوجة", "الفلوجة", "IQ"),
    ("عاد النازحون للرقة بعد عام", "لرقة", "SY"),
    ("قُصِفَت مدينة إدلب ليلاً", "إدلب", "SY"),
    ("هدوء حذر في خان شيخون", "خان شيخون", "SY"),
    ("پولیس در ولسوالی نهرین ولایت بغلان مستقر شد", "نهرین", "AF"),
    ("راه کندز بسته است و شهر کندز آرام است", "کندز", "AF"),
    ("مردم فیض‌آباد بدخشان کمک می‌خواهند و در فیض‌آباد باران است", "فیض‌آباد", "AF"),
    ("جنگ به پل خمری مرکز بغلان رسید", "پل خمری", "AF"),
    ("د هلمند په لښکرګاه کې غونډه وشوه", "لښکرګاه", "AF"),
    ("د سپین بولدک ولسوالۍ ارامه ده", "سپین بولدک", "AF"),
    ("Взрывы слышали в Харькове и под Бахмутом.", "Бахмутом", "UA"),
    ("Колонна идёт к Авдеевке.", "Авдеевке", "UA"),
    ("Бои в Донецкой области продолжаются.", "Донецкой", "UA"),
    ("У Харкові та Києві було тихо.", "Києві", "UA"),
    ("На Харківщині горить склад.", "Харківщині", "UA"),
    ("Дрон упав біля Краматорська.", "Краматорська", "UA"),
]


@pytest.mark.parametrize(("text", "name", "country"), NAMED)
def test_names_are_found_and_identified(text: str, name: str, country: str) -> None:
    assert (name, country) in [(ref.text, ref.place.country) for ref in find(text) if ref.place]


NOT_NAMED = [
    "سلام عليكم وخبر سار للجميع",
    "أمل الناس كبير والحياة جميلة",
    "باب الحوار مفتوح في كل يوم",
    "قال الجميل إن نور الشمس قوي",
    "سلام و درود به همه مردم، خبر خوش داریم",
    "کابلی‌ها از گرانی شکایت دارند",
    "گل احمد و امان الله به خانه رفتند",
    "سلام ټولو وروڼو ته او ښه خبر",
    "د گل محمد ورور له کلي کور ته راغی",
    "Мир придёт, и Победа будет за нами.",
    "Владимир Соколов вышел к журналистам.",
    "Солдат по имени Роман написал письмо Вере.",
    "Генерал Шевченко говорил с бойцами.",
    "Ізмаїл Алієв подякував лікарям.",
    "Надія є завжди, сказала Віра.",
    "Вчора Рада ухвалила закон.",
]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_everyday_words_and_people_are_no_places(text: str) -> None:
    assert [ref.text for ref in find(text)] == []


def test_a_district_lies_in_the_province_that_follows_it() -> None:
    first = find("ولسوالی نهرین ولایت بغلان")[0]
    assert first.place is not None
    assert (first.place.name, first.place.level.value) == ("Nahrin", "adm2")
    assert first.mention is not None
    assert first.mention.within == ("بغلان",)


def test_names_of_a_list_share_the_type_word_before_it() -> None:
    found = [(ref.text, ref.place.level.value) for ref in find("جنگ در ولسوالی‌های امام صاحب و دشت ارچی قندوز") if ref.place]
    assert found[:2] == [("امام صاحب", "adm2"), ("دشت ارچی", "adm2")]


def test_a_mention_stands_where_its_words_stand() -> None:
    text = "دوت صفارات بتعز مساء أمس"
    (ref,) = find(text)
    assert ref.mention is not None
    assert text[ref.mention.start : ref.mention.end] == ref.text == "تعز"


@pytest.mark.parametrize(
    ("inflected", "name"),
    [
        ("харкові", "харків"),
        ("києва", "киів"),
        ("авдіівці", "авдіівка"),
        ("бахмута", "бахмут"),
        ("мариуполя", "мариуполь"),
        ("сумах", "сумы"),
        ("часового яру", "часів яр"),
        ("новои каховки", "новая каховка"),
        ("харківщині", "харківська область"),
    ],
)
def test_inflected_names_lead_to_their_nominative(inflected: str, name: str) -> None:
    assert name in nominatives(inflected)


@pytest.mark.parametrize(("word", "key"), [("وبتعز", "تعز"), ("للرقة", "الرقه"), ("والفلوجة", "الفلوجه"), ("ګرشک", "گرشک")])
def test_what_is_glued_to_a_word_of_arabic_script_can_be_left_out(word: str, key: str) -> None:
    assert key in [key for _, keys in readings(word) for key in keys]


@pytest.mark.parametrize(("word", "script"), [("Kabul", None), ("Харків", "cyrillic"), ("حلب", "arabic"), ("", None), ("ʿAyn", None)])
def test_a_word_has_the_script_of_its_first_letter(word: str, script: str | None) -> None:
    assert script_of(word) == script
