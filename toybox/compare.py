"""Whether what saves memory or time costs quality: the same prompts and seeds painted in several ways.

Held against each other by pixels, and by a perceptor that was trained from another seed and never guides: a painter can
please the one that guides it without painting any better.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.models.perceptor import Perceptor
from toybox.asked import Asked
from toybox.evaluate import Figures, Painted, Way, evaluate
from toybox.ship import JUDGE

SEEDS = 2


def _diffused(name: str, sampler: str, steps: int, plan: str = "exact") -> Way:
    return Way(name, {"method": "diffusion", "sampler": sampler, "steps": steps}, plan)


# The first of each method is the reference: the published step and the notebooks' cutouts; all the steps of the model.
WAYS = {
    "vqgan_clip": (
        Way("plain", {"cutouts": "exact"}, "plain"),
        Way("exact", {"cutouts": "exact"}, "exact"),
        Way("lean", {"cutouts": "exact"}, "lean"),
        Way("fast", {"cutouts": "fast"}, "fast"),
    ),
    "diffusion": (
        _diffused("ddpm 1000", "ddpm", 1000),
        _diffused("ddpm 100", "ddpm", 100),
        _diffused("ddim 100", "ddim", 100),
        _diffused("dpm 100", "dpm", 100),
        _diffused("dpm 50", "dpm", 50),
        _diffused("dpm 25", "dpm", 25),
        _diffused("lean 50", "dpm", 50, "lean"),
    ),
}


@dataclass(frozen=True)
class Row:
    """How well one way paints.

    `closeness` is the mean cosine, by the judging perceptor, of a picture and its prompt; `spread` how far apart, as a
    standard deviation, two seeds of one prompt are; `behind` how much less close this way's pictures are than the
    reference's.
    """

    way: str
    closeness: float
    spread: float
    behind: float
    figures: Figures

    def to_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {"way": self.way, **_rounded(self), **asdict(self.figures)}


def compare(weights: Path, asked: Sequence[Asked], method: str, seed: int, workers: int) -> list[Row]:
    """Paint each caption with `SEEDS` seeds in each of a method's `WAYS`.

    Raises what `evaluate` does, OSError without a judge.
    """
    judging = Perceptor.load(weights / JUDGE, "cpu")
    twice = list(asked) * SEEDS
    painted = {way.name: list(evaluate(weights, twice, seed, workers, way)) for way in WAYS[method]}
    closeness = {name: _closeness(judging, of_way).view(SEEDS, -1) for name, of_way in painted.items()}
    reference = closeness[WAYS[method][0].name].mean()
    return [
        Row(
            way=name,
            closeness=float(close.mean()),
            spread=float(close.std(0).square().mean().sqrt()),
            behind=float(reference - close.mean()),
            figures=Figures.of([one.verdict for one in painted[name]]),
        )
        for name, close in closeness.items()
    ]


def table(rows: Sequence[Row]) -> str:
    """The rows for people to read."""
    head = f"{'way':10}{'closeness':>11}{'spread':>9}{'behind':>9}{'colours':>10}{'shapes':>9}"
    lines = [
        f"{row.way:10}{row.closeness:11.3f}{row.spread:9.3f}{row.behind:9.3f}"
        f"{100 * row.figures.colours:8.1f} %{100 * row.figures.shapes:7.1f} %"
        for row in rows
    ]
    return "\n".join([head, *lines])


def _closeness(judging: Perceptor, painted: Sequence[Painted]) -> Tensor:
    """The cosine of each picture, seen whole, and its prompt: (n,)."""
    size = (judging.cut_size, judging.cut_size)
    images = torch.stack([one.picture for one in painted]) / 255
    seen = judging.encode_image(F.interpolate(images, size, mode="bilinear", antialias=True))
    said = torch.cat([judging.encode_text(one.asked.text) for one in painted])
    return (seen * said).sum(1)


def _rounded(row: Row) -> dict[str, float]:
    return {name: round(getattr(row, name), 4) for name in ("closeness", "spread", "behind")}
