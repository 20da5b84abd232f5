"""The people: they ask, press Cancel now and then, and see what comes."""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress

from playground import World
from playground.errors import InvalidAction
from playground.guild.changes import BotChanged, Change, CommandsChanged, Created, Edited
from playground.guild.interactions import Answered, Interaction, Unanswered
from playground.guild.messages import Message
from tests.chaos.plan import CHANNELS, PEOPLE, Wish

_JOB = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
_WISH = re.compile(r"wish(\d{6})")
_AGAIN = 0.2  # seconds until a person who was refused asks again


class Crowd:
    """At most `most` people wait at a time, each for one picture. Without a receipt after 3 s they ask again."""

    def __init__(self, world: World, wishes: Sequence[Wish], most: int, may_ask: Callable[[], bool]) -> None:
        self._world = world
        self._wishes = wishes
        self._todo = list(reversed(wishes))
        self._most = most
        self._may_ask = may_ask
        self._channels = [world.channel, *(world.add_channel(f"paintings-{n}") for n in range(2, CHANNELS + 1))]
        self._people = [*world.people, *(world.add_person(f"Person{n}") for n in range(4, PEOPLE + 1))]
        self._asking: dict[str, Wish] = {}  # by interaction
        self._cancelling: dict[str, str] = {}  # by interaction: the job
        self._receipts: defaultdict[str, list[Message]] = defaultdict(list)  # by job
        self._receipt_of: dict[str, str] = {}  # by message: the job
        self._jobs: defaultdict[int, list[str]] = defaultdict(list)  # by wish: its jobs with a receipt
        self.wish_of: dict[str, Wish] = {}  # by job
        self.posts: defaultdict[str, list[Message]] = defaultdict(list)  # the posted ends, by job
        self.cancelled: set[str] = set()  # the jobs whose receipt says that they are cancelled
        self.refused: Counter[str] = Counter()
        self.ended: set[int] = set()  # wishes
        self._resuming: str | None = None  # an interaction
        self.tokens: set[str] = set()
        self.changed = asyncio.Event()
        world.changes.listen(self._hear)

    @property
    def acknowledged(self) -> set[str]:
        """Return the jobs of which somebody has seen a receipt."""
        return set(self._receipts)

    @property
    def waiting(self) -> list[str]:
        """Return the jobs with a receipt whose wish has not ended."""
        return [job for number, jobs in self._jobs.items() if number not in self.ended for job in jobs]

    def ask(self) -> None:
        """Let everybody ask who is free to."""
        asking = {wish.number for wish in self._asking.values()}
        free = self._most - len(asking | {number for number in self._jobs if number not in self.ended})
        while free > 0 and self._todo and self._may_ask():
            wish = self._todo.pop()
            if wish.number in self._jobs:
                continue
            options = {"prompt": wish.prompt, "seed": wish.seed, "steps": wish.steps}
            try:
                ask = self._people[wish.person].use("imagine", options, self._channels[wish.channel])
            except InvalidAction:  # the bot has not registered it yet
                self._todo.append(wish)
                return
            self._asking[ask.interaction.id] = wish
            self.tokens.add(ask.interaction.token)
            free -= 1

    def give_up(self, job: str) -> None:
        """Stop waiting for a job."""
        self.ended.add(self.wish_of[job].number)
        self.changed.set()

    def go_on(self) -> None:
        """Let the bot's owner resume the queue, which the painter's failures may have halted."""
        with suppress(InvalidAction):
            ask = self._people[0].use("resume", {})
            self._resuming = ask.interaction.id
            self.tokens.add(ask.interaction.token)

    def _hear(self, change: Change) -> None:
        match change:
            case Answered(interaction):
                self._answered(interaction)
            case Unanswered(interaction):
                self._unanswered(interaction)
            case Created(message) if message.author_id == self._world.bot.id and message.ephemeral_to is None:
                self._created(message)
            case Edited(message) if message.id in self._receipt_of:
                self._edited(message)
            case BotChanged() | CommandsChanged():
                self.changed.set()

    def _answered(self, interaction: Interaction) -> None:
        self._cancelling.pop(interaction.id, None)
        if interaction.id == self._resuming and "running again" in _text(interaction):
            self.refused["a halted queue, which its owner let go on"] += 1
        wish = self._asking.pop(interaction.id, None)
        if wish is not None and wish.number not in self._jobs:
            self.refused[_text(interaction)] += 1
            self._ask_again(wish)

    def _unanswered(self, interaction: Interaction) -> None:
        wish = self._asking.pop(interaction.id, None)
        if wish is not None and wish.number not in self._jobs:
            self.refused["no answer within 3 seconds"] += 1
            self._ask_again(wish)
        elif job := self._cancelling.pop(interaction.id, None):
            self._cancel(job)

    def _ask_again(self, wish: Wish) -> None:
        def again() -> None:
            self._todo.append(wish)
            self.changed.set()

        asyncio.get_running_loop().call_later(_AGAIN, again)

    def _created(self, message: Message) -> None:
        job, number = _job_of(message), _number_of(message)
        if number is None:
            return
        if message.pings and job:
            self.posts[job].append(message)
            self._end(job)
        elif job:
            self._receipt(job, number, message)
        elif self._wishes[number].cancel == "painting":
            for each in self._jobs[number]:
                self._cancel(each)

    def _receipt(self, job: str, number: int, message: Message) -> None:
        self._receipts[job].append(message)
        self._receipt_of[message.id] = job
        wish = self.wish_of[job] = self._wishes[number]
        if job not in self._jobs[number]:
            self._jobs[number].append(job)
            if wish.cancel == "asked":
                self._cancel(job)
        if self.posts.get(job):
            self._end(job)

    def _edited(self, message: Message) -> None:
        job = self._receipt_of[message.id]
        if not any(message.components()) and "Cancelled" in message.text:
            self.cancelled.add(job)
            self._end(job)

    def _cancel(self, job: str) -> None:
        """Press a receipt's button, if it still has one."""
        person = self._people[self.wish_of[job].person]
        for receipt in self._receipts[job]:
            try:
                ask = person.click(receipt, f"easel:cancel:{job}")
            except InvalidAction:
                continue
            self._cancelling[ask.interaction.id] = job
            self.tokens.add(ask.interaction.token)
            return

    def _end(self, job: str) -> None:
        if wish := self.wish_of.get(job):
            self.ended.add(wish.number)
            self.changed.set()


def _text(interaction: Interaction) -> str:
    """Return the text of an interaction's answer."""
    return interaction.channel.get(interaction.message_id).text if interaction.message_id else "no message"


def _number_of(message: Message) -> int | None:
    found = _WISH.search(message.text)
    return int(found[1]) if found else None


def _job_of(message: Message) -> str | None:
    """Return the job that a message's buttons or files name."""
    names = [str(each.get("custom_id", "")) for each in message.components()]
    names += [str(each["filename"]) for each in message.files]
    return next((found[0] for name in names if (found := _JOB.search(name))), None)
