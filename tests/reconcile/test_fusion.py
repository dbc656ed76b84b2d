"""What is true among conflicting claims: each kind of value, whom to trust, who copies, and what must not matter."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconcile.fusion import Answer, Entry, Kind, Node, Reliability, fuse_values, kind_of
from reportedly.reconcile.fusion.kinds import number_of
from reportedly.reconcile.fusion.names import Person, people_in, same_people
from reportedly.reconcile.fusion.sure import tempered

TREE = [
    Node("0", "World", "-1"),
    Node("1", "Redland", "0"),
    Node("2", "Northshire", "1"),
    Node("3", "Ashby", "2"),
    Node("4", "Blueland", "0"),
]


def table(rows: dict[str, dict[str, str]]) -> list[Entry]:
    """Claims from {object: {source: value}}."""
    return [Entry(name, source, value) for name, said in rows.items() for source, value in said.items()]


def answers(entries: list[Entry], kind: Kind | None = None, tree: list[Node] | None = None) -> dict[str, Answer]:
    return {answer.object: answer for answer in fuse_values(entries, kind, tree or ())[0]}


def world(seed: int, objects: int = 60) -> tuple[list[Entry], dict[str, str]]:
    """Five good sources, four bad ones that err each in its own way; truth is one of ten values."""
    draw = random.Random(seed)  # noqa: S311  no secret
    truth = {f"o{n}": f"v{draw.randrange(10)}" for n in range(objects)}
    entries = []
    for source in range(9):
        skill = 0.8 if source < 5 else 0.3
        for name, value in truth.items():
            entries.append(Entry(name, f"s{source}", value if draw.random() < skill else f"v{draw.randrange(10)}"))
    return entries, truth


def share_right(found: dict[str, Answer], truth: dict[str, str]) -> float:
    return sum(found[name].value == value for name, value in truth.items()) / len(truth)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"a": "Ashby", "b": "Northshire", "c": "Redland"}, "Ashby"),  # all can be right: the finest is
        ({"a": "Blueland", "b": "Northshire", "c": "Redland"}, "Northshire"),  # two that agree on a country against one
        ({"a": "Redland", "b": "Redland", "c": "Blueland"}, "Redland"),
    ],
)
def test_a_place_above_another_speaks_for_it(said: dict[str, str], value: str) -> None:
    assert answers(table({"x": said}), None, TREE)["x"].value == value


def test_a_vague_value_is_not_false_when_a_finer_one_is_true() -> None:
    liar = {f"y{n}": {"a": "Redland", "b": "Redland", "c": "Redland", "e": "Blueland"} for n in range(3)}
    answer = answers(table({"x": {"a": "Redland", "b": "Redland", "c": "Redland", "e": "Ashby"}, **liar}), None, TREE)["x"]
    assert (answer.value, answer.alternatives[0][0]) == ("Redland", "Ashby")
    assert answer.not_false == pytest.approx(answer.p + answer.alternatives[0][1])


def test_without_a_tree_the_same_values_contradict_each_other() -> None:
    answer = answers(table({"x": {"a": "Ashby", "b": "Redland", "c": "Redland"}}), Kind.CATEGORY)["x"]
    assert answer.value == "Redland"
    assert answer.not_false == answer.p


def test_near_numbers_support_each_other_and_far_ones_do_not() -> None:
    answer = answers(table({"x": {"a": "100000", "b": "100,200", "c": "99900", "d": "7", "e": "7"}}), Kind.NUMBER)["x"]
    assert number_of(answer.value) in {100000, 100200, 99900}


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ({"a": "Lee, Jo; Ray, Al", "b": "Jo Lee and Al Ray", "c": "Lee, Jo", "d": "Jo Lee"}, {"lee", "ray"}),  # two are in part
        ({"a": "Lee, Jo", "b": "Jo Lee", "c": "J. Lee", "d": "Lee, Jo; Box, Cy"}, {"lee"}),  # one that adds somebody is alone
        ({"a": "Marchand, Jo", "b": "Marchnad, Jo", "c": "Holm, Al"}, {"marchand"}),  # a slip of the pen is the same person
    ],
)
def test_lists_of_names(said: dict[str, str], people: set[str]) -> None:
    answer = answers(table({"x": said}), Kind.NAMES)["x"]
    assert {person.family for person in people_in(answer.value)} == people


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Lee, Jo", [("lee", ("jo",))]),
        ("Jo Lee, Al Ray", [("lee", ("jo",)), ("ray", ("al",))]),
        ("LEE, JO; RAY, AL", [("lee", ("jo",)), ("ray", ("al",))]),
        ("Lee, Jo, Ray, A.", [("lee", ("jo",)), ("ray", ("a",))]),
        ("José Núñez & Dr. Al O'Hara Jr. (editor)", [("nunez", ("jose",)), ("ohara", ("al",))]),
        ("Jo Lee et al.", [("lee", ("jo",))]),
        ("van der Berg, Jan", [("berg", ("jan", "van", "der"))]),
        ("", []),
    ],
)
def test_people_are_read_as_lists_write_them(value: str, people: list[tuple[str, tuple[str, ...]]]) -> None:
    assert list(people_in(value)) == [Person(*person) for person in people]


def test_two_people_of_one_list_stay_two_even_if_their_names_are_alike() -> None:
    both, one = same_people([people_in("Lee, Jo; Lee, Jan"), people_in("J. Lee")])
    assert len(both) == 2
    assert one < both


@pytest.mark.parametrize(
    ("values", "tree", "kind"),
    [
        (["1,234", "5678.5", "12"], False, Kind.NUMBER),
        (["Lee, Jo; Ray, Al", "Jo Lee", "Al Ray"], False, Kind.NAMES),
        (["Ashby", "Redland", "St. John"], False, Kind.CATEGORY),
        (["Ashby", "Redland"], True, Kind.PLACE),
    ],
)
def test_the_kind_is_told_from_the_form(values: list[str], tree: bool, kind: Kind) -> None:  # noqa: FBT001
    assert kind_of(values, tree=tree) is kind


def test_sources_that_agree_with_others_are_trusted_more() -> None:
    entries, truth = world(1)
    found, sources = fuse_values(entries, Kind.CATEGORY)
    true = {row.source: row.true for row in sources}
    assert share_right({answer.object: answer for answer in found}, truth) > 0.93
    assert min(true[f"s{n}"] for n in range(5)) > max(true[f"s{n}"] for n in range(5, 9))


def copied(entries: list[Entry], source: str, copiers: int) -> list[Entry]:
    return entries + [Entry(e.object, f"copy{n}", e.value) for e in entries if e.source == source for n in range(copiers)]


def test_a_crowd_that_copies_a_bad_source_does_not_win() -> None:
    entries, truth = world(2)
    crowd = copied(entries, "s8", 6)
    found, sources = fuse_values(crowd, Kind.CATEGORY)
    kept, _ = fuse_values(crowd, Kind.CATEGORY, copies=False)
    right = share_right({answer.object: answer for answer in found}, truth)
    assert right > 0.9
    assert share_right({answer.object: answer for answer in kept}, truth) < 0.6
    taken = {row.source: row.copied for row in sources}
    assert all(taken[f"copy{n}"] > 0.5 for n in range(1, 6))
    assert all(taken[f"s{n}"] < 0.1 for n in range(5))


def test_good_sources_that_agree_are_not_taken_for_copiers() -> None:
    assert all(row.copied < 0.05 for row in fuse_values(world(3)[0], Kind.CATEGORY)[1])


def test_what_nobody_checks_earns_no_trust() -> None:
    entries, _ = world(4)
    alone = [Entry(f"only{n}", "hermit", "v1") for n in range(500)]
    rows = {row.source: row for row in fuse_values(entries + alone, Kind.CATEGORY)[1]}
    average = sum(rows[f"s{n}"].true for n in range(9)) / 9
    assert rows["hermit"].true == pytest.approx(average, abs=0.1)


def test_probabilities_are_of_one_whole() -> None:
    for answer in fuse_values(world(5)[0], Kind.CATEGORY)[0]:
        assert 0 < answer.p <= answer.not_false <= 1
        assert answer.p + sum(p for _, p in answer.alternatives) <= 1 + 1e-9


@given(st.permutations(world(6, 8)[0]), st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_order_and_repetition_change_nothing(shuffled: list[Entry], repeated: int) -> None:
    assert fuse_values(shuffled + shuffled[:repeated], Kind.CATEGORY) == fuse_values(world(6, 8)[0], Kind.CATEGORY)


def test_nothing_said_is_nothing_answered() -> None:
    assert fuse_values([]) == ((), ())


def test_one_claim_alone_is_its_own_answer_with_the_trust_of_an_average_source() -> None:
    [answer], [source] = fuse_values([Entry("x", "a", "v")], Kind.CATEGORY)
    assert isinstance(source, Reliability)
    assert answer.value == "v"
    assert 0.5 < answer.p < 0.95


def test_a_tree_that_bites_its_tail_is_no_trouble() -> None:
    ring = [Node("1", "Redland", "2"), Node("2", "Ashby", "1")]
    assert answers(table({"x": {"a": "Redland", "b": "Ashby"}}), None, ring)["x"].value in {"Redland", "Ashby"}


def test_errors_with_common_causes_leave_doubt_where_many_agree() -> None:
    found = [answers(table({"x": {f"s{n}": "v" for n in range(many)} | {"t": "w"}}), Kind.PLACE)["x"] for many in (2, 4, 8)]
    assert [answer.value for answer in found] == ["v", "v", "v"]
    assert 0.5 < found[0].p < found[1].p < 0.9 < found[2].p < 0.97


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.floats(0.02, 1.0), st.randoms(use_true_random=False))
def test_scaling_keeps_sums_and_order(sizes: list[int], worth: float, draw: random.Random) -> None:
    groups = [np.array([draw.random() + 1e-6 for _ in range(size + 1)]) for size in sizes]
    truth = np.concatenate([group / group.sum() for group in groups])
    first = np.cumsum([0, *(len(group) for group in groups[:-1])])
    for before, after in zip(groups, np.split(tempered(truth, first, worth), first[1:]), strict=True):
        assert after.sum() == pytest.approx(1)
        assert list(np.argsort(before[:-1], kind="stable")) == list(np.argsort(after[:-1], kind="stable"))
