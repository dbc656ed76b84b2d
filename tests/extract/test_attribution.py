from datetime import date

import pytest

from reportedly.extract.attribution import chain_at, find_attributions
from reportedly.extract.sayings import layer
from reportedly.extract.text import sentences
from reportedly.extract.times import find_times
from reportedly.read.posts import find_posts
from reportedly.terms.report import Report
from reportedly.terms.source import Medium, SourceKind
from reportedly.terms.statement import Utterance

DAY = date(2020, 5, 8)


def chain(text: str, words: str) -> tuple[Utterance, ...]:
    report = Report("r_1", "r", text, published=DAY, posts=find_posts(text))
    cut = sentences(text)
    sayings = find_attributions(report, cut, find_times(text, cut, DAY))
    start = text.index(words)
    return chain_at(sayings, start, start + len(words))


FELL = "Alpha district fell"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (f"The governor said {FELL} on Tuesday.", ["The governor"]),
        (f"{FELL} on Tuesday, the governor said.", ["the governor"]),
        (f"“{FELL} on Tuesday,” the governor said.", ["the governor"]),
        (f"“{FELL} on Tuesday,” said the governor, a former teacher, on Friday.", ["the governor, a former teacher"]),
        (f"Jane Roe, a senior correspondent for Blue TV, reported that {FELL}.", ["Jane Roe, a senior correspondent for Blue TV"]),
        (f"According to two residents, {FELL} on Tuesday.", ["two residents"]),
        (f"{FELL} on Tuesday, according to two residents.", ["two residents"]),
        (f"Police spokesman John Doe told reporters that {FELL}.", ["Police spokesman John Doe"]),
        (f"Police spokesman John Doe told AFP {FELL}.", ["Police spokesman John Doe"]),
        (f"The ministry announced in a statement that {FELL}.", ["The ministry"]),
        (f"On Friday the army confirmed that {FELL}.", ["the army"]),
        (f"In Beta city, officials said {FELL}.", ["officials"]),
        (f"The mayor, who fled on Monday, said {FELL}.", ["The mayor, who fled on Monday"]),
        (f"Officials claim {FELL}.", ["Officials"]),
        (f"The governor said that villagers had told him that {FELL}.", ["villagers", "The governor"]),
        (f"According to villagers, {FELL}, the governor said.", ["villagers", "the governor"]),
        (f"A correspondent quoted an official as saying that {FELL}.", ["an official", "A correspondent"]),
        (f"The paper wrote that {FELL}, citing two officials.", ["two officials", "The paper"]),
        (f"The governor denied that {FELL}.", ["The governor"]),
        (f"Rebels took Gamma, but residents said {FELL}.", ["residents"]),
        (f"The army said Gamma was quiet; the rebels said {FELL}.", ["the rebels"]),
        (f"{FELL} reportedly after a night of fighting.", ["reportedly"]),
        ("The governor said the army reportedly left as Alpha district fell.", ["reportedly", "The governor"]),
        ("The governor said the army would fight on despite reports that Alpha district fell.", ["reports", "The governor"]),
        ("The governor said Alpha district fell despite reports of reinforcements.", ["The governor"]),
        ("The governor said that despite resistance Alpha district fell.", ["The governor"]),
        (f"The army reportedly left Gamma; {FELL}.", []),
        (f"The town is lost. {FELL}.", []),
        (f"{FELL}. The governor said nothing of it.", []),
        (f"The governor said Gamma was quiet. {FELL}.", []),
        (f"The governor said Gamma was quiet, but {FELL}.", []),
        (f"While the governor said Gamma was quiet, {FELL}.", []),
        (f"The report on the claims of the army is long, and {FELL}.", []),
        (f"A bomb claimed three lives when {FELL}.", []),
        (f"No group claimed that {FELL}.", []),
        (f"False claims spread after {FELL}.", []),
        (f"He was to say a few words when {FELL}.", []),
    ],
)
def test_who_says_it(text: str, speakers: list[str]) -> None:
    assert [utterance.text for utterance in chain(text, FELL)] == speakers


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        ("“We hold the hill. The enemy left Alpha,” the colonel said.", "enemy left", ["the colonel"]),
        ("“We hold the hill,” the colonel said. “The enemy left Alpha.”", "enemy left", ["the colonel"]),
        ("“We hold the hill,” the colonel said. “All is calm. The enemy left Alpha.”", "enemy left", ["the colonel"]),
        ("“We hold the hill,” the colonel said, “and the enemy left Alpha.”", "enemy left", ["the colonel"]),
        ("“We hold the hill.\n\n“The enemy left Alpha,” the colonel said.", "hold the hill", ["the colonel"]),
        ("“We hold the hill,” the colonel said. The enemy left Alpha.", "enemy left", []),
        ("“We hold the hill.”\n\nThe enemy left Alpha, the colonel said.", "hold the hill", []),
    ],
)
def test_quotations_are_whole(text: str, words: str, speakers: list[str]) -> None:
    assert [utterance.text for utterance in chain(text, words)] == speakers


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Governor Jane Roe spoke of a quiet day. She said Alpha was safe.", "Alpha was safe", "Jane Roe"),
        ("Jane Roe, a doctor, said the road is open. Roe said Alpha was safe.", "Alpha was safe", "Jane Roe"),
        (
            "A Twitter account of the valley posted that the road is open. The account said Alpha was safe.",
            "Alpha was safe",
            "Twitter account of the valley",
        ),
        ("Jane Roe, a doctor, said the road is open. Alpha was safe, she later added.", "Alpha was safe", "Jane Roe"),
        ("Residents said the road is open. He said Alpha was safe.", "Alpha was safe", None),
        ("The governor said the road is open. Alpha was safe, residents said.", "Alpha was safe", None),
    ],
)
def test_names_of_those_meant(text: str, words: str, name: str | None) -> None:
    (utterance,) = chain(text, words)
    assert utterance.name == name


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Police spokesman John Doe", SourceKind.OFFICIAL, "John Doe"),
        ("two residents", SourceKind.LOCAL, None),
        ("an eyewitness", SourceKind.WITNESS, None),
        ("Reuters", SourceKind.AGENCY, "Reuters"),
        ("the Blue River Times", SourceKind.OUTLET, "Blue River Times"),
        ("a hospital official", SourceKind.MEDICAL, None),
        ("the rebels", SourceKind.PARTY, None),
        ("security sources", SourceKind.OFFICIAL, None),
        ("sources", SourceKind.ANONYMOUS, None),
        ("a Twitter account", SourceKind.ACCOUNT, None),
        ("a local correspondent", SourceKind.JOURNALIST, None),
        ("aid workers of the Red Cross", SourceKind.NGO, None),
    ],
)
def test_kind_and_name(source: str, kind: SourceKind, name: str | None) -> None:
    (utterance,) = chain(f"{FELL}, according to {source}.", FELL)
    assert (utterance.text, utterance.kind, utterance.name) == (source, kind, name)


