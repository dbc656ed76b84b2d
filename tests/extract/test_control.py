"""Who took, holds, left, fights over what: one row a sentence, places in square brackets."""

from __future__ import annotations

import pytest

from marked import read
from reportedly.terms.claim import CONTROL_KINDS


def told(marked: str) -> set[tuple[str, str | None, str | None, str | None]]:
    """Kind, party, against and place of each control statement."""
    return {
        (
            statement.kind.value,
            (statement.party.antecedent or statement.party.text) if statement.party else None,
            statement.against.text if statement.against else None,
            statement.place.text if statement.place else None,
        )
        for statement in read(marked)
        if statement.kind in CONTROL_KINDS
    }


MUSTS = [
    ("Rebels captured [Talor] on Friday.", {("captured", "Rebels", None, "Talor")}),
    (
        "The army retook [Talor] and [Benna] from the rebels.",
        {("recaptured", "army", "rebels", "Talor"), ("recaptured", "army", "rebels", "Benna")},
    ),
    ("[Talor] fell to the insurgents overnight.", {("captured", "insurgents", None, "Talor")}),
    ("[Talor] was seized by government troops.", {("captured", "government troops", None, "Talor")}),
    ("Militants were driven out of [Talor] by the army.", {("recaptured", "army", "Militants", "Talor")}),
    ("Militants were driven out of [Talor].", {("lost", "Militants", None, "Talor")}),
    ("The rebels took control of [Talor] from the army.", {("captured", "rebels", "army", "Talor")}),
    ("The army regained control of [Talor].", {("recaptured", "army", None, "Talor")}),
    ("The army lost [Talor] to the rebels.", {("lost", "army", "rebels", "Talor")}),
    ("Government forces withdrew from [Talor].", {("withdrew", "Government forces", None, "Talor")}),
    ("Government forces pulled out of [Talor].", {("withdrew", "Government forces", None, "Talor")}),
    ("Soldiers abandoned [Talor] after heavy shelling.", {("withdrew", "Soldiers", None, "Talor")}),
    ("The garrison surrendered [Talor] to the rebels.", {("surrendered", "garrison", "rebels", "Talor")}),
    ("Rebels besieged [Talor].", {("besieged", "Rebels", None, "Talor")}),
    ("Rebels are advancing on [Talor].", {("advancing", "Rebels", None, "Talor")}),
    ("The rebels hold [Talor].", {("holds", "rebels", None, "Talor")}),
    ("[Talor] is under rebel control.", {("holds", "rebel", None, "Talor")}),
    ("[Talor] is still in government hands.", {("holds", "government", None, "Talor")}),
    ("Fighting continued in [Talor].", {("contested", None, None, "Talor")}),
    ("The army and the rebels are battling for control of [Talor].", {("contested", "army", "rebels", "Talor")}),
    ("The capture of [Talor] by the rebels surprised many.", {("captured", "rebels", None, "Talor")}),
    ("Insurgents took [Stone Bridge].", {("captured", "Insurgents", None, "Stone Bridge")}),  # a name, no bridge in it
    ("Insurgents overran a checkpoint in [Talor].", {("contested", "Insurgents", None, "Talor")}),
    ("The rebels took [Talor] in May and [Benna] in June.", {("captured", "rebels", None, "Talor"), ("captured", "rebels", None, "Benna")}),
    ("The rebels took [Talor] and [Benna] fell too.", {("captured", "rebels", None, "Talor"), ("captured", "rebels", None, "Benna")}),
    ("Rebels took three towns: [Talor], [Benna] and [Orsk].", {("captured", "Rebels", None, town) for town in ("Talor", "Benna", "Orsk")}),
    (
        "The army left [Talor]. The rebels took it an hour later.",
        {("withdrew", "army", None, "Talor"), ("captured", "rebels", None, "Talor")},
    ),
    ("Rebels seize [Talor] as army retreats from [Benna].", {("captured", "Rebels", None, "Talor"), ("withdrew", "army", None, "Benna")}),
    ("Fighters of the Free Front captured [Talor].", {("captured", "Fighters of the Free Front", None, "Talor")}),
    ("The National Army says it has captured [Talor].", {("captured", "National Army", None, "Talor")}),
    (
        "Northern troops entered [Talor] after [Blueland] said it had withdrawn its forces from the city.",
        {("advancing", "Northern troops", None, "Talor"), ("withdrew", "Blueland", None, "Talor")},
    ),
    ("Militants swept into [Talor].", {("advancing", "Militants", None, "Talor")}),
    ("Militants broke into [Talor].", {("advancing", "Militants", None, "Talor")}),
    ("The army seized all of [Talor].", {("captured", "army", None, "Talor")}),
    ("The army seized most of [Talor].", {("captured", "army", None, "Talor")}),
    ("The army is in full control of [Talor].", {("holds", "army", None, "Talor")}),
    ("[Talor] was handed over to the rebels.", {("surrendered", None, "rebels", "Talor")}),
    ("[Talor] fell without a fight.", {("captured", None, None, "Talor")}),
    ("Fighting is going on for control of [Talor].", {("contested", None, None, "Talor")}),
    ("The rebels were beaten back from [Talor].", {("repelled", None, "rebels", "Talor")}),
    ("Troops raised their flag in [Talor].", {("captured", "Troops", None, "Talor")}),
    ("The president declared victory over the rebels in [Talor].", {("captured", None, "rebels", "Talor")}),
    (
        "The rebels seized a dozen towns, including [Talor] and [Benna], this week.",
        {("captured", "rebels", None, "Talor"), ("captured", "rebels", None, "Benna")},
    ),
    (
        "[Talor], lost to the rebels last week, was cleared by Friday.",
        {("lost", None, "rebels", "Talor"), ("recaptured", None, "rebels", "Talor")},
    ),
    ("The rebels have kept [Talor].", {("holds", "rebels", None, "Talor")}),
    ("Government forces failed to capture [Talor].", {("repelled", None, "Government forces", "Talor")}),
    ("Government forces attacked [Talor] but were pushed back by rebels.", {("repelled", "rebels", "Government forces", "Talor")}),
    ("Rebel forces beat back an assault on [Talor].", {("repelled", "Rebel forces", None, "Talor")}),
    ("Soldiers fended off an attack on [Talor].", {("repelled", "Soldiers", None, "Talor")}),
    ("Government forces foiled an attempt by rebels to take [Talor].", {("repelled", "Government forces", "rebels", "Talor")}),
    ("The rebels evacuated their bases in [Talor].", {("withdrew", "rebels", None, "Talor")}),
    ("Soldiers fled their posts in [Talor].", {("withdrew", "Soldiers", None, "Talor")}),
    (
        "The army took [Talor] after rebel fighters fled.",
        {("captured", "army", None, "Talor"), ("withdrew", "rebel fighters", None, "Talor")},
    ),
    ("[Talor] was contested between the army and the rebels.", {("contested", "army", "rebels", "Talor")}),
    ("Control of [Talor] passed from the army to the rebels.", {("captured", "rebels", "army", "Talor")}),
    ("[Talor] has fallen into the hands of army troops.", {("captured", "army troops", None, "Talor")}),
    ("[Talor] came under the control of government forces.", {("captured", "government forces", None, "Talor")}),
    ("[Talor] was taken over by rebel forces.", {("captured", "rebel forces", None, "Talor")}),
    ("Government forces completed the capture of [Talor].", {("captured", "Government forces", None, "Talor")}),
    ("Rebel militants handed over [Talor] to army soldiers.", {("surrendered", "Rebel militants", "army soldiers", "Talor")}),
    ("The ministry confirmed the surrender of [Talor] to the army.", {("surrendered", None, "army", "Talor")}),
    ("The army cut off all roads to [Talor].", {("besieged", "army", None, "Talor")}),
    ("[Talor] is under siege by rebel fighters.", {("besieged", "rebel fighters", None, "Talor")}),
    ("Rebel forces were closing in on [Talor].", {("advancing", "Rebel forces", None, "Talor")}),
    ("Fighting for [Talor] between rebels and army soldiers continued.", {("contested", "rebels", "army soldiers", "Talor")}),
    ("Rebels stormed [Talor], where fighting was still going on.", {("contested", None, None, "Talor")}),
    ("[Talor], a town in [Northland|province], remains under the control of rebels.", {("holds", "rebels", None, "Talor")}),
    ("Soldiers handed over [Talor], a town in [Northland|province], to the rebels.", {("surrendered", "Soldiers", "rebels", "Talor")}),
    ("According to the ministry in [Orsk], [Talor] was taken over by rebels.", {("captured", "rebels", None, "Talor")}),
    ("Rebels led by the Free Front captured [Talor].", {("captured", "Rebels led by the Free Front", None, "Talor")}),
    ("The army chief admitted the loss of [Talor].", {("lost", "army", None, "Talor")}),
    ("The army's loss of [Talor] was a blow.", {("lost", "army", None, "Talor")}),
    ("Rebel forces began an offensive to retake [Talor].", {("contested", "Rebel forces", None, "Talor")}),
    (
        "The Taliban took eight towns of [Northland|province], [Talor] among them.",
        {("captured", "Taliban", None, "Northland"), ("captured", "Taliban", None, "Talor")},
    ),
    ("The rebel flag is flying over [Talor].", {("captured", "rebel", None, "Talor")}),
    ("Militants drove government forces out of [Talor].", {("recaptured", "Militants", "government forces", "Talor")}),
]
MUST_NOTS = [
    "Rebels plan to capture [Talor].",
    "The rebels threatened to seize [Talor].",
    "If the army takes [Talor], the war is over.",
    "Police in [Talor] seized drugs worth a million.",
    "The team took the lead in [Talor].",
    "The attack was captured on video in [Talor].",
    "The vote took place in [Talor].",
    "Prices fell in [Talor].",
    "The ruling party lost the election in [Talor].",
    "An earthquake hit [Talor].",
    "The minister left [Talor] for talks.",
    "The plane was approaching [Talor] when it crashed.",
    "The governor met elders in [Talor].",
    "A film about the town won an award in [Talor].",
    "It is unclear who is in control of [Talor].",
    "The party declared victory in [Talor] after the vote.",
    "Thieves broke into a shop in [Talor].",
    "The fire is under control in [Talor].",
    "The budget was handed over to the mayor of [Talor].",
    "The school raised its flag in [Talor] on Monday.",
    "A heat wave swept into [Talor].",
    "The struggle for better schools goes on in [Talor].",
    "The flag is flying over the stadium in [Talor].",
    "Control of the company passed to a fund in [Talor].",
    "The bakery in [Talor] was taken over by a rival.",
    "The firm cut off all ties to [Talor].",
    "Doctors fended off questions in [Talor].",
    "The striker failed to take the penalty in [Talor].",
    "The villagers fled their homes in [Talor].",
    "The committee completed the report in [Talor].",
]


