"""Tells which of a sentence's times is that of a statement and which that of an utterance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from reportedly.extract.lexicon import words
from reportedly.extract.text import Sentence, Token
from reportedly.extract.times.spans import midnight
from reportedly.extract.times.words import saying
from reportedly.extract.verbs import forms
from reportedly.terms.interval import Precision
from reportedly.terms.layers import Span, TimeExpression, TimexType
from reportedly.terms.statement import LocalTime

# Between a verb of saying and its time stand at most a recipient and a place: "told the agency by phone late on".
_REACH = 5
# Words before the subject at the head of a sentence: "On Friday, the governor …", "At about 3 p.m. on …".
_HEAD = 3
_CLOCK = frozenset({Precision.SECOND, Precision.MINUTE, Precision.HOUR})
_COARSE = frozenset({Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR})
_COST_OF_BOUNDARY = 6
_WEEK = timedelta(days=7)


@cache
def _breaks() -> frozenset[str]:
    return words("times", "clause_openers")


@cache
def _leads() -> frozenset[str]:
    return words("times", "leads")


def _inside(times: Sequence[TimeExpression], sentence: Sentence) -> list[TimeExpression]:
    return [time for time in times if time.start >= sentence.start and time.end <= sentence.end]


def _between(sentence: Sentence, start: int, end: int) -> list[Token]:
    return [token for token in sentence.tokens if token.start >= start and token.end <= end]


def _heads(time: TimeExpression, sentence: Sentence) -> bool:
    """Tell whether a time stands at the head of its sentence or of a quotation in it, before any subject."""
    before = _between(sentence, sentence.start, time.start)
    for index in range(len(before) - 1, -1, -1):
        if before[index].text in {'"', "“", ";", ":"}:
            before = before[index + 1 :]
            break
    return len(before) <= _HEAD and all(token.lower in _leads() or not token.text[0].isalnum() for token in before)


def _spoken(time: TimeExpression, sentence: Sentence) -> bool:
    """Tell whether a time directly follows a verb of saying: "said on Friday", "told reporters late Monday"."""
    before = _between(sentence, sentence.start, time.start)[-_REACH:]
    for token in reversed(before):
        if token.lower in saying():
            return True
        if token.text in {",", ";", ":", '"', "“", "”"} or token.lower in _breaks() or _tells(token):
            return False
    return False


def _tells(token: Token) -> bool:
    """Tell whether a word is a past verb, and so the time beyond it that of what it tells."""
    form = forms().get(token.lower)
    return form is not None and "d" in form.shapes and token.lower not in words("grammar", "nounish")


def _headed_by_speech(time: TimeExpression, sentence: Sentence) -> bool:
    """Tell whether a time at the head belongs to a verb of saying with a clause after it: "At 8.53, he tweeted that …"."""
    if not _heads(time, sentence):
        return False
    after = _between(sentence, time.end, sentence.end)[:12]
    for index, token in enumerate(after[:-1]):
        if token.lower in saying() and after[index + 1].lower in {"that", ":", "“", '"'}:
            return True
        if token.lower in _breaks():
            return False
    return False


def utterance_time(times: Sequence[TimeExpression], sentence: Sentence, cue: Span) -> LocalTime | None:
    """Give the time at which something was said.

    Args:
        times: the times of the text.
        sentence: the sentence that holds the cue.
        cue: the words that show the speaking ("said", "tweeted").

    Returns:
        The wall-clock time that stands with the cue ("said at 8.40 a.m. ET", "On Friday, … tweeted"); None where none does.

    Examples:
        >>> from datetime import date
        >>> from reportedly.extract.text import sentences
        >>> from reportedly.extract.times.finding import find_times
        >>> text = "The town is ours, the account said at 8.40 a.m. ET."
        >>> told = utterance_time(find_times(text, sentences(text), date(2021, 8, 20)), sentences(text)[0], Span(30, 34))
        >>> told.start, told.zone
        (datetime.datetime(2021, 8, 20, 8, 40), 'America/New_York')
    """
    beside = [time for time in _inside(times, sentence) if time.local and _belongs(time, sentence, cue)]
    if not beside:
        return None
    finest = min(beside, key=lambda time: (time.local.precision not in _CLOCK if time.local else True, abs(time.start - cue.start)))
    return finest.local


def _belongs(time: TimeExpression, sentence: Sentence, cue: Span) -> bool:
    if time.start >= cue.end:
        gap = _between(sentence, cue.end, time.start)
        return len(gap) <= _REACH and not any(token.text in '";“”:' or token.lower in _breaks() or _tells(token) for token in gap)
    if not _heads(time, sentence):
        return False
    gap = _between(sentence, time.end, cue.start)
    return not any(token.text in '“"' or token.lower in saying() for token in gap)


def _distance(time: TimeExpression, sentence: Sentence, start: int, end: int) -> int:
    """Count the words between a time and a clause; each clause opener between them counts as several."""
    if time.start < end and start < time.end:
        return 0
    gap = _between(sentence, time.end, start) if time.end <= start else _between(sentence, end, time.start)
    walls = sum(token.lower in _breaks() or token.text in {";", "“", "”"} for token in gap)
    return len(gap) + _COST_OF_BOUNDARY * walls


def _walled(time: TimeExpression, sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a time lies in a side clause ("…, who fled in May, …") that the statement does not belong to."""
    if time.start < end and start < time.end:
        return start < time.start and _in_aside(time, sentence, end)
    if time.start >= end:
        gap = _between(sentence, end, time.start)[:-1]
        return any(token.lower in {"who", "which", "whose", "where", "when", "after", "since", "while", "but", ";"} for token in gap)
    if _in_aside(time, sentence, end):
        return True
    opened = False
    for token in _between(sentence, sentence.start, time.start):
        opened = (opened or token.lower in {"who", "which", "whose", "where", "when"}) and token.text != ","
    return opened


