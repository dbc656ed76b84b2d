"""Finds who says what: sources, cues and the words said, in text and in the posts that it embeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.extract import antecedents, contents, embedded, quotes, speakers
from reportedly.extract.adverbials import Field, tidied
from reportedly.extract.contents import Framing
from reportedly.extract.cues import Cue, Frame, cues, word_set
from reportedly.extract.hearsay import HEARSAY_DEPTH, hearsay
from reportedly.extract.lexicon import words
from reportedly.extract.quotes import Quotation
from reportedly.extract.sayings import Saying
from reportedly.extract.speakers import Stretch
from reportedly.extract.text import Sentence, Token
from reportedly.extract.times import utterance_time
from reportedly.extract.verbs import forms
from reportedly.terms.layers import Span, TimeExpression
from reportedly.terms.report import Post, Report
from reportedly.terms.statement import Utterance


def find_attributions(report: Report, sentences: Sequence[Sentence], times: Sequence[TimeExpression]) -> tuple[Saying, ...]:
    """Find who says what in a report.

    Args:
        report: the report; its posts are sources of their own words.
        sentences: the sentences of its text.
        times: the time expressions of its text; they date the utterances.

    Returns:
        Sayings in the order of their content. Pronouns and "the official" carry the name of whom they stand for.
    """
    quoted = quotes.quotations(report.text, sentences)
    found = [saying for index in range(len(sentences)) for saying in _in_sentence(report, sentences, index, quoted)]
    found = [_dated(saying, sentences[saying.sentence], times) for saying in found]
    found = _continued(found, sentences, quoted)
    found += [embedded.saying_of(report, index) for index in range(len(report.posts))]
    found = _lasting(found, report.posts, sentences, quoted)
    found = embedded.told(antecedents.resolved(found, report.posts, quoted), report.posts)
    return tuple(sorted(found, key=lambda saying: (saying.content[0].start, -saying.content[-1].end, saying.depth)))


def chain_at(sayings: Sequence[Saying], start: int, end: int, *, denied: bool = False) -> tuple[Utterance, ...]:
    """The chain of speakers behind a stretch of text.

    Args:
        sayings: what `find_attributions` found.
        start: first character of the stretch.
        end: first character after it.
        denied: whether those are asked for who deny, behind it, what it tells (", which the army denies") instead of those who tell it.

    Returns:
        The utterances that hold the stretch, the first speaker first; empty where the report itself speaks.
    """
    middle = (start + end) // 2
    around = [saying for saying in sayings if saying.source is not None and any(span.start <= middle < span.end for span in saying.content)]
    around = [saying for saying in around if _denies_before(saying, end) is denied]
    around.sort(key=lambda saying: (saying.depth < HEARSAY_DEPTH, _extent(saying, middle), -saying.depth))
    return tuple(_without_repeats(saying.source for saying in around if saying.source is not None))


def _denies_before(saying: Saying, end: int) -> bool:
    """Whether a saying denies what stands before it."""
    if saying.cue is None or saying.cue.start < end or saying.source is None or saying.source.cue is None:
        return False
    known = (forms().get(word.lower()) for word in saying.source.cue.split())
    return any(form is not None and form.lemma in words("grammar", "denying") for form in known)


def _extent(saying: Saying, position: int) -> int:
    """How much is said in the stretch of content that holds a character."""
    return next(span.end - span.start for span in saying.content if span.start <= position < span.end)


def _without_repeats(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Drop a speaker who follows himself: "he said that he had said"."""
    before: Utterance | None = None
    for utterance in utterances:
        same = before is not None and utterance.name is not None and utterance.name == before.name
        if not same:
            yield utterance
        before = utterance


def _in_sentence(report: Report, sentences: Sequence[Sentence], index: int, quoted: Sequence[Quotation]) -> Iterator[Saying]:
    """The sayings of one sentence."""
    sentence = sentences[index]
    framings: list[Framing] = []
    relays: list[tuple[Framing, Stretch]] = []
    for cue in cues(sentence):
        if cue.mental and quotes.around(quoted, sentence.tokens[cue.first].start) is not None:
            continue
        field = _field(sentence, cue, quoted)
        framing = contents.frame(field, cue)
        if framing is None:
            continue
        if framings and cue.frame is Frame.RELAY and cue.participle and framing.contents[0].first <= framings[-1].cue.first:
            framing = replace(framing, contents=framings[-1].contents)
        framings.append(framing)
        whom = contents.relayed(field, cue)
        if whom is not None:
            relays.append((replace(framing, contents=(contents.behind_relayed(field, whom) or framing.contents[0],), speaker=whom), whom))
    walls = _walls(sentence, framings)
    for framing in framings:
        yield _saying(
            report,
            sentence,
            index,
            _clipped(framing, sentence.tokens, walls),
            depth=int(framing.cue.frame is Frame.RELAY and framing.cue.participle),
        )
    for framing, _ in relays:
        yield _saying(report, sentence, index, framing, depth=1)
    yield from hearsay(report.text, sentence, index)


