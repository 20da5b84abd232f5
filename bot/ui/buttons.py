"""Buttons that carry a job's id, and so work after a restart. A press dispatches the event `job_button`."""

import re
from enum import StrEnum
from typing import Any, Self

import discord

from bot.jobs.job import Job, Outcome
from bot.ui.fitting import LABEL, cut
from bot.ui.suggestions import Button, word_buttons
from generator.wire.protocol import Style
from words.sentence import text

REPAINT = "🔁"


class Action(StrEnum):
    """What a button asks for."""

    CANCEL = "cancel"
    SAME_SEED = "same"
    NEW_SEED = "new"
    DELETE = "delete"
    SMALLER = "smaller"


_FACES = {
    Action.CANCEL: ("button-cancel", None, discord.ButtonStyle.secondary),
    Action.SAME_SEED: ("button-same-seed", REPAINT, discord.ButtonStyle.secondary),
    Action.NEW_SEED: ("button-new-seed", "🎲", discord.ButtonStyle.secondary),
    Action.SMALLER: ("button-smaller", None, discord.ButtonStyle.primary),
    Action.DELETE: ("button-delete", "🗑️", discord.ButtonStyle.secondary),
}


def custom_id(action: Action, job_id: str) -> str:
    """Return the id that Discord sends back when a button is pressed: https://docs.discord.com/developers/components/reference"""
    return f"easel:{action}:{job_id}"


class JobButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=rf"easel:(?P<action>{'|'.join(Action)}):(?P<job_id>[0-9a-f]{{16}})",
):
    """A button on a message about a job. Anybody can read its id, so every press is checked."""

    def __init__(self, action: Action, job_id: str, label: str | None = None) -> None:
        face, emoji, style = _FACES[action]
        button = discord.ui.Button[Any](
            label=cut(label or text(face), LABEL), emoji=emoji, style=style, custom_id=custom_id(action, job_id)
        )
        super().__init__(button)
        self.action = action
        self.job_id = job_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the pressed button from its id."""
        return cls(Action(match["action"]), match["job_id"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Dispatch `job_button`, for which a cog listens."""
        interaction.client.dispatch("job_button", interaction, self.action, self.job_id)


def view_of(*buttons: Button) -> discord.ui.View:
    """Return a view that never expires. Needs a running event loop."""
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return view


def receipt_buttons(job: Job, style: Style | None) -> discord.ui.View:
    """Return the buttons of a receipt, with known words for unknown ones; a repaint's offers another picture."""
    actions = (Action.CANCEL, Action.NEW_SEED) if job.source_job else (Action.CANCEL,)
    return view_of(*(JobButton(action, job.id) for action in actions), *word_buttons(job, style))


def closed_receipt_buttons(job: Job, style: Style | None) -> discord.ui.View:
    """Return the buttons that stay when the job is over: a painted picture may want other words."""
    return view_of(*(word_buttons(job, style) if job.outcome is Outcome.PICTURE else ()))


def picture_buttons(job_id: str) -> discord.ui.View:
    """Return the buttons of a result."""
    return view_of(*(JobButton(action, job_id) for action in (Action.SAME_SEED, Action.NEW_SEED, Action.DELETE)))


def failure_buttons(job: Job) -> discord.ui.View:
    """Return the buttons of a failure; where memory was short, the first offers a size that may fit."""
    again = JobButton(Action.SAME_SEED, job.id, label=text("button-try-again"))
    size = job.params.size.smaller() if job.failure_kind == "out_of_memory" else None
    if size is None:
        return view_of(again)
    return view_of(JobButton(Action.SMALLER, job.id, label=text("button-paint-at", size=str(size))), again)
