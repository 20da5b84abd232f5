"""A picture painted at half its size, then cleaned and enlarged: it looks painted, and takes a quarter of the time."""

from collections.abc import Iterator
from dataclasses import replace

from torch.nn import functional as F

from generator.models import upscaler
from generator.step import Step


def enlarged(steps: Iterator[Step]) -> Iterator[Step]:
    """Yield the steps, the last one with its picture twice as large.

    It is halved first, which takes the grain away that the upscaler would paint as strokes, then enlarged fourfold. Of
    the upscaler's sharp strokes and a smooth enlargement the mean is nearest to what was painted.
    """
    for step in steps:
        if step.end is None:
            yield step
            continue
        height, width = (-(-side // 2) for side in step.image.shape[1:])
        half = F.interpolate(step.image[None], (height, width), mode="bicubic", antialias=True).clamp(0, 1)
        smooth = F.interpolate(half, scale_factor=float(upscaler.FACTOR), mode="bicubic").clamp(0, 1)
        yield replace(step, image=((upscaler.enlarge(half) + smooth) / 2)[0])
