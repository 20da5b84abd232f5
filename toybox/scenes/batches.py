"""Scenes as tensors."""

from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from torch import Tensor

from toybox.scenes.scene import Scene, draw, sample_scene


def sample_scenes(rng: Random, count: int) -> list[Scene]:
    """Draw `count` random scenes."""
    return [sample_scene(rng) for _ in range(count)]


def pictures(scenes: Sequence[Scene], width: int, height: int) -> Tensor:
    """Return the drawn scenes, (n, 3, height, width), float32 in [-1, 1]."""
    drawn = np.stack([np.asarray(draw(scene, width, height)) for scene in scenes])
    return torch.from_numpy(drawn).permute(0, 3, 1, 2).float().div(127.5).sub(1).contiguous()
