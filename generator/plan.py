"""What fits on which device and how it is painted there. Imports no torch.

A plan is fixed when a job first starts and belongs to its recipe: the same plan paints the same bytes.
"""

import math
from typing import Literal

from pydantic import BaseModel, ConfigDict

from generator.params import Size

# Multiplications and additions of one published VQGAN-CLIP step per pixel: 2927 GFLOP at 480x480 with 64 cutouts
# and ViT-B/32, one decode a step. Sizes between 300x300 and 1280x720 stay within a fifth of it.
_GFLOP_PER_PIXEL = 2927 / (480 * 480)


class Device(BaseModel):
    """Where the generator paints. `gflops` is measured when it starts; `note` says what an admin should know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["cpu", "cuda"]
    name: str
    threads: int
    gflops: float
    note: str | None = None


Keep = Literal["everything", "convolutions", "blocks", "levels"]
Precision = Literal["float32", "bfloat16", "float16"]


class Plan(BaseModel):
    """How a job is painted: which rungs of the ladder from much memory to little.

    The defaults are the published step in float32, which is what jobs older than the other rungs were painted with.
    `keep` says what the decoder keeps for its way back: `everything`, as autograd does; one tensor for each
    convolution; one for each block, making a convolution in two again; or those of the levels below full resolution
    alone. These paint the same picture, and so do cutouts taken `cutouts_at_once`: the image is the same to the last
    bit, its gradient to within 1e-5. Another precision than float32 does not keep the result.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "plain"
    device: Literal["cpu", "cuda"]
    threads: int
    keep: Keep = "everything"
    cutouts_at_once: int | None = None
    decoder: Precision = "float32"
    perceptor: Precision = "float32"


def choose(device: Device) -> Plan:
    """Choose the plan of a job that starts now on `device`."""
    return Plan(device=device.kind, threads=device.threads)


def painted_size(size: Size, downsample_factor: int) -> Size:
    """Return the next larger size whose sides are multiples of the factor; the picture is cropped from its middle."""
    return Size(*(math.ceil(side / downsample_factor) * downsample_factor for side in (size.width, size.height)))


def seconds_per_step(device: Device, size: Size) -> float:
    """Estimate a step of a full-size VQGAN-CLIP from the device's measured speed, to within a factor of two."""
    return size.width * size.height * _GFLOP_PER_PIXEL / device.gflops