def _field(sentence: Sentence, cue: Cue, quoted: Sequence[Quotation]) -> Field:
    """What a cue may look at: its quotation where it stands in one, else its sentence."""
    tokens = sentence.tokens
    start = tokens[cue.first].start
    holder = quotes.around(quoted, start)
    if holder is None:
        ended = [quotation.end for quotation in quoted if sentence.start < quotation.end <= start]
        unquoted = sum(token.start < ended[-1] for token in tokens) if ended else 0
        return Field(tokens, 0, len(tokens), unquoted)
    floor = next(index for index, token in enumerate(tokens) if token.start >= holder.start)
    floor += 1 if tokens[floor].start == holder.start else 0
    inside = [index for index, token in enumerate(tokens) if token.end <= holder.end - (1 if holder.closed else 0)]
    return Field(tokens, floor, inside[-1] + 1 if inside else len(tokens))


def _walls(sentence: Sentence, framings: Sequence[Framing]) -> tuple[int, ...]:
    """Token indices at which another clause of speaking begins: "…; the army said", "…, but residents said", "…, adding that"."""
    return tuple(wall for framing in framings if (wall := _wall(sentence, framing)) is not None)


def _wall(sentence: Sentence, framing: Framing) -> int | None:
    speaker, index = framing.speaker, framing.cue.first
    if speaker is not None and speaker.first > framing.cue.first:
        return None
    if speaker is not None:
        index = speaker.first
    first = index
    while index and sentence.tokens[index - 1].lower in {"and", "but", "while", "whereas", "though", "although", "meanwhile"}:
        index -= 1
    mark = sentence.tokens[index - 1].lower if index else ""
    joined = index < first or framing.cue.participle
    return index if mark == ";" or (joined and (mark == "," or speaker is None)) else None


def _clipped(framing: Framing, tokens: Sequence[Token], walls: Sequence[int]) -> Framing:
    """Keep what is said on the cue's own side of other speakers' clauses."""
    verb = framing.cue.verb
    parts = []
    for part in framing.contents:
        last = min((wall for wall in walls if wall > max(verb, part.first)), default=part.last)
        first = max((wall for wall in walls if wall <= framing.cue.first and part.last <= framing.cue.first), default=part.first)
        clean = tidied(tokens, max(part.first, first), min(part.last, last))
        if clean is not None:
            parts.append(clean)
    return replace(framing, contents=tuple(parts) or framing.contents)


def _saying(report: Report, sentence: Sentence, index: int, framing: Framing, depth: int) -> Saying:
    tokens, cue = sentence.tokens, framing.cue
    span = Span(tokens[cue.first].start, tokens[framing.cue_last - 1].end)
    content = tuple(Span(tokens[part.first].start, _end(sentence, part)) for part in framing.contents)
    source = _utterance(report, sentence, framing, span) if framing.speaker is not None else None
    relative = _relative(tokens, framing)
    return Saying(source, span, content, depth, index, relative)


def _relative(tokens: Sequence[Token], framing: Framing) -> Span | None:
    """The "who" or "which" that is the subject of a cue."""
    before = tokens[framing.cue.first - 1] if framing.cue.first else None
    if before is None or framing.speaker is None or before.lower not in word_set("forms", "relatives"):
        return None
    return Span(before.start, before.end)


def _end(sentence: Sentence, part: Stretch) -> int:
    """Where a stretch ends, with the full stop and the mark that close a quotation."""
    tokens, last = sentence.tokens, part.last
    while last < len(tokens) and tokens[last].text in {"”", '"', "''", "»"}:
        last += 1
    return tokens[last - 1].end


def _utterance(report: Report, sentence: Sentence, framing: Framing, cue: Span) -> Utterance | None:
    if framing.speaker is None:
        return None
    first, last = framing.speaker.first, framing.speaker.last
    if sentence.tokens[first].lower == "which" and first + 1 < last:
        first += 1  # "…, which the army denies": what it denies, not who speaks
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    text = report.text[start:end]
    return Utterance(
        start=start,
        end=end,
        text=text,
        name=speakers.name_in(text),
        kind=speakers.kind_of(text),
        cue=report.text[cue.start : cue.end],
        medium=speakers.medium_of(_wide_cue(report, sentence, cue), text, framing.cue.frame),
    )


