"""A classifier of a thousand things as a perceptor: EfficientNet-Lite, which knows the labels of ImageNet.

It reads a text as labels (`generator.wire.labels`), and its loss is a picture's score for them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.efficientnet import Convolution, EfficientNetLite, load
from generator.models.perceptors.perceptor import Seen, Targets
from generator.wire.labels.reading import read
from generator.wire.labels.tables import tables
from generator.wire.plan import Precision
from generator.wire.prompts import Prompt

_STRANGE = 5.0
"""The weight of the projections' statistics, tried between 1 and 15: less is gritty, more is grey."""

_BALANCE = 1.5
"""By how much a part's score may lag before it gets most of the pull: in the units of scores before softmax."""

_LIKENESS = 10.0
"""What the cosine to a picture counts for, so that it pulls as much as a label's score does."""


_COLOURING = 20.0
"""The weight of a colour that is asked: of the squared distance of the nearest cells, in 0..1 a channel."""

_CELLS, _MIDDLE, _COLOURED = 8, slice(2, 6), 6  # across a cutout, those in the middle, and how many must be coloured


@dataclass(frozen=True)
class SeenInColour(Seen):
    """What the classifier sees; `cells` (n, 16, 3) are the mean colours of the middle of each cutout, in 0..1."""

    cells: Tensor | None = None


class Classifier:
    """Measures how well crops of a picture fit the labels that a text names."""

    cut_size, whole_cut_size = 160, 192
    """Smaller than in training (224 to 240): half the time, and it knows as much.

    Where it sees all of a picture it needs more: what fills a small input looks to it like a part of something.
    """

    def __init__(self, network: EfficientNetLite, device: str) -> None:
        self.device = device
        self.on_device = network.to(device)
        self.on_host = nn.Module()

    @classmethod
    def load(cls, path: Path, device: str, precision: Precision = "float32") -> "Classifier":
        """Load a published file. In bfloat16 it is slower on processors, so it is always float32. Raises Unreadable."""
        return cls(load(path), device)

    @property
    def bytes(self) -> int:
        """The device memory that its weights take."""
        return sum(tensor.nbytes for tensor in chain(self.on_device.parameters(), self.on_device.buffers()))

    def encode_text(self, text: str) -> Tensor:
        """Return the weights of the labels that a text names, one row each: (m, 1280)."""
        return self.on_device.label_weights[[label for found in read(text).found for label in found.labels]]

    def look(self, cutouts: Tensor) -> Seen:
        """Return the cutouts' features before the last layer: (n, 3, s, s) in 0..1 -> (n, 1280); s may be any size."""
        features, projections = self.on_device(2 * cutouts - 1)
        strange = _STRANGE * _strangeness(self.on_device.projections, projections)
        return SeenInColour(features, strange, _cells(cutouts))

    def distance(self, embeddings: Tensor, others: Tensor) -> Tensor:
        """Return how far features are from each other: (..., d) twice -> (...)."""
        return _LIKENESS * (1 - F.cosine_similarity(embeddings, others, dim=-1))

    def loss(self, seen: Seen, wanted: Targets) -> Tensor:
        """Return what is lacking of labels, pictures and colours, what is shown against the will, and `strange`: ()."""
        scores = self.on_device.scores(seen.embeddings)
        total = scores.new_zeros(()) if seen.strange is None else seen.strange
        parts = [part for prompt, _ in wanted if prompt.text for part in _parts(prompt)]
        wished = [part for part in parts if part.weight > 0]
        rivals = _without(scores, *(part.rows for part in wished))
        total = total - _balanced([(part.weight, _advantage(scores, rivals, part).mean()) for part in wished])
        for part in parts:
            if part.weight < 0:
                total = total - part.weight * _presence(scores, part).mean()
        for prompt, target in wanted:
            if not prompt.text:
                total = total + prompt.weight * self.distance(seen.embeddings.unsqueeze(1), target).mean()
            elif isinstance(seen, SeenInColour) and seen.cells is not None:
                for name in read(prompt.text).colours:
                    total = total + prompt.weight * _COLOURING * _off_colour(seen.cells, tables().looks[name])
        return total

    def left_out(self, text: str) -> int:
        """Return 0: a text may have any length."""
        return 0


