"""What people are told of a job, as it comes out of the database: written by this Easel, an older or a newer one."""

import json
import sqlite3
from contextlib import closing

import pytest

from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.store.database import open_database
from bot.store.migrations import migrate, scripts
from bot.ui.cards import failure_card, picture_card
from bot.ui.fitting import VALUE, shorten
from bot.ui.receipt import closed_receipt
from tests.bot.making import finished, order, params
from words.sentence import say

BEFORE = 9  # the last version that kept finished English
TOLD = [
    "512x512 is too large for the memory of this machine; try 352x352.",
    "It's \"quoted\", back\\slashed and “curly”; '; DROP TABLE jobs; --",
    "two\nlines\tand a tab",
    "emoji 🎨🏳️‍🌈, umlauts äöü, 日本語, a mark \N{RIGHT-TO-LEFT OVERRIDE}",
    '{ $text } {0} {"key": "as-written", "values": {}} ${x} %s -term',
    "as-written",
    "",
    "long " * 2000,
]
INSERT = """
INSERT INTO jobs (id, guild_id, channel_id, user_id, params, sources, status, outcome, turn, sha256, image,
                  failure_kind, failure, notes, queued_at)
VALUES (:id, 10, 20, 30, :params, '{}', 'finished', :outcome, 1, :sha256, :image, :kind, :failure, :notes, 1.0)
"""


@pytest.fixture
def old(tmp_path):
    """A database as the Easel before has left it: a failure and a picture for each sentence, and a cancelled job."""
    path = tmp_path / "old.sqlite3"
    of_all = {"params": params().model_dump_json(), "sha256": None, "image": None, "kind": None, "failure": None}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, scripts()[:BEFORE])
        for number, told in enumerate(TOLD):
            failed = {"id": f"f{number}", "outcome": "failed", "kind": "internal", "failure": told, "notes": "[]"}
            notes = json.dumps([told, *TOLD])
            picture = {
                "id": f"p{number}",
                "outcome": "picture",
                "sha256": "ab",
                "image": "images/x.png",
                "notes": notes,
            }
            connection.execute(INSERT, of_all | failed)
            connection.execute(INSERT, of_all | picture)
        connection.execute(INSERT, of_all | {"id": "c", "outcome": "cancelled", "notes": "[]"})
    return path


def _shown(embed, name):
    return next((field.value for field in embed.fields if field.name == name), None)


async def test_what_an_older_easel_has_told_is_shown_letter_by_letter(old):
    async with open_database(old) as database:
        queue = JobQueue(database, Limits())
        for number, told in enumerate(TOLD):
            failed, picture = await queue.job(f"f{number}"), await queue.job(f"p{number}")
            shown = shorten(told, VALUE) or "–"
            assert _shown(failure_card(failed), "why") == _shown(closed_receipt(failed), "why") == shown
            assert [str(note) for note in picture.notes] == [told, *TOLD]
            assert _shown(picture_card(picture, None), "note").startswith(told[:900])
            assert (failed.notes, picture.failure) == ((), None)
        cancelled = await queue.job("c")
        assert (cancelled.failure, cancelled.notes) == (None, ())


async def test_a_sentence_comes_back_from_the_database_as_it_was(queue):
    await queue.enqueue(order())
    await queue.enqueue(order(user=2))
    why = say("database-trouble", reason=say("as-written", text="{ “🎨”\n"))
    failed = await queue.fail(await queue.claim(), "internal", why)
    assert failed.failure == why
    job = await queue.claim()
    notes = (say("note-part-too-long", part="1", words=1200), why)
    painted = await queue.finish(job, "images/x.png", finished(job).model_copy(update={"notes": notes}))
    assert (await queue.job(painted.id)).notes == notes


async def test_what_a_newer_easel_has_told_is_shown_all_the_same(sqlite, queue):
    await queue.enqueue(order())
    job = await queue.fail(await queue.claim(), "internal", say("job-internal"))
    told = json.dumps({"key": "of-next-year", "values": {"size": "3x3", "of": {"key": "other", "values": {"n": 4}}}})
    await sqlite.run(lambda connection: connection.execute("UPDATE jobs SET failure = ?", (told,)))
    assert _shown(failure_card(await queue.job(job.id)), "why") == "of-next-year 3x3 other 4"
