"""Discord as seen through `DiscordIO`: a channel that remembers, and fails as told."""

import itertools

import discord

from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable

UNKNOWN_MESSAGE = Refusal(404, 10008)
CARD = discord.Embed(title="a card")
FORBIDDEN = Refusal(403, 50013)


class FakeLetters:
    """Keeps what is said: `owner`, and by person `people`."""

    def __init__(self):
        self.owner = []
        self.people = {}

    def to_owner(self, why):
        self.owner.append(str(why))

    def write(self, user_id, why):
        self.people.setdefault(user_id, []).append(str(why))


class FakeIO:
    """Posts once for a nonce, as Discord does. `troubles[operation]` holds what happens to its next calls:

    an exception is raised before the call has any effect, "lost" after it, and a Refusal is returned.
    """

    def __init__(self):
        self._ids = itertools.count(discord.utils.time_snowflake(discord.utils.utcnow()))
        self.messages = {}
        self.nonces = {}
        self.edits = []
        self.reactions = []
        self.deleted = []
        self.closed = []
        self.lanes = []  # of edits and closed cards
        self.answers = []
        self.calls = []
        self.troubles = {}
        self.limit = None
        self.meanwhile = None  # what somebody does each time a message is being sent

    def fail(self, operation, *troubles):
        self.troubles.setdefault(operation, []).extend(troubles)

    def forget_nonces(self):
        self.nonces.clear()

    def upload_limit(self, guild_id):
        return self.limit

    async def send(self, channel_id, message, nonce, lane=None):
        if self.meanwhile is not None:
            await self.meanwhile()
        return self._do("send", lambda: self._post(message, nonce))

    async def edit(self, channel_id, message_id, embed, upload=None, lane=None):
        self.lanes.append(lane)
        return self._do("edit", lambda: self.edits.append((message_id, embed, upload)))

    async def close_card(self, channel_id, message_id, embed, lane=None, view=None):
        self.lanes.append(lane)
        return self._do("close_card", lambda: self.closed.append((message_id, embed)))

    async def edit_answer(self, interaction, embed):
        return self._do("edit_answer", lambda: self.answers.append((interaction, embed)))

    async def landed(self, nonce):
        """Nothing is on its way here."""

    def reopen(self, channel_id):
        self.calls.append("reopen")

    async def delete(self, channel_id, message_id):
        return self._do("delete", lambda: self.deleted.append(message_id))

    async def react(self, channel_id, message_id, emoji):
        return self._do("react", lambda: self.reactions.append((message_id, emoji)))

    async def find_own(self, channel_id, after, custom_id):
        return self._do("find_own", lambda: self._find(after, custom_id))

    def posts(self, job_id):
        """The messages that were posted as the end of this job."""
        return [message for message in self.messages.values() if f"easel:same:{job_id}" in _ids(message)]

    def _do(self, operation, effect):
        self.calls.append(operation)
        trouble = next(iter(self.troubles.get(operation, [])), None)
        if trouble is not None:
            self.troubles[operation].pop(0)
        if isinstance(trouble, Refusal):
            return trouble
        if isinstance(trouble, Exception):
            raise trouble
        result = effect()
        if trouble == "lost":
            raise DiscordUnreachable("the answer was lost")
        return result

    def _post(self, message, nonce):
        assert len(nonce) <= 25
        if nonce not in self.nonces:
            self.nonces[nonce] = next(self._ids)
            self.messages[self.nonces[nonce]] = message
        return self.nonces[nonce]

    def _find(self, after, custom_id):
        found = (key for key, message in self.messages.items() if key > after and custom_id in _ids(message))
        return next(found, None)


def _ids(message):
    return [item.custom_id for item in message.view.children] if message.view else []
