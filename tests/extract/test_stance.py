import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.stance import events, stance_at
from reportedly.extract.text import sentences
from reportedly.terms.claim import Certainty, Polarity, Stance

HEAP = re.findall(
    r"\S+", "rebels may have not captured if to the town denied that reportedly , killing no one ? plan without will and hold “ ”"
)


def judged(text: str) -> Stance | None:
    """Judge the word in brackets."""
    at, plain = text.index("["), text.replace("[", "").replace("]", "")
    for sentence in sentences(plain):
        for index, token in enumerate(sentence.tokens):
            if token.start == at:
                return stance_at(sentence, index)
    pytest.fail(f"no token at {at} in {plain!r}")


ASSERTED = [
    "Rebels [captured] the town.",
    "Officials said the base was [captured].",
    "The rebels claimed to have [captured] the base.",
    "Soldiers managed to [recapture] the town.",
    "Forces were forced to [withdraw] from the city.",
    "Government forces continue to [hold] the city.",
    "They would later [capture] the town.",
    "Rebels captured the town, [killing] ten soldiers.",
    "Police said an attack [killed] five people.",
    "Before the withdrawal they [made] gains.",
    "Police detained two suspected militants after [killing] one.",
    "They not only [captured] the town but burned it.",
    "The army [retook] the town that rebels had threatened to burn.",
    "The mayor, who had vowed to stay, [fled] the city.",
    "Rebels [attacked] the base to capture weapons.",
    "Troops sent to hold the town [surrendered].",
    "It is the second district to [fall] this week.",
    "The road was closed due to [clashes] nearby.",
    "The army shelled the town in response to [attacks].",
    "He is the highest-ranking officer to be [killed] there.",
    "The group denied responsibility for the bomb [attack].",
    "Ten men believed to be rebels were [killed].",
    "Residents [fled] the area, which could fall soon.",
]


@pytest.mark.parametrize("text", ASSERTED)
def test_takes_plain_words_at_their_word(text: str) -> None:
    assert judged(text) == Stance(Polarity.AFFIRMED, Certainty.CERTAIN, None)


LEFT_OPEN = [
    "The town could [fall] within days.",
    "The rebels will [attack] the town.",
    "They vowed to [retake] the town.",
    "They plan to [attack] the base.",
    "They attacked in an attempt to [capture] the city.",
    "They tried to [capture] the city.",
    "They failed to [capture] the city.",
    "If the base is [captured], the city is lost.",
    "Unless help comes, the town will be [lost].",
    "It is unclear whether the town was [taken].",
    "Has the base been [captured]?",
    "Troops were sent to prevent the rebels from [capturing] the city.",
    "He ordered the [capture] of the city.",
    "The planned [attack] was foiled.",
    "The group threatened to [attack] the capital.",
    "They almost [captured] the town.",
    "Police arrested men planning to [attack] a base.",
    "They launched an operation to recapture the town and [hold] it.",
    "Residents fear that the town may [fall].",
    "The raid prevented an [attack] on the base.",
    "The leader was responsible for planning [attacks] on convoys.",
    "They want to [take] the town.",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_takes_no_plan_threat_or_condition_for_a_fact(text: str) -> None:
    assert judged(text) is None


DENIED = [
    ("The army denied that rebels had [captured] the base.", "denied"),
    ("The army denied [bombing] the village.", "denied"),
    ("The army did not [capture] the base.", "not"),
    ("The army didn't [capture] the base.", "didn't"),
    ("The rebels have not yet [captured] the valley.", "not"),
    ("The ministry rejected the claim that the base was [captured].", "rejected"),
    ("The ministry dismissed reports that the base was [captured].", "dismissed"),
    ("The claim that the base was [captured] is false.", "false"),
    ("They left without [capturing] the town.", "without"),
    ("The garrison refused to [surrender].", "refused"),
    ("No one was [killed].", "No"),
    ("No district was [captured].", "No"),
    ("The army never [captured] the base.", "never"),
]


@pytest.mark.parametrize(("text", "cue"), DENIED)
def test_hears_denials(text: str, cue: str) -> None:
    assert judged(text) == Stance(Polarity.DENIED, Certainty.CERTAIN, cue)


HEDGED = [
    ("Rebels reportedly [captured] the town.", Certainty.PROBABLE, "reportedly"),
    ("Forces reportedly took the district, [killing] or injuring over 60.", Certainty.PROBABLE, "reportedly"),
    ("Rebels are said to have [captured] the base.", Certainty.PROBABLE, "said"),
    ("Rebels appear to have [captured] the base.", Certainty.PROBABLE, "appear"),
    ("Local forces appear to be [fighting] back.", Certainty.PROBABLE, "appear"),
    ("They were believed to be [killed] in the strike.", Certainty.PROBABLE, "believed"),
    ("The town is likely under the [control] of rebels.", Certainty.PROBABLE, "likely"),
    ("Rebels may have [captured] the base.", Certainty.POSSIBLE, "may have"),
    ("The base was possibly [captured].", Certainty.POSSIBLE, "possibly"),
    ("The base was allegedly [captured].", Certainty.POSSIBLE, "allegedly"),
    ("The alleged [strike] killed two.", Certainty.POSSIBLE, "alleged"),
    ("Rumours said the base had been [captured].", Certainty.RUMOUR, "Rumours"),
    ("Unconfirmed reports say that the base was [taken].", Certainty.RUMOUR, "Unconfirmed"),
    ("Dozens are feared [dead].", Certainty.POSSIBLE, "feared"),
    ("Rumours of apparent [fights] spread.", Certainty.RUMOUR, "Rumours"),
    ("According to social media, the base was [captured].", Certainty.RUMOUR, "social media"),
]


@pytest.mark.parametrize(("text", "certainty", "cue"), HEDGED)
def test_hears_hedges(text: str, certainty: Certainty, cue: str) -> None:
    assert judged(text) == Stance(Polarity.AFFIRMED, certainty, cue)


def rated(text: str) -> dict[str, float]:
    return {text[event.start : event.end]: event.factuality for event in events(text)}


def test_rates_events() -> None:
    found = rated("Rebels captured the town. They did not burn it. They may attack the port.")
    assert found["captured"] == 3.0
    assert found["burn"] < -1.0
    assert 0.5 < found["attack"] < 2.5


@pytest.mark.parametrize("text", ["", "The old town by the river.", "12 August 2021"])
def test_finds_no_event_where_nothing_happens(text: str) -> None:
    assert events(text) == ()


@given(
    st.lists(
        st.sampled_from(HEAP),
        min_size=1,
        max_size=14,
    ).map(" ".join)
)
def test_any_heap_of_words_is_judged_with_a_cue_from_it(text: str) -> None:
    for sentence in sentences(text):
        for index in range(len(sentence.tokens)):
            stance = stance_at(sentence, index)
            assert stance is None or stance.cue is None or all(word in text for word in stance.cue.split())


@given(st.text(max_size=200))
def test_factuality_stays_on_its_scale(text: str) -> None:
    assert all(-3.0 <= event.factuality <= 3.0 for event in events(text))