def _in_aside(time: TimeExpression, sentence: Sentence, end: int) -> bool:
    """Tell whether a time stands in an aside with a verb of its own: "the towns, lost last week, were retaken on Friday"."""
    before, after = _between(sentence, sentence.start, time.start), _between(sentence, time.end, end)
    opening = next((index for index in range(len(before) - 1, -1, -1) if before[index].text == ","), None)
    if opening is None or not any(token.text == "," for token in after):
        return False
    return any(_tells(token) for token in before[opening + 1 :]) and not any(_tells(token) for token in before[:opening])


def _bounded(time: TimeExpression, sentence: Sentence, local: LocalTime) -> LocalTime:
    """Open the interval where the word before the time says so: before, by, until, since, after."""
    before = [token.lower for token in _between(sentence, sentence.start, time.start)[-2:]]
    lead = next((word for word in reversed(before) if word not in {"the", "about", "around", "early", "late"}), "")
    text = f"{lead} {local.text}"
    if lead in {"before", "ahead", "prior"}:
        return replace(local, start=None, end=local.start, precision=Precision.UNKNOWN, text=text)
    if lead in {"by", "until", "till"}:
        return replace(local, start=None, text=text)
    if lead == "since":
        return replace(local, end=None, text=text)
    return replace(local, start=local.end, end=None, precision=Precision.UNKNOWN, text=text) if lead == "after" else local


def _words_between(sentence: Sentence, start: int, end: int) -> str:
    """Give the words between two places, also where they cut a token: the dash of "3-5"."""
    cut = [
        token.lower[max(0, start - token.start) : end - token.start] for token in sentence.tokens if token.start < end and start < token.end
    ]
    return " ".join(piece for piece in cut if piece)


