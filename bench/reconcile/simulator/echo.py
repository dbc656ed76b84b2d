"""What becomes of a claim once it is out: others repeat it, the other side denies it, its author takes it back."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from simulator.agenda import Agenda
from simulator.chance import about, happens, poisson
from simulator.press import NEUTRAL, Press
from simulator.records import DAY, HOUR, Land, Minutes, Post, Published, Source, Toll
from simulator.scenario import Scenario
from simulator.war import War
from simulator.whens import interval, waking

# How much each kind of claim is repeated; 1 for a capture. What is not here is news to nobody.
NEWS: Mapping[str, float] = {
    "captured": 1.0, "recaptured": 1.0, "surrendered": 1.0, "withdrew": 0.7, "lost": 0.7, "contested": 0.4, "repelled": 0.4,
    "besieged": 0.3, "advancing": 0.2, "clash": 0.15, "airstrike": 0.15, "shelling": 0.1, "holds": 0.05,
}  # fmt: skip
# Share of repetitions that say whom they repeat.
NAMES_ITS_SOURCE: Mapping[str, float] = {"agency": 0.95, "paper": 0.85, "sided paper": 0.7, "relay": 0.5, "account": 0.3, "nobody": 0.1}
FARTHEST = 3  # steps from the first speaker
WANES = 0.6  # how much less each step is repeated than the one before
UNWELCOME = 0.7  # share of what hurts its side that a repeater passes over
CAREFUL = frozenset({"agency", "paper"})
IDLE_TALK = frozenset({"account", "nobody", "relay"})
HEEDED = 0.1  # share of idle talk that careful repeaters take up
SHORTENED = 0.3  # share of declared chains that lose their beginning
SURER: Mapping[str, str] = {"rumour": "probable", "possible": "probable", "probable": "certain", "certain": "certain"}
HARDENED = 0.25  # share of repetitions that are surer than what they repeat
REDATED = 0.25  # share that speak of today, whenever it was
ROUNDED = 0.05  # share that keep only the province
GARBLED = 0.04  # fighting that has become a capture on the way
RECOUNTED = 0.3  # numbers that have changed on the way
DENIED_FALSE, DENIED_TRUE = 0.55, 0.12  # captures that the other side denies
QUIET = DAY  # it does not deny the same capture twice within this time
CORRECTED = 0.35  # wrong reports that neutral voices notice themselves
CLAIMS_CONTROL = frozenset({"captured", "recaptured"})


@dataclass(frozen=True, slots=True)
class Stage:
    """What the echo knows of."""

    land: Land
    war: War
    press: Press
    scenario: Scenario
    agenda: Agenda


class Lately:
    """What has been met within a span of time; it forgets by halves, so that it never holds more than twice the span."""

    def __init__(self, span: Minutes) -> None:
        """Begin with nothing met."""
        self._span, self._since = span, 0
        self._now: set[Hashable] = set()
        self._before: set[Hashable] = set()

    def new(self, thing: Hashable, at: Minutes) -> bool:
        """Tell whether a thing has not been met lately, and remember it."""
        if at - self._since >= self._span:
            self._before = self._now if at - self._since < 2 * self._span else set()
            self._now, self._since = set(), at
        known = thing in self._now or thing in self._before
        self._now.add(thing)
        return not known


class Echo:
    """Publishes, and lets others react."""

    def __init__(self, stage: Stage, random: Random) -> None:
        """Begin with nothing said."""
        self._stage, self._random = stage, random
        self._number = count(1)
        self._denied: dict[tuple[int, int], Minutes] = {}
        self._stories = Lately(DAY)

    def publish(self, post: Post, now: Minutes) -> None:
        """Put a post out, and plan what follows from it."""
        published = Published(f"m{next(self._number):08}", now, post)
        self._stage.agenda.publish(published)
        self._repeated(published)
        if not post.denies and post.kind in CLAIMS_CONTROL:
            self._contradicted(published)
        if not post.honest and post.depth == 0 and post.source.role in NEUTRAL and happens(self._random, CORRECTED):
            self._stage.agenda.plan(now + about(self._random, 12 * HOUR), lambda later: self._correct(published, later))

    def later(self, at: Minutes, post: Post) -> None:
        """Plan a post."""
        self._stage.agenda.plan(at, lambda now: self.publish(post, now))

    # repetition

    def _repeated(self, published: Published) -> None:
        post = published.post
        if post.depth >= FARTHEST or post.refers is not None:
            return
        heard = self._stage.scenario.copying * NEWS.get(post.kind, 0.0) * post.source.reach**0.5 * WANES**post.depth
        for _ in range(poisson(self._random, heard)):
            self._repeat(self._stage.press.repeater(self._stage.land.districts[post.place].province), published)

    def _repeat(self, teller: Source, published: Published) -> None:
        post = published.post
        if teller.id == post.source.id or teller.id in post.chain:
            return
        # Nobody tells one story twice a day, and who has let it pass once does not take it up from the next.
        if not self._stories.new((teller.id, post.place, post.kind, post.party), published.at):
            return
        if teller.role in CAREFUL and post.source.role in IDLE_TALK and not happens(self._random, HEEDED):
            return
        if teller.lean is not None and teller.lean == post.against and happens(self._random, UNWELCOME):
            return
        at = waking(teller, published.at + about(self._random, teller.delay), self._random)
        told = self._mutated(replace(post, source=teller, depth=post.depth + 1, chain=self._chain(teller, post)), at)
        self.later(at, told)

    def _chain(self, teller: Source, post: Post) -> tuple[str, ...]:
        if not happens(self._random, NAMES_ITS_SOURCE[teller.role]):
            return ()
        return (post.source.id,) if happens(self._random, SHORTENED) else (*post.chain, post.source.id)

    def _mutated(self, post: Post, at: Minutes) -> Post:
        draw = self._random.random
        if draw() < HARDENED:
            post = replace(post, certainty=SURER[post.certainty])
        if draw() < REDATED:
            start, end, precision = interval("day", at, at)
            post = replace(post, start=start, end=end, precision=precision, honest=post.honest and start <= post.about < end)
        if draw() < ROUNDED:
            post = replace(post, vague=True)
        if post.kind == "contested" and draw() < GARBLED:
            post = replace(post, kind="captured", honest=False)
        if post.tolls and draw() < RECOUNTED:
            post = replace(post, tolls=tuple(self._recounted(toll) for toll in post.tolls))
        return post

    def _recounted(self, toll: Toll) -> Toll:
        """Number that has changed on the way: a bound lost or won, rounded up, injured counted as killed."""
        number = toll.low or toll.high or 1
        match self._random.randrange(4):
            case 0:
                return Toll(toll.what, number + 1, None, f"more than {number}")
            case 1:
                return Toll(toll.what, number, number, f"{number}")
            case 2 if toll.what == "killed_or_injured":
                return Toll("killed", toll.low, toll.high, toll.text)
            case _:
                rounded = -(-number // 10) * 10
                return Toll(toll.what, rounded, rounded, f"{rounded}")

    # denial

    def _contradicted(self, published: Published) -> None:
        """The side that is said to have lost a district may deny it, true or not."""
        post = published.post
        standing = self._stage.war.now(post.place)
        true = standing.nominal == post.party
        loser = post.against if true else standing.nominal
        if loser is None or loser == post.party or published.at - self._denied.get((post.place, loser), -QUIET) < QUIET:
            return
        if not happens(self._random, DENIED_TRUE * self._stage.scenario.zeal if true else DENIED_FALSE):
            return
        self._denied[post.place, loser] = published.at
        speaker = self._random.choice(self._stage.press.organs[loser])
        self._plan_denial(speaker, published, honest=not true)

    def _plan_denial(self, speaker: Source, published: Published, *, honest: bool) -> None:
        denial = self._denial(replace(published.post, source=speaker), published, honest=honest)
        at = published.at + about(self._random, speaker.delay)
        self.later(at, replace(denial, depth=0))

    def _denial(self, post: Post, of: Published, *, honest: bool) -> Post:
        bare = happens(self._random, 0.5)
        return replace(post, denies=True, bare=bare, refers=of.id, honest=honest, certainty="certain", chain=(), tolls=())

    # correction

    def _correct(self, published: Published, now: Minutes) -> None:
        """Take a report back, or say what is the case instead."""
        post = published.post
        if happens(self._random, 0.5):
            self.publish(self._denial(post, published, honest=True), now)
            return
        self.publish(self._instead(post, published.id, now), now)

    def _instead(self, post: Post, wrong: str, now: Minutes) -> Post:
        """Say what is the case now."""
        standing = self._stage.war.now(post.place)
        fought = standing.state == "contested"
        start, end, precision = interval("day", now, now)
        return Post(
            source=post.source,
            kind="contested" if fought else "holds",
            party=standing.attacker if fought else standing.holder,
            against=standing.nominal if fought else None,
            place=post.place,
            start=start,
            end=end,
            precision=precision,
            about=now,
            honest=True,
            certainty="certain",
            refers=wrong,
        )
