"""/show: a result in answer to its owner, whether or not it could be posted."""

from functools import partial

import discord

from bot.delivery.attaching import send_with_result
from bot.delivery.discord_io import Outgoing
from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import persist
from bot.delivery.verdicts import Refusal
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.job import Job
from bot.ui.buttons import picture_buttons
from bot.ui.cards import picture_card


class Showing:
    """Answers interactions with results. One that could not be posted counts as delivered from then on."""

    def __init__(self, deliveries: Deliveries, folders: Folders, patience: Patience = USUAL) -> None:
        self._deliveries = deliveries
        self._folders = folders
        self._patience = patience

    async def answer(self, interaction: discord.Interaction, job: Job, *, public: bool) -> None:
        """Answer with the best version of the job's file that this interaction may carry."""
        await interaction.response.defer(ephemeral=not public, thinking=True)  # encoding may take longer than 3 seconds
        message = Outgoing(picture_card(job, source=None), picture_buttons(job.id))
        fill = partial(self._fill, interaction)
        shown = await send_with_result(self._folders, job, message, interaction.filesize_limit, fill)
        assert not isinstance(shown, Refusal)  # a message without a file is never too large
        await self._deliveries.note_shown(job.id, shown.id)

    async def _fill(self, interaction: discord.Interaction, message: Outgoing) -> discord.Message | Refusal:
        """Fill the answer. This may be repeated: it is an edit."""
        request = partial(_fill_answer, interaction, message)
        try:
            return await persist(request, self._patience, seconds=self._patience.request)
        except discord.HTTPException as error:
            refusal = Refusal(error.status, error.code)
            if not refusal.too_large:
                raise
            return refusal


async def _fill_answer(interaction: discord.Interaction, message: Outgoing) -> discord.Message:
    files = [message.upload.file()] if message.upload else []
    return await interaction.edit_original_response(embed=message.embed, view=message.view, attachments=files)
