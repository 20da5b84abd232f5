"""What the tests of the progress have in common: a job that is painted, its steps, and what is shown of them."""

import io as streams

from PIL import Image

from generator.wire.protocol import Progress
from tests.bot.making import order


def step(job, step, preview=None):
    return Progress(job_id=job.id, step=step, total=100, seconds_per_step=1, preview=preview)


def shown(io):
    return [embed.fields[0].value.split(" · ")[0] for _, embed, _ in io.edits]


def previews(io):
    return [upload for _, _, upload in io.edits if upload]


def side(upload):
    return Image.open(streams.BytesIO(upload.data)).size


async def begin(queue, announcer):
    await queue.enqueue(order())
    job = await queue.claim()
    announcer.started(job)
    return job