def _joined(first: TimeExpression, second: TimeExpression, sentence: Sentence) -> LocalTime | None:
    """Give the interval from one time to another: "July 3-5", "from Monday to Friday", "between May and July"."""
    if first.local is None or second.local is None or first.local.start is None or second.local.end is None:
        return None
    gap = _words_between(sentence, first.end, second.start)
    led = {token.lower for token in _between(sentence, sentence.start, first.start)[-1:]}
    ranged = gap in {"-", "–", "—", "to", "through", "until", "till"} or (gap in {"and", "until"} and led & {"between", "from"})
    start = first.local.start
    if start >= second.local.end and first.local.precision is Precision.DAY and start - second.local.end < _WEEK:
        start -= _WEEK  # "from Monday to Friday", told on a Monday
    if not ranged or start >= second.local.end:
        return None
    precision = Precision.DAYS if second.local.precision is Precision.DAY else second.local.precision
    return LocalTime(start, second.local.end, precision, f"{first.local.text} {gap} {second.local.text}", first.local.zone)


def _resolved(chosen: TimeExpression, inside: Sequence[TimeExpression], sentence: Sentence) -> LocalTime | None:
    index = inside.index(chosen)
    neighbours = [(chosen, later) for later in inside[index + 1 : index + 2]] + [
        (earlier, chosen) for earlier in inside[max(0, index - 1) : index]
    ]
    for first, second in neighbours:
        joined = _joined(first, second, sentence)
        if joined is not None:
            return joined
    return _bounded(chosen, sentence, chosen.local) if chosen.local else None


def _day_said(time: TimeExpression) -> LocalTime | None:
    """Give the day of an utterance: what it tells without a time of its own is of that day."""
    local = time.local
    if local is None or local.start is None or local.precision in {Precision.WEEK, Precision.MONTH, Precision.YEAR}:
        return None
    day = midnight(local.start.date())
    return LocalTime(day, day + timedelta(days=1), Precision.DAY, local.text)


def time_for(times: Sequence[TimeExpression], sentence: Sentence, start: int, end: int) -> LocalTime | None:
    """Give the time that governs a clause.

    Args:
        times: the times of the text.
        sentence: the sentence that holds the clause.
        start: first character of the clause.
        end: first character after.

    Returns:
        The wall-clock interval of the nearest time in or around the clause, open where words such as "before" and "since" open it;
        the day of the utterance where the only time is that of speaking ("said on Friday that …"); None where no time is told.

    Examples:
        >>> from datetime import date
        >>> from reportedly.extract.text import sentences
        >>> from reportedly.extract.times.finding import find_times
        >>> text = "On Friday, rebels took the town, police said on Sunday."
        >>> time_for(find_times(text, sentences(text), date(2021, 8, 23)), sentences(text)[0], 11, 31).text
        'Friday'
    """
    inside = [time for time in _inside(times, sentence) if time.local and time.type is not TimexType.SET]
    told = [time for time in inside if not _spoken(time, sentence) and not _headed_by_speech(time, sentence)]
    near = [time for time in told if not _walled(time, sentence, start, end)]
    if near:
        return _resolved(_nearest(near, sentence, start, end), inside, sentence)
    said = [time for time in inside if time not in told]
    return _day_said(_nearest(said, sentence, start, end)) if said else None


def _nearest(times: Sequence[TimeExpression], sentence: Sentence, start: int, end: int) -> TimeExpression:
    """Give the nearest time; of a day and a time of day side by side the finer one, for it was resolved on that day."""
    best = min(times, key=lambda time: _distance(time, sentence, start, end))
    finer = [
        time
        for time in times
        if _is_finer(time, best)
        and abs(time.start - best.end) + abs(best.start - time.end) < 2 * (time.end - time.start + best.end - best.start) + 20
    ]
    return finer[0] if finer else best


def _is_finer(time: TimeExpression, than: TimeExpression) -> bool:
    if time.local is None or than.local is None or time.local.start is None or than.local.start is None or than.local.end is None:
        return False
    return (
        time is not than
        and than.local.precision in _COARSE
        and time.local.precision not in _COARSE
        and than.local.start <= time.local.start < than.local.end
    )
