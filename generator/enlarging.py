"""A picture painted at half its size, then cleaned and enlarged: it looks painted, and takes a quarter of the time."""

from collections.abc import Iterator
from dataclasses import replace

import torch
from torch.nn import functional as F

from generator.models import upscaler
from generator.step import Step

_STROKES = 0.25  # of the enlarged picture is the upscaler's; with more, a classifier knows things less often


def enlarged(steps: Iterator[Step]) -> Iterator[Step]:
    """Yield the steps, the last one with its picture twice as large.

    The upscaler enlarges a halved picture fourfold, because it would paint the grain of a whole one as strokes. A
    little of its sharp strokes is laid over a smooth enlargement, which shows what was painted.
    """
    for step in steps:
        if step.end is None:
            yield step
            continue
        height, width = (-(-side // 2) for side in step.image.shape[1:])
        half = F.interpolate(step.image[None], (height, width), mode="bicubic", antialias=True).clamp(0, 1)
        sharp = upscaler.enlarge(half)
        smooth = F.interpolate(step.image[None], sharp.shape[2:], mode="bicubic").clamp(0, 1)
        yield replace(step, image=torch.lerp(smooth, sharp, _STROKES)[0])