@dataclass(frozen=True)
class _Part:
    """Labels that are asked, any of which will do; the weight, and the distance below which a cutout stops pulling."""

    rows: tuple[int, ...]
    weight: float
    stop: float


def _parts(prompt: Prompt) -> list[_Part]:
    """Return what a prompt asks for. What its text names shares its weight."""
    found = read(prompt.text).found
    return [_Part(each.labels, prompt.weight / len(found), prompt.stop) for each in found]


def _balanced(parts: Sequence[tuple[float, Tensor]]) -> Tensor | float:
    """Return the weighted scores () of parts as one, a soft minimum: what lags is pulled most.

    A mean lets the part that is easiest to paint drive out the others. They are no rivals of one another.
    """
    whole = sum(weight for weight, _ in parts)
    if not whole:
        return 0.0
    lags = [math.log(weight / whole) - score / _BALANCE for weight, score in parts]
    return -whole * _BALANCE * torch.stack(lags).logsumexp(0)


def _advantage(scores: Tensor, rivals: Tensor, part: _Part) -> Tensor:
    """Return the log-odds of a part in cutouts, against its rivals: (n, 1000), (1000,) -> (n,).

    They pull on where the part's probability is nearly 1.
    """
    odds = scores[:, part.rows].logsumexp(1) - scores[:, rivals].logsumexp(1)
    return torch.where(F.softplus(-odds) > part.stop, odds, odds.detach())


def _presence(scores: Tensor, part: _Part) -> Tensor:
    """Return how surely cutouts show a part, as -log(1 - p): (n, 1000) -> (n,)."""
    return scores.logsumexp(1) - scores[:, _without(scores, part.rows)].logsumexp(1)


def _without(scores: Tensor, *rows: Sequence[int]) -> Tensor:
    """Return which labels are in none of the rows: (1000,)."""
    others = torch.ones(scores.shape[1], dtype=torch.bool, device=scores.device)
    others[[*chain(*rows)]] = False
    return others


def _cells(cutouts: Tensor) -> Tensor:
    """Return the mean colours of the middle of each cutout: (n, 3, s, s) -> (n, 16, 3).

    A pooling layer would have no deterministic backward pass on a card.
    """
    side = cutouts.shape[3] // _CELLS
    whole = cutouts[:, :, : side * _CELLS, : side * _CELLS]
    means = whole.reshape(*whole.shape[:2], _CELLS, side, _CELLS, side).mean((3, 5))
    return means[:, :, _MIDDLE, _MIDDLE].flatten(2).transpose(1, 2)


def _off_colour(cells: Tensor, look: tuple[int, int, int]) -> Tensor:
    """Return how far the cells (n, 16, 3) nearest to a colour, 0..255 a channel, are from it: ()."""
    distances = (cells - cells.new_tensor(look) / 255).square().sum(-1)
    return distances.topk(_COLOURED, largest=False).values.mean()


def _strangeness(convolutions: Iterable[Convolution], outputs: Iterable[Tensor]) -> Tensor:
    """Return how far the statistics of outputs over cutouts and space are from those of the training: ().

    This is the prior of DeepInversion (Yin et al., arXiv 1912.08795), which takes all layers. The projections alone do
    as well in a tenth of the time.
    """
    apart = []
    for trained, output in zip(convolutions, outputs, strict=True):
        std, mean = torch.std_mean(output, (0, 2, 3))
        apart += [((mean - trained.mean) / trained.std).square().mean(), (std / trained.std - 1).square().mean()]
    return 2 * torch.stack(apart).mean()
