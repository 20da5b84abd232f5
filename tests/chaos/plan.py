"""What happens in a run, drawn from the seed: who asks for what, who is killed where, what goes wrong when.

The order in which processes reach their points depends on the machine. What is drawn for the nth kill, or the nth
request of a kind, does not.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playground.guild.permissions import Permission
from tests.chaos.painter import NO_ROOM_AT_FIRST, WILL_NOT

ANY_MOMENT = "any moment"
CHANNELS, PEOPLE = 50, 120
JOBS_PER_OUTAGE, JOBS_PER_DROP, JOBS_PER_INVALID_SESSION = 60, 20, 90
JOBS_PER_LOST_ACCESS, JOBS_PER_BLOCK, JOBS_PER_TOKEN = 32, 48, 64
OUTAGES = (600.0, 30.0, 120.0)  # seconds, before they are shortened


@dataclass(frozen=True)
class Wish:
    """What one person wants in one channel.

    `cancel` is when they change their mind: never, asked (at the receipt) or painting.
    """

    number: int
    person: int
    channel: int
    prompt: str
    seed: int
    steps: int
    cancel: str


@dataclass(frozen=True)
class Kill:
    """A kill when one process passes a point for the `passing`th time; at any moment, after `delay` seconds."""

    point: str
    passing: int
    delay: float


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with one request. `seconds` is not shortened yet."""

    kind: str
    seconds: float = 0.0
    status: int = 0


@dataclass(frozen=True)
class Outage:
    """An outage: its length in seconds, not shortened yet, and whether the gateway is out too.

    It begins with the post of an end. `done` tells whether the post takes effect; it is never answered.
    """

    seconds: float
    gateway: bool
    done: bool


@dataclass(frozen=True)
class Block:
    """Everything is answered by what is on the way to Discord, or by something at its door that looks at no request.

    `answer` is an HTTP status, or 40333, a code of Discord's own. `seconds` are not shortened yet. It begins with the
    post of an end, which takes effect if it is `done`: a proxy may lose patience with a request that it passed on.
    """

    answer: int
    seconds: float
    done: bool


@dataclass(frozen=True)
class Shut:
    """The bot lacks a permission in the channel of an end that it posts, for some seconds, not shortened yet."""

    permission: Permission
    seconds: float


# Of 10,000 requests; 200 of these are lost or late.
_TROUBLES: Sequence[tuple[int, str, tuple[float, float], tuple[int, ...]]] = (
    (45, "applied, and reset", (0, 0), ()),
    (35, "applied, and answered with an error", (0, 30), (502, 504)),
    (40, "reset", (0, 0), ()),
    (20, "reset, and applied later", (1, 60), ()),
    (40, "applied, and answered later", (5, 300), ()),
    (20, "applied and answered later", (5, 60), ()),
    (80, "error", (0, 0), (500, 502, 503, 504)),
    (30, "shared limit", (1, 30), ()),
    (4, "user limit", (1, 10), ()),
    (2, "global limit", (1, 10), ()),
    (20, "answered on the way", (0, 0), (403, 40333, 408, 400)),
)


class Plan:
    """The plan of a run of `jobs` wishes."""

    def __init__(self, seed: int, jobs: int, *, toy: bool = False) -> None:
        """Draw the wishes; with `toy`, for what the toy painter knows."""
        self._seed = seed
        self._toy = toy
        self.wishes = [self._wish(number) for number in range(jobs)]

    def incidents(self, ended: int) -> Iterator[str]:
        """Yield what happens to the connection when this many jobs have ended."""
        for each, what in (
            (JOBS_PER_OUTAGE, "outage"),
            (JOBS_PER_DROP, "drop"),
            (JOBS_PER_INVALID_SESSION, "invalid session"),
            (JOBS_PER_LOST_ACCESS, "lost access"),
            (JOBS_PER_BLOCK, "block"),
            (JOBS_PER_TOKEN, "reset token"),
        ):
            if ended % each == each // 4:
                yield what

    def outage(self, number: int) -> Outage:
        """Return the nth outage."""
        rng = self._random("outage", number)
        return Outage(OUTAGES[number % len(OUTAGES)], rng.random() < 0.6, rng.random() < 0.7)

    def block(self, number: int) -> Block:
        """Return the nth block."""
        rng = self._random("block", number)
        answer = (403, 40333, 408, 400)[number % 4]
        return Block(answer, rng.uniform(10, 120), answer == 408 and rng.random() < 0.5)

    def shut(self, number: int) -> Shut:
        """Return the nth loss of access."""
        rng = self._random("shut", number)
        permissions = (Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES)
        return Shut(permissions[number % 3], rng.uniform(30, 600))

    def trouble(self, operation: str, number: int) -> Trouble | None:
        """Return what goes wrong with the nth request of an operation, or None."""
        rng = self._random(operation, number)
        drawn = rng.randrange(10_000)
        for share, kind, (least, most), statuses in _TROUBLES:
            if drawn < share:
                return Trouble(kind, rng.uniform(least, most), rng.choice(statuses) if statuses else 0)
            drawn -= share
        return None

    def _wish(self, number: int) -> Wish:
        rng = self._random("wish", number)
        drawn = rng.random()
        cancel = "asked" if drawn < 0.03 else "painting" if drawn < 0.06 else "never"
        if self._toy:
            scene, steps = f"a {rng.choice(('red', 'blue', 'green'))} {rng.choice(('circle', 'square'))}", 40
        else:
            scene = rng.choices((WILL_NOT, NO_ROOM_AT_FIRST, "quick"), (2, 1, 97))[0]
            steps = rng.choices((3, 6, 40, 600), (60, 34, 5, 1))[0]
        prompt = f"{scene} wish{number:06}"
        return Wish(number, rng.randrange(PEOPLE), number % CHANNELS, prompt, rng.randrange(2**32), steps, cancel)

    def _random(self, what: str, number: int) -> random.Random:
        return random.Random(f"{self._seed} {what} {number}")


class Kills:
    """When and where one kind of process may be killed: each point in turn, in a new order in each round."""

    def __init__(self, seed: int, who: str, points: Sequence[str], per_job: float) -> None:
        """Plan `per_job` kills for each job."""
        self._seed = f"{seed} {who}"
        self._points = points
        self._per_job = per_job

    def not_before(self, number: int) -> int:
        """Return how many jobs must end before the nth kill. Some kills come at once, so that starts are killed too."""
        return 0 if self._random("pace", number).random() < 0.2 else int((number + 1) / self._per_job)

    def __iter__(self) -> Iterator[Kill]:
        for round_ in itertools.count():
            deck = [*self._points, *[ANY_MOMENT] * (1 + len(self._points) // 12)]
            rng = self._random("deck", round_)
            rng.shuffle(deck)
            for point in deck:
                yield Kill(point, rng.choice((1, 1, 2)), rng.uniform(0, 1))

    def _random(self, what: str, number: int) -> random.Random:
        return random.Random(f"{self._seed} {what} {number}")