def test_time_and_medium_of_speaking() -> None:
    (utterance,) = chain(f"“{FELL},” the account tweeted at 8.40 a.m. ET.", FELL)
    assert utterance.medium is Medium.POST
    assert utterance.when is not None
    assert (utterance.when.zone, utterance.when.start.hour if utterance.when.start else None) == ("America/New_York", 8)


POST = (
    "Jane Roe, a reporter, tweeted about the valley.\n\n"
    "Fighters entered Alpha, according to an ex-official. They move on Beta. pic.twitter.com/abc\n\n"
    "May 8, 2020 — Jane Roe (@janeroe)\n\n"
    "At 9.15 a.m. ET, Roe tweeted that ten men were hurt.\n"
)


def test_embedded_post_is_a_source_and_holds_others() -> None:
    official, author = chain(POST, "entered Alpha")
    assert (official.text, author.name, author.post, author.kind) == ("an ex-official", "Jane Roe", 0, SourceKind.JOURNALIST)
    assert author.when is not None
    assert author.when.start is not None
    assert author.when.start.minute == 15


def test_source_named_in_a_post_lasts_to_its_end() -> None:
    assert [utterance.text for utterance in chain(POST, "move on Beta")] == ["an ex-official", "Jane Roe"]


def test_post_told_again_has_the_same_first_speaker() -> None:
    assert [utterance.name or utterance.text for utterance in chain(POST, "ten men were hurt")] == ["an ex-official", "Jane Roe"]


def test_layer_has_source_cue_and_content() -> None:
    text = "“All is well,” the mayor said in Alpha. “Go home.”"
    (found,) = layer(text, find_attributions(Report("r_1", "r", text), sentences(text), ()))
    assert [text[span.start : span.end] for span in (*found.source, *found.cue)] == ["the mayor", "said"]
    assert [text[span.start : span.end] for span in found.content] == ["“All is well,”", "“Go home.”"]


@pytest.mark.parametrize("text", ["", "No word of anybody.", "“”", "said", "according to", "He said.", "“an open quotation"])
def test_scraps_give_nothing_and_do_no_harm(text: str) -> None:
    assert layer(text, find_attributions(Report("r_1", "r", text), sentences(text), ())) == ()
