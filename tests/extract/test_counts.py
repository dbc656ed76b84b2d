import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.counts import casualties
from reportedly.extract.counts.quantities import bounded, whole_number
from reportedly.extract.numbers import number
from reportedly.extract.text import sentences

Row = tuple[str, int | None, int | None]

HEAP = re.findall(
    r"\S+", "killed wounded and or at least 12 , two of the men soldiers no one between 5 dozens were detained including toll rose"
)


def counted(text: str) -> list[Row]:
    """What, low and high of every count of a text, in order."""
    return [(count.what, count.low, count.high) for sentence in sentences(text) for one in casualties(sentence) for count in one.counts]


def parties(text: str) -> list[str | None]:
    return [count.of.text if count.of else None for sentence in sentences(text) for one in casualties(sentence) for count in one.counts]


BOUNDS: list[tuple[str, int | None, int | None]] = [
    ("over 60", 61, None),
    ("more than 60", 61, None),
    ("at least 10", 10, None),
    ("no fewer than ten", 10, None),
    ("10 or more", 10, None),
    ("about 60", 51, 69),
    ("around sixty", 51, 69),
    ("some 60", 51, 69),
    ("up to 20", None, 20),
    ("as many as 20", None, 20),
    ("fewer than 20", None, 19),
    ("nearly 20", 17, 19),
    ("between 5 and 10", 5, 10),
    ("10 to 15", 10, 15),
    ("10-15", 10, 15),
    ("two or three", 2, 3),
    ("a total of 60", 60, 60),
    ("1,200", 1200, 1200),
    ("two hundred and fifty", 250, 250),
    ("two dozen", 24, 24),
    ("half a dozen", 6, 6),
    ("a couple of", 2, 2),
    ("several", 3, None),
    ("a few", 3, None),
    ("a group of", 3, None),
    ("multiple", 3, None),
    ("numerous", 4, None),
    ("a handful of", 4, None),
    ("a large number of", 5, None),
    ("dozens of", 24, 99),
    ("hundreds of", 200, 999),
    ("suspected", 2, None),
    ("12 more", 12, 12),
    ("two of the", 2, 2),
]


@pytest.mark.parametrize(("words", "low", "high"), BOUNDS, ids=[words for words, _, _ in BOUNDS])
@pytest.mark.parametrize(
    "frame", ["The raid killed {} militants.", "{} militants were killed in the raid.", "The death of {} militants was confirmed."]
)
def test_keeps_bounds_as_said(frame: str, words: str, low: int | None, high: int | None) -> None:
    text = frame.format(words)
    assert counted(text[0].upper() + text[1:]) == [("killed", low, high)]


