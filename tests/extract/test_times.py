import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.text import sentences
from reportedly.extract.times import find_times, time_for, utterance_time
from reportedly.terms.interval import Precision
from reportedly.terms.layers import Span, TimeExpression, TimexType

MONDAY = date(2021, 8, 23)

HEAP = re.findall(
    r"\S+", "on in the last next Friday May 20 2021 8.40 a.m. ET three days ago later since - to and night of early mid-August week 3-5"
)


def read(text: str, published: date | None = MONDAY) -> list[tuple[str, str | None]]:
    return [(text[time.start : time.end], time.value) for time in find_times(text, sentences(text), published)]


def governing(text: str, clause: str, published: date | None = MONDAY) -> tuple[str | None, str | None, str | None]:
    """Text, start and end of the time that governs a clause."""
    [sentence] = sentences(text)
    at = text.index(clause)
    found = time_for(find_times(text, [sentence], published), sentence, at, at + len(clause))
    if found is None:
        return None, None, None
    start, end = (bound.isoformat("T", "minutes") if bound else None for bound in (found.start, found.end))
    return found.text, start, end


# Published on Monday 23 August 2021.
VALUES = [
    ("Rebels took the town on Friday.", "Friday", "2021-08-20"),
    ("Rebels took the town on Monday.", "Monday", "2021-08-23"),
    ("Rebels took the town last Monday.", "last Monday", "2021-08-16"),
    ("The sides will meet on Friday.", "Friday", "2021-08-27"),
    ("The sides meet next Friday.", "next Friday", "2021-08-27"),
    ("It fell on Aug. 20 after a siege.", "Aug. 20", "2021-08-20"),
    ("It fell on 20 August after a siege.", "20 August", "2021-08-20"),
    ("It fell on the 20th of August after a siege.", "the 20th of August", "2021-08-20"),
    ("It fell on August 20, 2021.", "August 20, 2021", "2021-08-20"),
    ("It fell on Friday, August 20.", "Friday, August 20", "2021-08-20"),
    ("It fell on Feb. 21, 2011, after a siege.", "Feb. 21, 2011", "2011-02-21"),
    ("It fell on 2021-08-20.", "2021-08-20", "2021-08-20"),
    ("It fell on 20/08/2021.", "20/08/2021", "2021-08-20"),
    ("It fell on Nov. 3 after a siege.", "Nov. 3", "2020-11-03"),
    ("The troops must leave before the August 31 deadline.", "August 31", "2021-08-31"),
    ("The town fell three days ago.", "three days ago", "2021-08-20"),
    ("The town fell yesterday.", "yesterday", "2021-08-22"),
    ("The town fell last night.", "last night", "2021-08-22TNI"),
    ("The town fell overnight.", "overnight", "2021-08-22TNI"),
    ("The town fell early Thursday.", "early Thursday", "2021-08-19TMO"),
    ("The town fell on Tuesday night.", "Tuesday night", "2021-08-17TNI"),
    ("The town fell last week.", "last week", "2021-W33"),
    ("The town fell this week.", "this week", "2021-W34"),
    ("The town fell last month.", "last month", "2021-07"),
    ("The town fell in May.", "May", "2021-05"),
    ("The town fell in November.", "November", "2020-11"),
    ("The town fell in mid-August.", "mid-August", "2021-08"),
    ("The town fell in early May 2021.", "early May 2021", "2021-05"),
    ("The town fell in 2014.", "2014", "2014"),
    ("The town fell in late 2013.", "late 2013", "2013"),
    ("Ten fled in the first quarter of 2021.", "the first quarter of 2021", "2021-Q1"),
    ("The town fell in the 1990s.", "the 1990s", "199"),
    ("The town fell in the summer of 2014.", "the summer of 2014", "2014-SU"),
    ("The town fell at 8.40 a.m. ET.", "8.40 a.m. ET", "2021-08-23T08:40"),
    ("The town fell at 8:53 a.m. ET.", "8:53 a.m. ET", "2021-08-23T08:53"),
    ("The town fell at 10 p.m. on Tuesday.", "10 p.m.", "2021-08-17T22:00"),
    ("The town fell at 15:00 GMT.", "15:00 GMT", "2021-08-23T15:00"),
    ("They fought for three days.", "three days", "P3D"),
    ("They fought for several weeks.", "several weeks", "PXW"),
    ("Ten died in the past 24 hours.", "the past 24 hours", "PT24H"),
    ("Shells fall daily.", "daily", "P1D"),
]


@pytest.mark.parametrize(("text", "words", "value"), VALUES, ids=[words for _, words, _ in VALUES])
def test_reads_a_time(text: str, words: str, value: str) -> None:
    assert (words, value) in read(text)