@pytest.mark.parametrize(("marked", "expected"), MUSTS, ids=[marked for marked, _ in MUSTS])
def test_control_is_told(marked: str, expected: set[tuple[str | None, ...]]) -> None:
    assert told(marked) == expected


@pytest.mark.parametrize("marked", MUST_NOTS)
def test_no_control_is_told(marked: str) -> None:
    assert not told(marked)


@pytest.mark.parametrize(
    ("sentence", "party", "polarity"),
    [
        ("Nobody controls [Talor].", None, "denied"),
        ("No one controls [Talor].", None, "denied"),
        ("No-one controls [Talor].", None, "denied"),
        ("Neither side controls [Talor].", "side", "denied"),
        ("No armed group holds [Talor].", "armed group", "denied"),
        ("[Talor] is not under rebel control.", "rebel", "denied"),
        ("[Talor] was never under the rebels' control.", "rebels", "denied"),
        ("The army is no longer in control of [Talor].", "army", "denied"),
        # must not
        ("The army alone controls [Talor].", "army", "affirmed"),
        ("[Talor] is under rebel control.", "rebel", "affirmed"),
        ("Nobody doubts that the army controls [Talor].", "army", "affirmed"),
        ("Rebels not in uniform took control of [Talor].", "Rebels", "affirmed"),
    ],
)
def test_what_nobody_holds_is_not_held_by_who_was_told_of_before(sentence: str, party: str | None, polarity: str) -> None:
    told_last = read(f"The army took [Benna]. {sentence}")[-1]
    assert (told_last.party and told_last.party.text, told_last.stance.polarity) == (party, polarity)