SENTENCES: list[tuple[str, list[Row]]] = [
    ("They killed or injured over 60 fighters.", [("killed_or_injured", 61, None)]),
    ("Sixty fighters were killed or injured.", [("killed_or_injured", 60, 60)]),
    ("Twenty men were killed and wounded.", [("killed_or_injured", 20, 20)]),
    ("Some 30 men were either killed or detained.", [("killed_or_captured", 26, 34)]),
    ("They killed, wounded or captured over 40 fighters.", [("killed_or_injured_or_captured", 41, None)]),
    ("Forty men were killed, wounded, and captured.", [("killed_or_injured_or_captured", 40, 40)]),
    ("Seven soldiers were wounded or captured.", [("injured_or_captured", 7, 7)]),
    ("Three were killed, wounded men were taken to Alpha.", [("killed", 3, 3), ("injured", 2, None)]),
    ("They killed and displaced 40 people.", [("displaced", 40, 40)]),
    ("A bomb went off, killing seven soldiers, a council member said.", [("killed", 7, 7)]),  # the speaker is no victim
    ("They attacked, killing seven soldiers, a mayor and a driver.", [("killed", 7, 7), ("killed", 1, 1), ("killed", 1, 1)]),
    ("The strike killed nine civilians, six of them children.", [("killed", 9, 9)]),
    ("Nine civilians, six of them children, were killed.", [("killed", 9, 9)]),
    ("Their spokesman blamed the army for the attack, in which he said 20 civilians died.", [("killed", 20, 20)]),
    ("Twelve people, officials said, were killed.", [("killed", 12, 12)]),
    ("The death toll from Monday's blast in the town of Alpha has risen to 19.", [("killed", 19, 19)]),
    ("Eleven civilians were martyred in the attack.", [("killed", 11, 11)]),
    ("They sustained significant casualties.", [("killed_or_injured", None, None)]),
    ("They suffered heavy casualties.", [("killed_or_injured", None, None)]),
    ("The army suffered 12 casualties.", [("killed_or_injured", 12, 12)]),
    ("They fired, killing one and wounding two others.", [("killed", 1, 1), ("injured", 2, 2)]),
    ("They killed 3 and wounded 5.", [("killed", 3, 3), ("injured", 5, 5)]),
    ("The raid left 3 killed, 5 wounded.", [("killed", 3, 3), ("injured", 5, 5)]),
    ("Three men were killed and two wounded.", [("killed", 3, 3), ("injured", 2, 2)]),
    ("Four people were left dead and 30 injured.", [("killed", 4, 4), ("injured", 30, 30)]),
    ("The death toll rose to 12.", [("killed", 12, 12)]),
    ("The death toll has risen from 10 to at least 12.", [("killed", 12, None)]),
    ("There were 12 civilian deaths.", [("killed", 12, 12)]),
    ("No one was killed.", [("killed", 0, 0)]),
    ("There were no casualties.", [("killed_or_injured", 0, 0)]),
    ("Police detained two of the men.", [("captured", 2, 2)]),
    ("Police detained the leader and two of his associates.", [("captured", 3, 3)]),
    ("A commander and two suspected militants were detained.", [("captured", 3, 3)]),
    ("They detained a facilitator along with several suspects.", [("captured", 4, None)]),
    ("One facilitator was killed and two suspects were detained.", [("killed", 1, 1), ("captured", 2, 2)]),
    ("The strike killed four soldiers and two civilians.", [("killed", 4, 4), ("killed", 2, 2)]),
    ("At least ten people, including two children, were killed.", [("killed", 10, None)]),
    ("The bomb killed ten people, including two children.", [("killed", 10, 10)]),
    ("The police killed Karim Jan and his driver.", [("killed", 1, 1), ("killed", 1, 1)]),
    ("They opened fire, killing him.", [("killed", 1, 1)]),
    ("Sixty men in two villages were killed.", [("killed", 60, 60)]),
    ("Nearly 200 people fled.", [("displaced", 170, 199)]),
    ("About 40,000 people were displaced.", [("displaced", 34000, 46000)]),
    ("Up to 20 fighters surrendered.", [("surrendered", None, 20)]),
    ("Fifty soldiers are missing.", [("missing", 50, 50)]),
    ("Gunmen abducted 14 workers.", [("abducted", 14, 14)]),
    ("1,200 soldiers were taken prisoner.", [("captured", 1200, 1200)]),
    ("Rebels executed seven villagers.", [("executed", 7, 7)]),
    ("The killing of two militants was confirmed.", [("killed", 2, 2)]),
    ("Ten people died when a boat sank.", [("killed", 10, 10)]),
    ("Two women were shot dead.", [("killed", 2, 2)]),
    ("They killed the insurgents.", [("killed", None, None)]),
    ("They detained the insurgents and two others.", [("captured", 2, None)]),
    ("They detained two insurgents, one a leader.", [("captured", 2, 2)]),
    ("They captured a Taliban explosives expert.", [("captured", 1, 1)]),
    ("They detained several Islamic Movement of Uzbekistan insurgents.", [("captured", 3, None)]),
    ("An insurgent mortar team was killed.", [("killed", 3, None)]),
    ("One of the targeted men was detained.", [("captured", 1, 1)]),
    ("The facilitator was detained along with two of his associates.", [("captured", 3, 3)]),
    ("Police confirmed the capture of a facilitator.", [("captured", 1, 1)]),
]


