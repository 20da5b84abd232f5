"""A job's result as an attachment: the best version of its file that Discord takes, or the reason why there is none."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bot.delivery.discord_io import Outgoing, Upload
from bot.delivery.encoding import Encoding, Ladder
from bot.delivery.verdicts import Refusal
from bot.jobs.folders import Folders
from bot.jobs.job import Job
from bot.ui.cards import file_note, no_file_note
from bot.ui.text import alt_text

T = TypeVar("T")


async def send_with_result(
    folders: Folders,
    job: Job,
    message: Outgoing,
    limit: int | None,
    send: Callable[[Outgoing], Awaitable[T | Refusal]],
) -> T | Refusal:
    """Send the message with the best version of the job's file that has `limit` bytes at most; None: no limit is known.

    After one that is refused as too large, only smaller ones are tried. Where none is taken, or the file is gone, the
    message says so and goes without.
    """
    assert job.image is not None
    path = folders.absolute(job.image)
    original = await _read(path)
    ladder = Ladder(original or b"", path.suffix, job.result_mime)
    while original is not None and (file := await ladder.within(limit)) is not None:
        answer = await send(_with_file(message, job, file))
        if not (isinstance(answer, Refusal) and answer.too_large):
            return answer
        limit = len(file.data) - 1
    return await send(replace(message, embed=no_file_note(message.embed, job, gone=original is None)))


async def _read(path: Path) -> bytes | None:
    """Return the file's bytes, None where the bot's owner has removed it."""
    try:
        return await asyncio.to_thread(path.read_bytes)
    except FileNotFoundError:
        return None


def _with_file(message: Outgoing, job: Job, file: Encoding) -> Outgoing:
    upload = Upload(f"{job.id}{file.suffix}", file.data, alt_text(job.params.prompt))
    return replace(message, embed=file_note(message.embed, job, file.how), upload=upload)
