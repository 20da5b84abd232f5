"""Orders, events and pictures for tests, readable where they are used."""

import io
import random
import sys
from pathlib import Path
from time import monotonic

from PIL import Image

from bot.deadline import Deadline
from bot.jobs.job import Asker, Job, Order
from generator.wire.params import Params
from generator.wire.plan import Device, Plan
from generator.wire.protocol import Finished, Ready, Result, Style, StyleMethod
from playground import PATIENCE

CHILDREN = Path(__file__).parents[1] / "children"
PLAN = Plan(device="cpu", threads=1)

STYLE = Style(
    name="toy",
    description="small weights for simple shapes",
    toy=True,
    words=("a", "red", "circle", "on", "blue", "background"),
    methods={
        "vqgan_clip": StyleMethod(
            downsample_factor=16,
            defaults={
                "size": "128x128", "steps": 60, "learning_rate": 0.1,
                "num_cutouts": 8, "cut_power": 1.0,
            },
        )
    },
)  # fmt: skip
READY = Ready(
    device=Device(kind="cpu", name="a test", threads=2, gflops=50.0),
    memory=2048,
    styles=(STYLE,),
    versions={"torch": "2"},
)


def params(**changes: object) -> Params:
    fields = {
        "prompt": "a red circle",
        "method": "vqgan_clip",
        "style": "toy",
        "size": "128x128",
        "steps": 4,
        "seed": 7,
        "learning_rate": 0.1,
        "num_cutouts": 8,
        "cut_power": 1.0,
    }
    return Params.model_validate({**fields, **changes})


def order(
    user: int = 1,
    interaction: int | None = None,
    source_job: str | None = None,
    guild: int = 10,
    channel: int = 20,
    roles: tuple[int, ...] = (),
    **changes: object,
) -> Order:
    sources = {"prompt": "you", "size": "style", "steps": "server", "seed": "drawn", "style": "style"}
    asker = Asker(guild, channel, user, roles, interaction)
    return Order(asker, params(**changes), sources, source_job)


def finished(job: Job, sha256: str = "ab" * 32, kind: str = "picture", mime: str = "image/png") -> Finished:
    result = Result(kind=kind, file=Path("made"), mime=mime, sha256=sha256)
    return Finished(job_id=job.id, result=result, seconds=1.5, peak_memory=99)


def png(width, height, *, noise=True):
    """A PNG of noise, which compresses worst, with a recipe as the painter's have."""
    data = random.Random(1).randbytes(3 * width * height) if noise else bytes(3 * width * height)
    file = io.BytesIO()
    Image.frombytes("RGB", (width, height), data).save(file, "PNG")
    return file.getvalue()


def child(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, str(CHILDREN / f"{name}.py"), *arguments)


def no_hurry():
    """A deadline that nothing misses, unless it is broken."""
    return Deadline(monotonic() + PATIENCE)