def test_relative_clause_is_background() -> None:
    past = {
        statement.place.text: statement.background
        for statement in read("Rebels who had captured [Talor] in May took [Benna].")
        if statement.place
    }
    assert past == {"Talor": True, "Benna": False}


def test_every_span_is_verbatim_and_inside() -> None:
    text = "Rebels took Talor, killing 12 soldiers."
    for statement in read("Rebels took [Talor], killing 12 soldiers."):
        assert 0 <= statement.start < statement.end <= len(text)


def test_denial_is_kept_as_denied() -> None:
    [statement] = [one for one in read("The army denied that rebels captured [Talor].") if one.kind in CONTROL_KINDS]
    assert statement.stance.polarity == "denied"


def test_what_is_denied_later_is_told_again_as_denied() -> None:
    statements = read("The rebels captured [Talor]. An army spokesman denied it.")
    assert [(one.kind.value, one.stance.polarity.value) for one in statements] == [("captured", "affirmed"), ("captured", "denied")]
    assert statements[1].chain[0].text.endswith("spokesman")


def test_other_denials_deny_nothing_of_it() -> None:
    assert len(read("The rebels captured [Talor]. The mayor rejected the new budget.")) == 1


def test_relevance_costs_nothing_where_nothing_is_told() -> None:
    assert read("The choir sang in [Talor].") == ()


