"""Tells word classes apart, from closed lists, verb forms and the words around; no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from reportedly.extract.lexicon import words
from reportedly.extract.text import Token
from reportedly.extract.verbs import Form, forms

# D determiner, J adjective, N noun, P name, # number, O pronoun, I preposition, C and/or/but, S subordinator, R relative, V verb,
# A be/have/do, M modal, X not, T to before a verb, B adverb, t time word, , comma, : colon or dash, ; semicolon, " quote, ( ) brackets,
# . other mark, $ possessive
_MARKS = {
    ",": ",", ":": ":", "—": ":", "–": ":", "--": ":", "-": ":", ";": ";", '"': '"', "“": '"', "”": '"', "‘": '"', "’": "$", "'": "$",
    "(": "(", ")": ")", "[": "(", "]": ")", "'s": "$", "’s": "$", "%": "N", "$": "#", "€": "#", "£": "#",
}  # fmt: skip
_LISTS = (
    ("determiners", "D"), ("prepositions", "I"), ("conjunctions", "C"), ("be", "A"), ("have", "A"), ("do", "A"), ("modals", "M"),
    ("negations", "X"), ("pronouns", "O"), ("subordinators", "S"), ("relatives", "R"), ("adverbs", "B"), ("times", "t"),
    ("particles", "B"), ("adjectives", "J"),
)  # fmt: skip
_ADJECTIVE_ENDINGS = (
    "al",
    "ous",
    "ful",
    "ive",
    "ic",
    "ist",
    "ian",
    "less",
    "able",
    "ible",
    "led",
    "held",
    "backed",
    "aligned",
    "linked",
    "wide",
    "ish",
    "ese",
    "most",
)
_BOUNDS = tuple(
    tuple(phrase.split(" "))
    for phrase in (
        "more than",
        "less than",
        "fewer than",
        "at least",
        "at most",
        "up to",
        "as many as",
        "no fewer than",
        "no less than",
        "no more than",
    )
)
_BOUND_WORDS = frozenset(word for phrase in _BOUNDS for word in phrase)
_NOMINAL = frozenset("NP")
_MODIFIERS = frozenset("DJ#$")
_OBJECT_STARTS = frozenset("DJ#PNO")


@cache
def _closed() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, tag in _LISTS:
        for word in words("grammar", name):
            found.setdefault(word, tag)
    found.update(dict.fromkeys(words("grammar", "numbers"), "#"))
    return found


@cache
def _nounish() -> frozenset[str]:
    return words("grammar", "nounish")


# Verbs of being somewhere, where they look like nouns: "the town, a district seat, remains under control".
_STATES = frozenset({"remains", "stays", "lies"})
# Verbs whose object may be a clause without "that", beside verbs of saying.
_OF_MIND = frozenset({"believe", "fear", "feel", "find", "hope", "know", "mean", "see", "show", "think", "understand", "ensure"})


@cache
def _clausal() -> frozenset[str]:
    return words("grammar", "saying") | _OF_MIND


class Tagger:
    """Tags one sentence from left to right.

    Attributes:
        tags: one letter for each token.
        verbs: the verb form of each token that is a verb, None for the others.
    """

    def __init__(self, tokens: Sequence[Token], named: Sequence[int]) -> None:
        """Tag the tokens.

        Args:
            tokens: the tokens of one sentence.
            named: for each token the index of the place mention that it belongs to, -1 where it belongs to none.
        """
        self.tokens = tokens
        self.named = named
        self.tags: list[str] = []
        self.verbs: list[Form | None] = [None] * len(tokens)
        self._run()

    def _run(self) -> None:
        closed, known = _closed(), forms()
        for index, token in enumerate(self.tokens):
            lower = token.lower
            if self.named[index] >= 0:
                tag = "P"
            elif lower in _BOUND_WORDS and (bound := self.tag_bound(index)) is not None:
                tag = bound
            elif lower in _SPECIAL:
                tag = _SPECIAL[lower](self, index)
            elif (plain := closed.get(lower)) is not None:
                tag = self._name_or(index, plain)
            elif (form := known.get(lower)) is not None:
                tag = self._verb_or_noun(index, form)
            else:
                tag = self._other(index)
            self.tags.append(tag)

    def _before(self, index: int) -> str:
        """The tag before, adverbs skipped; `^` at the start."""
        index -= 1
        while index >= 0 and self.tags[index] == "B":
            index -= 1
        return self.tags[index] if index >= 0 else "^"

    def _raw(self, index: int) -> str:
        """The tag that a later token has whatever stands around it; `V` for anything that may be a verb, `$` end for none."""
        if index >= len(self.tokens):
            return "$"
        token = self.tokens[index]
        if self.named[index] >= 0:
            return "P"
        tag = _closed().get(token.lower) or _MARKS.get(token.text)
        if tag:
            return tag
        if token.lower in forms():
            return "V" if token.lower not in _nounish() else "N"
        if token.text[0].isdigit() or token.lower.split("-")[0] in words("grammar", "numbers"):
            return "#"
        return "P" if token.text[0].isupper() else "N"

    def _lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def _name_or(self, index: int, tag: str) -> str:
        """A capitalised word inside a name is part of the name ("Islamic State", "Northern Alliance" keep their adjective)."""
        text = self.tokens[index].text
        if text.isupper() and len(text) > 1 and tag in "ADIBO" and index and not self.tokens[index - 1].text.isupper():
            return "P"  # US, IS, IT as names
        return tag

    def _verb_or_noun(self, index: int, form: Form) -> str:
        if self._is_verb(index, form):
            self.verbs[index] = form
            return "V"
        text = self.tokens[index].text
        if "n" in form.shapes and "b" not in form.shapes:
            return "J"
        return "P" if text[0].isupper() and index and not self._is_title() else "N"

    def _is_title(self) -> bool:
        """Whether most long words are capitalised, as in a headline."""
        long = [token.text for token in self.tokens if len(token.text) > 3 and token.text[0].isalpha()]  # noqa: PLR2004  short words stay small
        return sum(word[0].isupper() for word in long) > 0.8 * len(long)

    def _is_verb(self, index: int, form: Form) -> bool:
        before, lower = self._before(index), self.tokens[index].lower
        text = self.tokens[index].text
        if text[0].isupper() and index and before not in '^"A,:;' and not self._is_title():
            return False
        if before in "TMX":
            return "b" in form.shapes or before == "X"
        if "g" in form.shapes:
            return self._is_participle(index, lower, before)
        if set(form.shapes) & {"d", "n"}:
            return self._is_past(index, before, form)
        particle = self._lower(index + 1) in words("grammar", "particles")
        if lower in _STATES and before in "NP,":
            return self._raw(index + 1) in "IJB"
        nounish = lower in _nounish() and (not particle or self._after_preposition(index))
        return not nounish and self._is_present(index, before, form)

    def _is_participle(self, index: int, lower: str, before: str) -> bool:
        if before in _MODIFIERS:
            return False
        if before == "A":
            return True
        following = "#" if self._lower(index + 1) in words("grammar", "quantifiers") else self._raw(index + 1)
        if lower in words("grammar", "gerund_nouns"):
            return before != "I" and following in _OBJECT_STARTS | {"C"} and not (before == "^" and following == "C")
        return not (before == "I" and following in "NV" and self.tokens[index - 1].lower == "of")

    def _is_past(self, index: int, before: str, form: Form) -> bool:
        following = self._raw(index + 1)
        lower = self.tokens[index].lower
        if before in "D$" or (before in "J#" and following in "NPJ"):
            return before == "#" and following not in "NPJ"
        if before == "I" or (before == "," and following == "P" and lower in {"occupied", "besieged", "disputed"}):
            return False
        if lower in words("grammar", "hyphened_participles") and before in _NOMINAL and following == "N":
            return False
        if "b" in form.shapes and "A" not in before:  # cut, put, hit, set, shed
            return before in "NPO,C"
        return before != "J" or following not in "NP"

    def _is_present(self, index: int, before: str, form: Form) -> bool:
        following = self._raw(index + 1)
        if before == "O":
            return True
        if self._is_under(index) or ("z" in form.shapes and self._ends_object(index)):
            return False
        if before in "CS,:":
            earlier = any(verb is not None and set(verb.shapes) & {"b", "z"} for verb in self.verbs[:index])
            return earlier and following in _OBJECT_STARTS and before != "S"
        if before not in _NOMINAL | {")", '"', "t"} or self._blocks(index + 1, form):
            return before in "RA" and self.tokens[index - 1].lower in {"do", "does", "did", "who", "which", "that", "don't", "didn't"}
        if "b" in form.shapes and (following in "D#" or self._takes(index + 1)) and not any(self.verbs[:index]):
            return True
        return self._agrees(index, form) and (following in _OBJECT_STARTS or not self._verb_follows(index + ("b" in form.shapes)))

    def _after_preposition(self, index: int) -> bool:
        """Whether a word ends a phrase that a preposition opens: "clashed with government forces in"."""
        first = index - 1
        while first >= 0 and self.tags[first] in "DNPJ$#C":
            first -= 1
        return 0 <= first < index - 1 and self.tags[first] == "I"

    def _ends_object(self, index: int) -> bool:
        """Whether a word ends the object of a verb that takes no clause: "drove government forces out", "carried out air strikes"."""
        first = index - 1
        while first >= 0 and self.tags[first] in "DNPJ$#":
            first -= 1
        while first >= 0 and self.tags[first] == "B":
            first -= 1
        verb = self.verbs[first] if first >= 0 else None
        return first < index - 1 and verb is not None and "d" in verb.shapes and verb.lemma not in _clausal()

    def _is_under(self, index: int) -> bool:
        """Whether a word ends what "under" opens: "under government control", "under the rebels' rule"."""
        first = index - 1
        while first >= 0 and self.tags[first] in "DNPJ$":
            first -= 1
        return 0 <= first < index - 1 and self.tokens[first].lower == "under"

    def _blocks(self, index: int, form: Form) -> bool:
        """Whether the next word is itself the verb, so that this one is a noun: "militant attacks kill", "the army base was"."""
        following = forms().get(self._lower(index)) if index < len(self.tokens) and self.named[index] < 0 else None
        if self._raw(index) in "AM":
            return "b" in form.shapes
        if following is None or self._lower(index) in _nounish():
            return False
        return "d" in following.shapes or (
            "z" in form.shapes and bool(set(following.shapes) & {"b", "z"}) and self._lower(index) != "control"
        )

    def _takes(self, index: int) -> bool:
        """Whether what follows can only be an object: a place, "control"."""
        return index < len(self.tokens) and (self.named[index] >= 0 or self._lower(index) == "control")

    def _agrees(self, index: int, form: Form) -> bool:
        """Whether a present form fits the number of the noun before it."""
        noun = next((self.tokens[i].lower for i in range(index - 1, -1, -1) if self.tags[i] != "B"), "")
        plural = (
            (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
            or noun in words("grammar", "plural_names")
            or noun in {"troops", "people", "police", "men"}
        )
        return plural if "b" in form.shapes else (not plural or noun in words("grammar", "plural_names"))

    def _verb_follows(self, index: int) -> bool:
        """Whether another finite verb comes soon, so that this word is rather a noun."""
        known = forms()
        for later in range(index + 1, min(index + 9, len(self.tokens))):
            lower = self.tokens[later].lower
            if self.tokens[later].text in ".;,":
                return False
            form = known.get(lower)
            if _closed().get(lower) in ("A", "M") or (form is not None and set(form.shapes) & {"d", "z"} and lower not in _nounish()):
                return True
        return False

    def _other(self, index: int) -> str:
        token = self.tokens[index]
        mark = _MARKS.get(token.text)
        if mark:
            return mark
        text, lower = token.text, token.lower
        first = text[0]
        if first.isdigit() or (first.islower() and lower.split("-")[0] in words("grammar", "numbers")):
            return "#"
        if not first.isalpha():
            return "N" if first == "@" else "."
        if first.isupper() and (index or not lower.endswith("ly")):
            return "P" if index else self._first_word(lower)
        return self._by_ending(index, lower)

    def _first_word(self, lower: str) -> str:
        return "J" if lower.endswith(_ADJECTIVE_ENDINGS) else "P"

    def _by_ending(self, index: int, lower: str) -> str:
        if lower.endswith("ly"):
            return "B"
        before = self._before(index)
        if lower.endswith("ed") and (before in _NOMINAL | {"A", "O"}) and "-" not in lower:
            self.verbs[index] = Form(lower, "dn")
            return "V"
        if lower.endswith("ing") and before == "A":
            self.verbs[index] = Form(lower, "g")
            return "V"
        return "J" if lower.endswith((*_ADJECTIVE_ENDINGS, "ed")) else "N"

    def tag_to(self, index: int) -> str:
        """Tag "to": before a base form it marks an infinitive, else it is a preposition."""
        following = index + 1
        while self._raw(following) == "B":
            following += 1
        if following >= len(self.tokens) or self.named[following] >= 0:
            return "I"
        token = self.tokens[following]
        form = forms().get(token.lower)
        base = token.lower in {"be", "have", "do"} or (form is not None and "b" in form.shapes and token.lower not in _nounish())
        return "T" if base and (token.text[0].islower() or self._is_title()) else "I"

    def tag_that(self, index: int) -> str:
        """Tag "that": relative before a verb after a noun, subordinator elsewhere, determiner after a preposition."""
        if self._before(index) == "I":
            return "D"
        return "R" if self._raw(index + 1) in "VAM" and self._before(index) in _NOMINAL else "S"

    def tag_clitic(self, index: int) -> str:
        """Tag "'s": a verb after a pronoun, else a possessive."""
        return "A" if index and self.tokens[index - 1].lower in words("grammar", "before_is") else "$"

    def tag_as(self, index: int) -> str:
        """Tag "as": part of "as well" or "as well as", else a subordinator."""
        if self._lower(index + 1) == "well":
            return "C" if self._lower(index + 2) == "as" else "B"
        return "B" if self._lower(index - 1) == "well" else "S"

    def tag_bound(self, index: int) -> str | None:
        """Tag "more than 10", "at least 10", "up to 10", "as many as 10" as determiners; None for the same words elsewhere."""
        for phrase in _BOUNDS:
            for offset in range(len(phrase)):
                first = index - offset
                if phrase[offset] == self._lower(index) and all(self._lower(first + i) == word for i, word in enumerate(phrase)):
                    return (
                        "D" if self._raw(first + len(phrase)) == "#" or self._lower(first + len(phrase)) in {"a", "two", "dozens"} else None
                    )
        return None

    def tag_one(self, index: int) -> str:
        """Tag "one" as a number, but as a pronoun in "no one"."""
        return "O" if self._lower(index - 1) == "no" else "#"

    def tag_may(self, index: int) -> str:
        """Tag "may" and "march": months where written with a capital inside a sentence or before a day."""
        text = self.tokens[index].text
        if text[0].isupper() and (index or self._raw(index + 1) == "#"):
            return "t"
        return "M" if text.lower() == "may" else "N"

    def tag_over(self, index: int) -> str:
        """Tag "over", "about", "around", "under": adverbs before a number, else prepositions."""
        return "B" if self._raw(index + 1) == "#" else "I"

    def tag_like_preposition(self, index: int) -> str:
        """Tag "including" and its like."""
        return "I" if self._before(index) != "A" else "V"


_SPECIAL: dict[str, Callable[[Tagger, int], str]] = {
    "to": Tagger.tag_to, "that": Tagger.tag_that, "as": Tagger.tag_as, "'s": Tagger.tag_clitic,
    "one": Tagger.tag_one, "may": Tagger.tag_may, "march": Tagger.tag_may,
    "over": Tagger.tag_over, "about": Tagger.tag_over, "around": Tagger.tag_over, "under": Tagger.tag_over,
    "including": Tagger.tag_like_preposition, "following": Tagger.tag_like_preposition,
}  # fmt: skip
