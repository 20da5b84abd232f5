"""The limit on edits of old messages: 30046 of developers/topics/opcodes-and-status-codes#json."""

from aiohttp import web

from playground.config import Config
from playground.guild.ids import created_at
from playground.guild.messages import Message
from playground.rest.buckets import Buckets

TOO_MANY_OLD_EDITS = (30046, "Maximum number of edits to messages older than 1 hour reached. Try again later.")


class OldEdits:
    """Counts edits of old messages by channel."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._buckets = Buckets(config.now)

    def wait(self, message: Message) -> float:
        """Count an edit, and return how many seconds it must wait, 0 if it may pass."""
        if self._config.now() - created_at(message.id) <= self._config.old_message:
            return 0.0
        return self._buckets.take((message.channel_id,), self._config.old_edits).retry_after


OLD_EDITS = web.AppKey("old_edits", OldEdits)
