"""A picture in answer to the person who asks for their own, where it could not be posted or is not found again."""

from functools import partial

import discord

from bot.delivery.courier import read_picture, with_picture
from bot.delivery.discord_io import Outgoing, Refusal
from bot.delivery.encoding import Ladder
from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import persist
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.job import Job
from bot.ui.buttons import picture_buttons
from bot.ui.cards import no_file_note, picture_card


class Showing:
    """Answers interactions with pictures. One that could not be delivered is so by that."""

    def __init__(self, deliveries: Deliveries, folders: Folders, patience: Patience = USUAL) -> None:
        self._deliveries = deliveries
        self._folders = folders
        self._patience = patience

    async def answer(self, interaction: discord.Interaction, job: Job, *, public: bool) -> None:
        """Answer with the best file of the job's picture that this interaction may carry."""
        await interaction.response.defer(ephemeral=not public, thinking=True)  # encoding may take longer than 3 seconds
        message = Outgoing(picture_card(job, source=None), picture_buttons(job.id))
        shown = await self._fill(interaction, job, message)
        await self._deliveries.note_shown(job.id, shown.id)

    async def _fill(self, interaction: discord.Interaction, job: Job, message: Outgoing) -> discord.Message:
        original = await read_picture(self._folders, job)
        ladder, limit = Ladder(original or b""), interaction.filesize_limit
        while original is not None and (file := await ladder.within(limit)) is not None:
            try:
                return await self._edit(interaction, with_picture(message, job, file))
            except discord.HTTPException as error:
                if not Refusal(error.status, error.code).too_large:
                    raise
            limit = len(file.data) - 1
        bare = Outgoing(no_file_note(message.embed, job, gone=original is None), message.view)
        return await self._edit(interaction, bare)

    async def _edit(self, interaction: discord.Interaction, message: Outgoing) -> discord.Message:
        """Fill the answer, which may be repeated: it is an edit."""
        return await persist(
            partial(_fill_answer, interaction, message),
            pause=self._patience.pause,
            longest_pause=self._patience.longest_pause,
            patience=self._patience.request,
        )


async def _fill_answer(interaction: discord.Interaction, message: Outgoing) -> discord.Message:
    files = [message.upload.file()] if message.upload else []
    return await interaction.edit_original_response(embed=message.embed, view=message.view, attachments=files)