@pytest.mark.parametrize(("text", "rows"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_counts_what_befell_people(text: str, rows: list[Row]) -> None:
    assert counted(text) == rows


# Nobody is counted in these.
UNCOUNTED = [
    "They knew the murdered man.",
    "The detained leader was questioned.",
    "Rebels captured the city in 2015.",
    "Rebels captured two villages and 20 posts.",
    "Soldiers captured three tanks.",
    "Rebels captured Kunduz.",
    "The town surrendered on 12 May.",
    "The 3rd Battalion killed the lights.",
    "Ahmad, 25, was killed.",
    "The strike killed 20 percent of the herd.",
    "The raid cost $12 million.",
    "The death penalty was abolished in 1990.",
    "Shells of 122 mm hit the post.",
    "He was arrested at 5 p.m. on 20 August.",
    "The wounded were treated.",
    "They were 20 km from the front.",
    "Talks on the capture of the port failed.",
    "Fighters hold 12 districts.",
]


@pytest.mark.parametrize("text", UNCOUNTED)
def test_counts_nobody_where_nobody_is_counted(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("They killed over 60 Taliban fighters.", "Taliban fighters"),
        ("The bomb killed four US soldiers.", "US soldiers"),
        ("A Haqqani facilitator was detained.", "Haqqani facilitator"),
        ("Two of the men were detained.", "men"),
        ("They killed 3.", None),
    ],
)
def test_names_whom_it_counts(text: str, party: str | None) -> None:
    assert parties(text) == [party]


def test_spans_hold_trigger_and_people() -> None:
    text = "On Friday, at least 12 rebels were killed there."
    [sentence] = sentences(text)
    [found] = casualties(sentence)
    assert text[found.start : found.end] == "at least 12 rebels were killed"
    assert sentence.tokens[found.trigger].text == "killed"


@given(st.integers(min_value=1, max_value=10_000_000))
def test_reads_any_number_in_digits(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value
    assert counted(f"The flood killed {value:,} people.") == [("killed", value, value)]


@given(st.sampled_from(["least", "over", "about", "upto", "nearly", "under", "exact"]), st.integers(min_value=1, max_value=100_000))
def test_bounds_hold_a_number(kind: str, value: int) -> None:
    low, high = bounded(kind, value)
    assert low is None or high is None or low <= high


@given(
    st.lists(
        st.sampled_from(HEAP),
        max_size=14,
    ).map(" ".join)
)
def test_any_heap_of_words_is_counted_without_error(text: str) -> None:
    for sentence in sentences(text):
        for one in casualties(sentence):
            assert sentence.start <= one.start < one.end <= sentence.end


def test_reads_a_number_among_tokens() -> None:
    [sentence] = sentences("Some two hundred and fifty men fled.")
    assert whole_number(sentence.tokens, 1) == (5, 250)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A family of five was killed.", [("killed", 5, 5)]),
        ("A family of four members, including two children, was killed.", [("killed", 4, 4)]),
        ("A family was killed.", [("killed", 3, None)]),
        ("5 martyrs and 12 wounded in the town.", [("killed", 5, 5), ("injured", 12, 12)]),
        ("Martyrdom of a child and injury of four others.", [("killed", 1, 1), ("injured", 4, 4)]),
        ("The blast claimed the lives of three civilians.", [("killed", 3, 3)]),
        ("The number of dead rose to fifteen civilians.", [("killed", 15, 15)]),
        ("Child killed by gunfire.", [("killed", 1, 1)]),
        ("The martyr was buried.", []),
        ("He was treated for an injury.", []),
        ("The number of dead is not known.", []),
        ("Commander killed 12 soldiers.", [("killed", 12, 12)]),
    ],
)
def test_how_posts_and_headlines_count(text: str, rows: list[Row]) -> None:
    assert counted(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Fighters freed 12 prisoners from the jail.",
        "The group released 12 detained soldiers.",
        "Twelve captured soldiers were released on Friday.",
        "The army exchanged 10 captured rebels.",
        "The prison held 300 captured fighters.",
        "Five of the 12 arrested men were released.",
    ],
)
def test_who_was_taken_before_is_not_taken_now(text: str) -> None:
    assert [row for row in counted(text) if row[0] != "released"] == []


@pytest.mark.parametrize(
    "text", ["The army captured 12 rebels.", "12 rebels were captured.", "12 captured, 3 killed.", "12 rebels captured"]
)
def test_who_is_taken_now_counts(text: str) -> None:
    assert ("captured", 12, 12) in counted(text)
