"""The Delete button while Discord cannot be reached."""

from functools import partial
from types import SimpleNamespace
from unittest.mock import AsyncMock, Mock

import pytest

from bot.cogs.pictures import Pictures
from bot.errors import DiscordUnreachable
from bot.ui.buttons import Action
from bot.ui.receipt import message_link
from tests.bot.making import order
from words.sentence import text


def _press(message_id):
    """A press by the owner of what `order` asks for, under this message."""
    response = SimpleNamespace(defer=AsyncMock(), is_done=lambda: True)
    asker = order().asker
    return SimpleNamespace(
        client=SimpleNamespace(is_closed=lambda: False),
        type=None,
        user=SimpleNamespace(id=asker.user_id),
        guild_id=asker.guild_id,
        channel_id=asker.channel_id,
        permissions=SimpleNamespace(manage_messages=False, manage_guild=False),
        message=SimpleNamespace(id=message_id),
        response=response,
        followup=SimpleNamespace(send=AsyncMock()),
        delete_original_response=AsyncMock(),
    )


async def test_a_message_that_is_not_reached_is_told_and_deleted_later(
    io, ends, announcer, receipts, queue, deliveries, gallery, folders, painted
):
    job = await painted()
    await deliveries.note_card(job.id, 7)
    await ends.conclude(job)
    job = await queue.job(job.id)
    io.closed.clear()
    io.fail("delete", DiscordUnreachable("down"), DiscordUnreachable("down"))
    cog = Pictures(queue, gallery, deliveries, folders, receipts, Mock(), announcer, Mock(), Mock())
    press = _press(message_id=5)
    await cog.on_job_button(press, Action.DELETE, job.id)
    press.followup.send.assert_awaited_once_with(text("answer-deleted-later", link=message_link(job)), ephemeral=True)
    press.delete_original_response.assert_awaited_once()
    await ends.conclude(job)  # as the announcer does, one after the other
    assert io.deleted == [job.picture_message_id]
    assert [embed.description for _, embed in io.closed] == [text("receipt-deleted-all")]


async def _deleted_early(trouble, io, courier, ends, gallery, queue, job):
    """Delete the result while it is sent, or once it is posted; return once its message is gone."""
    if trouble == "posted":
        await ends.conclude(job)
        await gallery.forget(job.id)
        await ends.conclude(await queue.job(job.id))  # the announcer may come before the button's own answer
        return
    io.meanwhile = partial(gallery.forget, job.id)
    io.fail("send", trouble)
    await courier.deliver(job)


@pytest.mark.parametrize("trouble", ["posted", "lost", None])
async def test_the_file_goes_before_the_message_whoever_deletes_it(
    trouble, io, courier, ends, gallery, queue, folders, painted
):
    job = await painted()
    kept = folders.absolute(job.image)
    assert kept.is_file()
    there, delete = [], io.delete

    async def seen(*arguments, **named):
        there.append(kept.exists())
        return await delete(*arguments, **named)

    io.delete = seen
    await _deleted_early(trouble, io, courier, ends, gallery, queue, job)
    assert len(io.messages) == len(io.deleted) == 1
    assert there == [False]