def test_who_denies_what_another_side_announced_denies_that_it_was_theirs() -> None:
    statements = [one for one in read("A rebel spokesman said [Talor] was captured. Army sources denied it.") if one.kind in CONTROL_KINDS]
    assert [(one.party.text if one.party else None, one.stance.polarity.value) for one in statements] == [
        ("rebel", "affirmed"),
        ("rebel", "denied"),
    ]


def test_who_denies_it_in_a_relative_clause_is_no_speaker_of_it() -> None:
    statements = [one for one in read("The rebels said they had taken [Talor], which the army denies.") if one.kind in CONTROL_KINDS]
    assert [(one.stance.polarity.value, [utterance.text for utterance in one.chain]) for one in statements] == [
        ("affirmed", ["The rebels"]),
        ("denied", ["the army"]),
    ]


def test_the_troops_of_who_said_it_are_not_those_of_who_denies_it() -> None:
    statements = [one for one in read("The rebel leader said his fighters had taken [Talor], but the army denied it.") if one.party]
    assert {one.party.antecedent for one in statements if one.party} == {"rebel leader"}


def test_a_time_in_an_aside_dates_the_aside_alone() -> None:
    dates = {one.kind.value: one.when.text for one in read("[Talor], lost to the rebels last week, was retaken on Friday.") if one.when}
    assert dates == {"lost": "last week", "recaptured": "Friday"}


def test_we_are_those_who_speak() -> None:
    [statement] = [one for one in read("“We control all of [Talor],” a rebel spokesman said.") if one.kind in CONTROL_KINDS]
    assert statement.party is not None
    assert statement.party.antecedent == "rebel spokesman"


@pytest.mark.parametrize(
    ("marked", "kind", "party", "against"),
    [
        ("An air strike by the army hit [Talor].", "airstrike", "army", None),
        ("Warplanes of the government struck [Talor].", "airstrike", "government", None),
        ("The army carried out air strikes in [Talor].", "airstrike", "army", None),
        ("Artillery fire by rebels struck [Talor].", "shelling", "rebels", None),
        ("Mortar shells fired by the rebels hit [Talor].", "shelling", "rebels", None),
        ("Clashes broke out between the army and the rebels in [Talor].", "clash", "army", "rebels"),
        ("A gun battle between the army and the rebels took place in [Talor].", "clash", "army", "rebels"),
        ("The army and the rebels clashed in [Talor].", "clash", "army", "rebels"),
        ("Rebels exchanged fire with government forces in [Talor].", "clash", "Rebels", "government forces"),
    ],
)
def test_who_does_it_to_whom(marked: str, kind: str, party: str, against: str | None) -> None:
    [statement] = read(marked)
    assert statement.kind == kind
    assert (statement.party and statement.party.text, statement.against and statement.against.text) == (party, against)
    assert statement.place is not None
    assert statement.place.text == "Talor"


@pytest.mark.parametrize(
    ("marked", "certainty"),
    [
        ("Reports indicate that rebels captured [Talor].", "probable"),
        ("It is reported that rebels captured [Talor].", "probable"),
        ("Rebels took [Talor] on Tuesday, reports say.", "probable"),
        ("It is possible that rebels took [Talor].", "possible"),
        ("The agency did not rule out that rebels took [Talor].", "possible"),
        ("The agency reports that rebels took [Talor].", "certain"),
        ("Rebels took [Talor], and wrote long reports about it.", "certain"),
    ],
)
def test_what_nobody_in_particular_says_is_less_certain(marked: str, certainty: str) -> None:
    assert {one.stance.certainty.value for one in read(marked) if one.kind in CONTROL_KINDS} == {certainty}


def test_a_hearer_of_two_words_hides_no_speaker() -> None:
    [statement] = read("[Talor] was seized by rebels, a rebel commander told local media.")
    assert [utterance.text for utterance in statement.chain] == ["a rebel commander"]