def _wide_cue(report: Report, sentence: Sentence, cue: Span) -> str:
    """The cue with the few words behind it, where "in a statement" stands."""
    return report.text[cue.start : min(sentence.end, cue.end + len(" in a televised statement"))]


def _dated(saying: Saying, sentence: Sentence, times: Sequence[TimeExpression]) -> Saying:
    """Give an utterance the time that the text states for the speaking."""
    if saying.source is None or saying.cue is None:
        return saying
    return replace(saying, source=replace(saying.source, when=utterance_time(times, sentence, saying.cue)))


def _continued(found: Sequence[Saying], sentences: Sequence[Sentence], quoted: Sequence[Quotation]) -> list[Saying]:
    """Extend what is said over the rest of a quotation, over the other parts of its speech, and over quotations right behind."""
    extended = []
    for saying in found:
        holder = quotes.around(quoted, saying.cue.start) if saying.cue else None
        parts = [quotation for quotation in quoted if quotation is not holder and _begun(saying, quotation)]
        speeches = {part.speech for part in parts}
        more = [Span(q.start, q.end) for q in quoted if q.speech in speeches and q not in parts]
        more += _behind(saying, sentences, quoted) if parts else []
        whole = [_whole(span, parts) for span in saying.content]
        extended.append(replace(saying, content=_merged([*whole, *more])))
    return extended


def _begun(saying: Saying, quotation: Quotation) -> bool:
    """Tell whether a quotation begins or ends in what is said."""
    return any(span.start <= quotation.start < span.end or span.start < quotation.end <= span.end for span in saying.content)


def _whole(span: Span, parts: Sequence[Quotation]) -> Span:
    """A span, widened to the whole of the quotations in which it begins or ends."""
    start = min([span.start, *(part.start for part in parts if part.start < span.start < part.end)])
    return Span(start, max([span.end, *(part.end for part in parts if part.start < span.end < part.end)]))


def _behind(saying: Saying, sentences: Sequence[Sentence], quoted: Sequence[Quotation]) -> list[Span]:
    """The quotations behind a quotation, as long as nothing else is said: in its paragraph, and paragraphs that are nothing but quoted."""
    found = []
    for following in range(saying.sentence + 1, len(sentences)):
        sentence = sentences[following]
        holder = quotes.around(quoted, sentence.start)
        if holder is None or holder.end < sentence.end - 1:
            break
        if sentence.paragraph != sentences[saying.sentence].paragraph and not _all_quoted(sentence.paragraph, sentences, following, quoted):
            break
        found.append(Span(holder.start, holder.end))
    return found


def _all_quoted(paragraph: int, sentences: Sequence[Sentence], first: int, quoted: Sequence[Quotation]) -> bool:
    """Tell whether a paragraph, from a sentence on, is one quotation."""
    last = first
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == paragraph:
        last += 1
    holder = quotes.around(quoted, sentences[first].start)
    return holder is not None and holder.end >= sentences[last].end - 1


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _lasting(found: Sequence[Saying], posts: Sequence[Post], sentences: Sequence[Sentence], quoted: Sequence[Quotation]) -> list[Saying]:
    """Let a source that a post or a quotation names stand behind the rest of it, until that names another."""
    busy = {saying.sentence for saying in found if saying.cue is not None}
    lasting = []
    for saying in found:
        limit = _frame_end(saying, posts, quoted)
        span = saying.content[-1]
        following = saying.sentence + 1
        while limit and following < len(sentences) and sentences[following].end <= limit and following not in busy:
            span = Span(sentences[following].start, sentences[following].end)
            saying = replace(saying, content=_merged([*saying.content, span]))  # noqa: PLW2901  the saying grows
            following += 1
        lasting.append(saying)
    return lasting


def _frame_end(saying: Saying, posts: Sequence[Post], quoted: Sequence[Quotation]) -> int:
    """The end of the post or quotation that a cue stands in; 0 where it stands in neither."""
    if saying.cue is None or saying.source is None:
        return 0
    post = next((post for post in posts if post.start <= saying.cue.start < post.end), None)
    holder = quotes.around(quoted, saying.cue.start)
    return post.end if post is not None else holder.end if holder is not None else 0
