"""What a person asked the bot, and the wait for its answer."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

from dataclasses import dataclass
from typing import Any

from playground.errors import InvalidAction
from playground.guild.interactions import Interaction
from playground.guild.messages import Message
from playground.guild.state import State


@dataclass(frozen=True)
class Ask:
    """An interaction as seen by the person who began it. Waiting ends with TimeoutError after `timeout` s."""

    state: State
    interaction: Interaction

    async def answered(self, timeout: float | None = None) -> Interaction:
        """Return once the bot has answered in any way."""
        limit = self.state.config.first_answer + 1 if timeout is None else timeout
        what = f"an answer to {self.interaction.name}"
        await self.state.changes.until(lambda: self.interaction.callback, limit, what)
        return self.interaction

    async def answer(self, timeout: float | None = None) -> Message:
        """Return the message that answers, once it is more than `thinking…`."""
        await self.answered(timeout)

        def look() -> Message | None:
            message_id = self.interaction.message_id
            seen = self.interaction.channel.messages_for(self.interaction.person.id)
            return next((each for each in seen if each.id == message_id and not each.thinking), None)

        limit = self.state.config.first_answer + 1 if timeout is None else timeout
        return await self.state.changes.until(look, limit, f"the message that answers {self.interaction.name}")

    async def modal(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the form that the bot opened. InvalidAction when it gave another answer."""
        interaction = await self.answered(timeout)
        if interaction.modal is None:
            raise InvalidAction(f"The bot answered {interaction.name}, but not with a form.")
        return interaction.modal