# No word of these is a time.
NO_TIMES = [
    "The march may begin.",
    "They hold a quarter of the town and the last quarter of the road.",
    "A former minister spoke at the same time.",
    "They fired 2000 rounds at the post.",
    "Some 1,200 men hold 12 posts.",
    "He was 45 years old.",
    "The fall of the city shook the capital.",
    "Snipers fell back to second positions.",
    "Troops of the 3rd Battalion moved 20 km.",
    "A spring in the valley feeds the village.",
    "The sun set over the sat phone.",
    "A 122 mm rocket and a 7.62 round were found.",
    "Mar Elias camp was shelled.",
    "Room 1408 was hit.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_reads_no_time_where_there_is_none(text: str) -> None:
    assert read(text) == []


def test_counts_from_the_last_day_named() -> None:
    text = "On Aug. 12 the town fell. Two days later the rebels left. The next day it rained."
    assert [value for _, value in read(text)] == ["2021-08-12", "2021-08-14", "2021-08-15"]


def test_follows_the_story_in_a_history() -> None:
    text = (
        "The war began in May 1919. In June 1919 the army marched. By 3 July 1919 it had reached the river. In 1920 it returned. "
        "On 5 March it crossed the river. In December the king fled. In January peace was made."
    )
    assert [value for _, value in read(text)][-3:] == ["1920-03-05", "1920-12", "1921-01"]


def test_leaves_weekdays_open_without_a_day_of_publication() -> None:
    [found] = find_times("It fell on Friday.", sentences("It fell on Friday."), None)
    assert (found.local, found.value) == (None, "XXXX-WXX-5")


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("8.40 a.m. ET", "America/New_York"),
        ("8:40 am EST", "America/New_York"),
        ("08:40 GMT", "Etc/UTC"),
        ("8:40 a.m. Kabul time", "Asia/Kabul"),
        ("8:40 a.m. local time", None),
        ("8:40 a.m.", None),
    ],
)
def test_reads_the_zone(words: str, zone: str | None) -> None:
    text = f"It fell at {words} there."
    [found] = find_times(text, sentences(text), MONDAY)
    assert found.local is not None
    assert (found.local.zone, found.local.precision, found.type) == (zone, Precision.MINUTE, TimexType.TIME)


def test_night_ends_on_the_next_day() -> None:
    text = "It fell on Tuesday night."
    [found] = find_times(text, sentences(text), MONDAY)
    assert found.local is not None
    assert (found.local.start, found.local.end) == (datetime.fromisoformat("2021-08-17T18:00"), datetime.fromisoformat("2021-08-18T06:00"))


GOVERNING = [
    ("On Friday, rebels took the town.", "rebels took the town", "Friday"),
    ("On Friday, rebels took the town, police said on Sunday.", "rebels took the town", "Friday"),
    ("Rebels took the town on Friday, police said on Sunday.", "Rebels took the town", "Friday"),
    ("Rebels, who had held the town in May, left on Friday.", "held the town", "May"),
    ("Rebels, who had held the town in May, left on Friday.", "left", "Friday"),
    ("Rebels who had held the town in May left it.", "left it", None),
    ("Rebels took the town early Thursday and left it.", "took the town", "early Thursday"),
    ("They fought from Monday to Friday in the town.", "fought", "Monday to Friday"),
    ("They fought there between May and July 2021.", "fought", "May and July 2021"),
    ("They took the town, police said.", "took the town", None),
    ("Shells fall on the town daily.", "fall", None),
]


@pytest.mark.parametrize(("text", "clause", "words"), GOVERNING)
def test_tells_which_time_governs_a_clause(text: str, clause: str, words: str | None) -> None:
    assert governing(text, clause)[0] == words


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They took the town by Friday.", None, "2021-08-21T00:00"),
        ("They took the town before Friday.", None, "2021-08-20T00:00"),
        ("They held the town until Friday.", None, "2021-08-21T00:00"),
        ("They have held the town since Friday.", "2021-08-20T00:00", None),
        ("They took the town after Friday.", "2021-08-21T00:00", None),
        ("They took the town on July 3-5.", "2021-07-03T00:00", "2021-07-06T00:00"),
    ],
)
def test_opens_and_joins_intervals(text: str, start: str | None, end: str | None) -> None:
    assert governing(text, "the town")[1:] == (start, end)


def test_takes_the_day_of_saying_where_no_other_time_is_told() -> None:
    assert governing("Police said on Sunday that rebels took the town.", "took the town") == (
        "Sunday",
        "2021-08-22T00:00",
        "2021-08-23T00:00",
    )


def uttered(text: str, cue: str) -> str | None:
    [sentence] = sentences(text)
    at = text.index(cue)
    found = utterance_time(find_times(text, [sentence], MONDAY), sentence, Span(at, at + len(cue)))
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("The town is ours, the account said at 8.40 a.m. ET.", "said", "8.40 a.m. ET"),
        ("At 8.53 a.m. ET, the reporter tweeted that the town had fallen.", "tweeted", "8.53 a.m. ET"),
        ("On Friday, the reporter tweeted about the town.", "tweeted", "Friday"),
        ("Police told reporters late Sunday that the town had fallen.", "told", "late Sunday"),
        ("Police said rebels took the town on Friday.", "said", None),
        ("The town fell on Friday, police said.", "said", None),
        ("Police said that the town fell on Friday.", "said", None),
    ],
)
def test_tells_when_something_was_said(text: str, cue: str, words: str | None) -> None:
    assert uttered(text, cue) == words


@given(st.text(max_size=300), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)) | st.none())
def test_any_text_gives_ordered_expressions_inside_it(text: str, published: date | None) -> None:
    found = find_times(text, sentences(text), published)
    assert all(0 <= time.start < time.end <= len(text) for time in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(is_ordered(time) for time in found)


def is_ordered(time: TimeExpression) -> bool:
    return time.local is None or time.local.start is None or time.local.end is None or time.local.start < time.local.end


@given(
    st.lists(
        st.sampled_from(HEAP),
        max_size=12,
    ).map(" ".join)
)
def test_any_heap_of_time_words_is_read_without_error(text: str) -> None:
    assert all(is_ordered(time) for time in find_times(text, sentences(text), MONDAY))
