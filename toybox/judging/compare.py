"""Whether saving memory or time costs quality: the same prompts and seeds painted in several ways.

The pictures are compared by their pixels, and by a perceptor that was trained from another seed and never guides: a
painter can please the perceptor that guides it without painting any better.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.models.perceptors.clip import ClipPerceptor
from toybox.judging.asked import Asked
from toybox.judging.evaluate import Figures, Painted, evaluate
from toybox.methods.registry import METHODS
from toybox.style import JUDGE

SEEDS = 2


@dataclass(frozen=True)
class Row:
    """How well one way paints.

    `closeness` is the judging perceptor's mean cosine of a picture and its prompt; `spread` is the standard deviation
    between the seeds of one prompt; `behind` is the reference's closeness less this way's.
    """

    way: str
    closeness: float
    spread: float
    behind: float
    figures: Figures

    def to_json(self) -> dict[str, Any]:
        """Return the row as `--json` prints it."""
        return {"way": self.way, **_rounded(self), **asdict(self.figures)}


def compare(weights: Path, asked: Sequence[Asked], method: str, seed: int, workers: int) -> list[Row]:
    """Paint each caption with `SEEDS` seeds in each way of one of the toy's methods.

    Raise what `evaluate` raises, and OSError without a judge.
    """
    judging = ClipPerceptor.load(weights / JUDGE, "cpu")
    ways, twice = METHODS[method].ways, list(asked) * SEEDS
    painted = {way.name: list(evaluate(weights, twice, seed, workers, way)) for way in ways}
    closeness = {name: _closeness(judging, of_way).view(SEEDS, -1) for name, of_way in painted.items()}
    reference = closeness[ways[0].name].mean()
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
    """Return the rows as a table for people to read."""
    head = f"{'way':10}{'closeness':>11}{'spread':>9}{'behind':>9}{'colours':>10}{'shapes':>9}"
    lines = [
        f"{row.way:10}{row.closeness:11.3f}{row.spread:9.3f}{row.behind:9.3f}"
        f"{100 * row.figures.colours:8.1f} %{100 * row.figures.shapes:7.1f} %"
        for row in rows
    ]
    return "\n".join([head, *lines])


def _closeness(judging: ClipPerceptor, painted: Sequence[Painted]) -> Tensor:
    """Return the cosine of each whole picture and its prompt: (n,)."""
    size = (judging.cut_size, judging.cut_size)
    images = torch.stack([one.picture for one in painted]) / 255
    seen = judging.encode_image(F.interpolate(images, size, mode="bilinear", antialias=True))
    said = torch.cat([judging.encode_text(one.asked.text) for one in painted])
    return (seen * said).sum(1)


def _rounded(row: Row) -> dict[str, float]:
    return {name: round(getattr(row, name), 4) for name in ("closeness", "spread", "behind")}
