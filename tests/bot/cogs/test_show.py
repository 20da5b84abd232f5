"""/show with `public`: once in a while to everybody, and only what was shown counts."""

from types import SimpleNamespace

import pytest

from bot.cogs.show import Show
from bot.delivery.retrying import ServerTrouble
from bot.errors import LimitReached
from tests.bot.making import finished, order


class Showing:
    """Shows pictures, but not while Discord is in trouble."""

    trouble = True

    async def answer(self, interaction, job, *, public):
        if self.trouble:
            raise ServerTrouble(503)


async def test_what_could_not_be_shown_does_not_begin_the_wait(queue, gallery):
    await queue.enqueue(order())
    job = await queue.claim()
    await queue.finish(job, "images/x.png", finished(job))
    showing = Showing()
    cog = Show(queue, gallery, showing)
    interaction = SimpleNamespace(guild_id=job.guild_id, user=SimpleNamespace(id=job.user_id))
    with pytest.raises(ServerTrouble):
        await cog.show.callback(cog, interaction, public=True)
    showing.trouble = False
    await cog.show.callback(cog, interaction, public=True)
    with pytest.raises(LimitReached):
        await cog.show.callback(cog, interaction, public=True)
