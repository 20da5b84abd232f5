from dataclasses import replace

import pytest

from bot.jobs.job import Job
from bot.monitoring.vitals import Vitals
from bot.ui.status import status_card
from generator.wire.protocol import Progress
from tests.bot.making import READY, order
from words.sentence import as_written
from words.version import VERSION

REST = Vitals(
    uptime=3700,
    painting=None,
    painting_for=None,
    step=None,
    queue_length=0,
    oldest_age=None,
    halted=None,
    deliveries_waiting=0,
    painter=READY,
    painter_trouble=None,
    child_memory=512 * 2**20,
    deaths=3,
    last_error=None,
    last_error_age=None,
    discord_latency=0.042,
    loop_lag_worst=0.012,
    disk_free=5 * 2**30,
    database_trouble=None,
)


def fields(vitals, *, full=True):
    return {field.name: field.value for field in status_card(vitals, full=full).fields}


def test_at_rest_the_short_form_says_so():
    assert fields(REST, full=False) == {"painting": "nothing", "queue": "nothing is waiting", "painter": "can paint"}


def test_the_long_form_says_what_an_admin_is_asked():
    said = fields(
        replace(REST, last_error=as_written("The painter: it died."), last_error_age=61, deliveries_waiting=2)
    )
    assert said["device"] == "a test (cpu), 2.0 GiB to paint with"
    assert (
        said["painter failures"]
        == "3 since the start (it died, hung or did not start); its process now uses 512.0 MiB of memory"
    )
    assert said["last error"] == "1 minute and 1 second ago: The painter: it died."
    assert said["not posted yet"] == "2 messages"
    assert (said["Discord"], said["disk"]) == ("answers in 42 ms", "5.0 GiB free")
    assert said["Easel"] == "up for 1 hour, 1 minute and 40 seconds"
    assert said["versions"] == f"Easel {VERSION} · torch 2"


async def test_what_is_painted_is_said_without_its_prompt(queue):
    job: Job = (await queue.enqueue(order(prompt="a secret zeppelin"))).job
    step = Progress(job_id=job.id, step=2, total=4, seconds_per_step=0.25)
    card = status_card(replace(REST, painting=job, painting_for=8, step=step), full=True)
    assert "zeppelin" not in str(card.to_dict())
    assert "128x128" in card.fields[0].value
    assert card.fields[0].value.endswith("for 8 seconds: step 2 of 4, 0.25 s a step")


@pytest.mark.parametrize(
    ("changes", "name", "said"),
    [
        (
            {"queue_length": 2, "oldest_age": 90},
            "queue",
            "2 pictures are waiting, the oldest for 1 minute and 30 seconds",
        ),
        (
            {"queue_length": 1, "oldest_age": 9, "halted": as_written("It died.")},
            "queue",
            "1 picture is waiting, for 9 seconds so far. Painting has stopped: It died.",
        ),
        ({"halted": as_written("It died.")}, "queue", "nothing is waiting. Painting has stopped: It died."),
        ({"painter": None}, "painter", "still starting"),
        (
            {"painter_trouble": as_written("it was silent for 60 seconds")},
            "painter",
            "cannot paint at the moment: it was silent",
        ),
        (
            {"queue_length": None, "database_trouble": as_written("the disk is full")},
            "queue",
            "unknown: the disk is full",
        ),
        ({"database_trouble": as_written("the disk is full")}, "database", "cannot be used: the disk is full"),
        ({"discord_latency": None}, "Discord", "not connected"),
        ({"disk_free": None}, "disk", "unknown"),
    ],
)
def test_trouble_is_said(changes, name, said):
    assert said in fields(replace(REST, **changes))[name]


def test_everything_unknown_is_still_a_card():
    nothing = dict.fromkeys(Vitals.__dataclass_fields__)
    said = fields(Vitals(**{**nothing, "uptime": 0, "deaths": 0, "loop_lag_worst": 0}))
    assert (said["painting"], said["painter"], said["disk"]) == ("nothing", "still starting", "unknown")


def test_a_long_error_is_cut():
    card = status_card(replace(REST, last_error=as_written("x" * 5000), last_error_age=1), full=True)
    assert max(len(field.value) for field in card.fields) == 1024
