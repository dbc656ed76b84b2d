from datetime import UTC, date, datetime

import pytest

from reportedly.read.posts import find_posts

WORDS = "Fighters have entered Alpha town, two people tell me. pic.twitter.com/abc123"


@pytest.mark.parametrize(
    ("signature", "author", "handle", "day"),
    [
        ("August 20, 2021 — Jane Roe (@jane_roe)", "Jane Roe", "@jane_roe", date(2021, 8, 20)),
        ("— Jane Roe (@jane_roe) August 20, 2021", "Jane Roe", "@jane_roe", date(2021, 8, 20)),
        ("— Jane Roe (@jane_roe) 20 Aug 2021", "Jane Roe", "@jane_roe", date(2021, 8, 20)),
        ("Jane Roe (@jane_roe) 2021-08-20", "Jane Roe", "@jane_roe", date(2021, 8, 20)),
        ("— (@jane_roe) Sept. 3, 2020", None, "@jane_roe", date(2020, 9, 3)),
        ("— Jane Roe (@jane_roe)", "Jane Roe", "@jane_roe", None),
        ("— Jane Roe (@jane_roe) June 31, 2021", "Jane Roe", "@jane_roe", None),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n", " "])
def test_signed_paragraph_is_a_post(signature: str, author: str | None, handle: str, day: date | None, gap: str) -> None:
    if gap == " " and not signature.startswith("—"):
        pytest.skip("a signature on the post's own line needs its dash")
    text = f"The mayor spoke first.\n\n{WORDS}{gap}{signature}\n\nLife goes on."
    (post,) = find_posts(text)
    assert text[post.start : post.end] == WORDS
    assert (post.author, post.handle, post.day, post.at) == (author, handle, day, None)


def test_heading_introduces_the_post() -> None:
    text = "Before.\n\nJane Roe (@jane_roe) on Twitter: All quiet in Alpha.\n\nAfter."
    (post,) = find_posts(text)
    assert text[post.start : post.end] == "All quiet in Alpha."
    assert (post.author, post.handle) == ("Jane Roe", "@jane_roe")


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("8:53 AM UTC · August 20, 2021", datetime(2021, 8, 20, 8, 53, tzinfo=UTC)),
        ("August 20, 2021, 20:15 UTC+4:30", datetime(2021, 8, 20, 15, 45, tzinfo=UTC)),
        ("August 20, 2021 12:05 am GMT", datetime(2021, 8, 20, 0, 5, tzinfo=UTC)),
        ("August 20, 2021 8:53 AM", None),
        ("August 20, 2021 25:61 UTC", None),
    ],
)
def test_instant_needs_a_zone(stamp: str, at: datetime | None) -> None:
    (post,) = find_posts(f"{WORDS}\n\n— Jane Roe (@jane_roe) {stamp}\n")
    assert post.day == date(2021, 8, 20)
    assert post.at == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No post here.",
        "Write to jane@example.org about it.",
        "The minister (@minister) spoke to reporters in the capital.",
        "— Jane Roe (@jane_roe) August 20, 2021",
        "Ask (@jane_roe) on Friday, August 20, 2021, said the note.",
    ],
)
def test_what_is_no_post(text: str) -> None:
    assert find_posts(text) == ()


def test_two_posts_in_a_row() -> None:
    text = "First words.\n\n— A (@a) May 1, 2020\n\nSecond words.\n\n— B (@b) May 2, 2020\n"
    first, second = find_posts(text)
    assert (text[first.start : first.end], first.handle) == ("First words.", "@a")
    assert (text[second.start : second.end], second.handle) == ("Second words.", "@b")
