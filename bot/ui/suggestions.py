"""Buttons that order what a style knows in place of what it does not. They work after a restart: their ids say all.

A press dispatches the event `word_button` or `prompt_button`.
"""

import re
from collections.abc import Iterable
from typing import Any, Self

import discord

from bot.jobs.job import Job
from bot.ui.fitting import CUSTOM_ID, LABEL, cut, units
from generator.wire.protocol import Style
from generator.wire.visible import visible
from generator.wire.vocabulary import near_words
from words.sentence import text

Button = discord.ui.DynamicItem[discord.ui.Button[Any]]

_UNKNOWN = 30  # units of an unknown word that a button shows
_ROW = 5  # buttons


class WordButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"(?s:easel:word:(?P<job_id>[0-9a-f]{16}):(?P<start>\d{1,4})-(?P<end>\d{1,4}):(?P<word>.+))",
):
    """Orders a job's picture with another word in place of the one at `start` to `end` in its prompt."""

    def __init__(self, job_id: str, start: int, end: int, word: str, unknown: str = "") -> None:
        label = cut(text("button-with-word", word=word, unknown=cut(unknown, _UNKNOWN)), LABEL)
        button = discord.ui.Button[Any](label=label, custom_id=f"easel:word:{job_id}:{start}-{end}:{word}")
        super().__init__(button, row=1)
        self.job_id = job_id
        self.start = start
        self.end = end
        self.word = word

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the pressed button from its id."""
        return cls(match["job_id"], int(match["start"]), int(match["end"]), match["word"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Dispatch `word_button`, for which a cog listens."""
        interaction.client.dispatch("word_button", interaction, self.job_id, self.start, self.end, self.word)


class PromptButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?s:easel:prompt:(?P<typed>.+))"):
    """Orders a prompt with its flags, as if somebody had typed it."""

    def __init__(self, typed: str, label: str = "") -> None:
        super().__init__(discord.ui.Button[Any](label=cut(label or typed, LABEL), custom_id=f"easel:prompt:{typed}"))
        self.typed = typed

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the pressed button from its id."""
        return cls(match["typed"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Dispatch `prompt_button`, for which a cog listens."""
        interaction.client.dispatch("prompt_button", interaction, self.typed)


def word_buttons(job: Job, style: Style | None) -> list[WordButton]:
    """Return up to five buttons that order the job's picture with a known word in place of an unknown one."""
    buttons = []
    for unknown, known in near_words(style, job.params) if style and not job.deleted else ():
        start = job.params.prompt.index(unknown)
        buttons.append(WordButton(job.id, start, start + len(unknown), known, unknown))
    return [each for each in buttons if _fits(each)]


def prompt_buttons(prompts: Iterable[str], flags: str) -> discord.ui.View:
    """Return buttons that order the first five of these prompts that fit one, each with the same flags.

    Needs a running event loop.
    """
    view = discord.ui.View(timeout=None)
    for prompt in filter(None, map(visible, prompts)):
        button = PromptButton(f"{prompt} {flags}".strip(), prompt)
        if _fits(button) and len(view.children) < _ROW:
            view.add_item(button)
    return view


def _fits(button: Button) -> bool:
    return units(button.custom_id) <= CUSTOM_ID
