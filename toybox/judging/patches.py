"""A picture as patches of named colours."""

import torch
from torch import Tensor
from torch.nn import functional as F

from toybox.scenes.scene import COLOURS

NAMES: tuple[str, ...] = tuple(COLOURS)

_PALETTE = torch.tensor(list(COLOURS.values())) / 255  # (colours, 3)
_OWN_VOTE = 0.01  # over a neighbour's vote: it decides a tie


def nearest_colours(image: Tensor) -> Tensor:
    """Return the place in `NAMES` of each pixel's nearest colour: (3, h, w) in 0..1 -> (h, w), int64.

    Each pixel then takes the colour of most of its 3 x 3 neighbourhood, so that a speck is no patch.
    """
    pixels = image.permute(1, 2, 0).reshape(-1, 1, 3)
    nearest = (pixels - _PALETTE).square().sum(-1).argmin(1).view(image.shape[1:])
    each = F.one_hot(nearest, len(NAMES)).permute(2, 0, 1).float()  # (colours, h, w)
    return (F.avg_pool2d(each, 3, stride=1, padding=1) * 9 + _OWN_VOTE * each).argmax(0)


def largest_patch(mask: Tensor) -> Tensor:
    """Return the largest patch of pixels that share sides: (h, w), bool -> (h, w), bool; empty in an empty mask."""
    labels = _labelled(mask)
    counts = torch.bincount(labels.flatten())
    counts[0] = 0
    return (labels == counts.argmax()) & mask


def _labelled(mask: Tensor) -> Tensor:
    """Return a number above 0 for each patch, 0 outside: (h, w), int64.

    A label is the number of a pixel. Each pixel takes the largest label of its neighbours and then the label of the
    pixel so named, which doubles the reach (Shiloach and Vishkin, "An O(log n) parallel connectivity algorithm", 1982).
    """
    labels = torch.arange(1, mask.numel() + 1).view(mask.shape) * mask
    while True:
        before = labels
        padded = F.pad(labels, (1, 1, 1, 1))
        sides = (padded[1:-1, :-2], padded[1:-1, 2:], padded[:-2, 1:-1], padded[2:, 1:-1], labels)
        labels = torch.stack(sides).amax(0) * mask
        labels = F.pad(labels.flatten(), (1, 0))[labels]
        if torch.equal(labels, before):
            return labels
