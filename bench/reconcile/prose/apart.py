"""Wordings kept apart: nobody mends the reading of reports by looking at them; they only measure how far what was mended carries."""

from __future__ import annotations

from prose.wordings import Bank

APART = Bank(
    said={
        "captured": (
            "{x} swept into {p} and raised their flag there",
            "{x} are now in charge of {p}",
            "{p} {has} been lost to {x}",
            "{x} ousted {y} from {p}",
            "{p} {has} changed hands from {y} to {x}",
            "{x} occupied {p}",
            "{p} slipped from the hands of {y} and into those of {x}",
            "{x} brought {p} under their rule",
        ),
        "recaptured": (
            "{p} {is} once again held by {x}",
            "{x} took {p} back from {y}",
            "{x} restored their control over {p}",
            "{x} liberated {p}",
        ),
        "holds": (
            "{p} still belong{s} to {x}",
            "{x} have not lost {p}",
            "{x} rule {p}",
            "{x} have a firm grip on {p}",
        ),
        "lost": (
            "{x} no longer hold {p}",
            "{x} had to give way to {y} in {p}",
            "{x} were chased out of {p} by {y}",
        ),
        "withdrew": (
            "{x} gave up their positions and moved out of {p}",
            "the last of {x} drove away from {p}",
            "{x} cleared out of {p}",
            "{x} left {p} to {y}",
        ),
        "surrendered": (
            "{x} yielded {p} to {y}",
            "{x} yielded {p}",
            "{x} in {p} put down their weapons and let {y} in",
            "{x} ceded {p} to {y}",
        ),
        "contested": (
            "it is unclear whether {x} or {y} control {p}",
            "street fighting went on in {p} as {x} tried to take it from {y}",
            "{x} and {y} each hold parts of {p}",
        ),
        "repelled": (
            "{x} held off {y} outside {p}",
            "an attempt by {y} to storm {p} came to nothing",
            "{x} thwarted an advance by {y} into {p}",
            "{x} stopped an attack on {p}",
        ),
        "besieged": (
            "{x} have {p} surrounded on all sides",
            "no way in or out of {p} is left open by {x}",
            "{x} tightened their ring around {p}",
        ),
        "advancing": ("{x} are only kilometres away from {p}", "{x} pushed towards {p}", "columns of {x} headed for {p}"),
        "clash": (
            "{x} and {y} traded fire in {p}",
            "{x} ran into {y} in {p} and a firefight followed",
            "{x} battled {y} in {p}",
            "{x} came to blows with their enemies in {p}",
        ),
        "shelling": ("{x} pounded {p} with artillery", "rockets launched by {x} landed in {p}"),
        "airstrike": ("jets of {x} hit targets in {p}", "{x} attacked {p} from the air"),
    },
    named={},
    by=(
        "{a} stated that {s}",
        "in the words of {a}, {s}",
        "{a} let it be known that {s}",
        "{s}; this was said by {a}",
        "{a} is quoted as saying that {s}",
        "{a} claims that {s}",
    ),
    dated_by=("{a} stated {d} that {s}", "speaking {d}, {a} said {s}"),
    denied_by=(
        "{a} called it untrue that {s}",
        "contrary to reports that {s}, {a} said nothing of the kind had happened",
        "{a} refuted claims that {s}",
    ),
    hedged={
        "certain": ("{s}",),
        "probable": ("{s}, it appears", "by most accounts, {s}", "apparently {s}"),
        "possible": ("it may be that {s}", "{s}, though nobody could confirm it"),
        "rumour": ("word has it that {s}", "talk on messaging channels has it that {s}"),
    },
    hedged_by={
        "probable": ("{a} thought it likely that {s}", "{a} said that {s} in all likelihood"),
        "possible": ("{a} said it might be that {s}", "{a} said that {s}, which nobody could confirm"),
        "rumour": ("{a} had heard that {s}",),
    },
)
