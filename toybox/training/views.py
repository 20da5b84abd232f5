"""What a perceptor learns to see: finished pictures, and everything that a painter shows it on the way to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.models.schedule import schedule
from generator.models.unet import UNet
from toybox.networks.perceptor import IMAGE_SIZE
from toybox.networks.vqgan import autocast
from toybox.scenes.batches import pictures
from toybox.scenes.central import ANY, FAR, NEAR, sample_central, sample_free
from toybox.scenes.classes import CLASSES, NO_CLASS, class_of
from toybox.scenes.scene import Pair, Scene
from toybox.training.augment import crops, noisy
from toybox.training.paintings import Paintings
from toybox.training.world import Fact, World

_FAR_SHARE = 0.3  # of the scenes, whose thing may be anywhere
_COARSE, _JUNK = (4, 6, 8, 12, 16, 24), (2, 4, 8, 16)  # pixels along a side of softened pictures, and what fades them
_FADED = 0.7  # the largest share of the junk
_TIMESTEPS = (100, 900)  # of the predictions: later ones are scenes, earlier ones show nothing yet

Stated = tuple[Pair, str | None]


@dataclass(frozen=True)
class Sizes:
    """The number of each kind in a batch: of pictures, of untrue captions for each other scene, and of attacks."""

    clean: int = 20
    soft: int = 8
    predicted: int = 16
    painted: int = 14
    free: int = 12
    other: int = 10
    misses: int = 2
    attacked: int = 20


@dataclass(frozen=True)
class Shown:
    """Pictures (n, 3, size, size), and what each shows; in free colours a shape alone."""

    images: Tensor
    facts: Sequence[Stated]


class Views:
    """Draws pictures of a world. `unet` and `paintings` make the unfinished ones, which `late` alone adds."""

    def __init__(self, rng: Random, sizes: Sizes, unet: UNet | None, paintings: Paintings | None) -> None:
        self._rng, self._sizes, self._unet, self._paintings = rng, sizes, unet, paintings
        self._signal = torch.from_numpy(schedule().alphas_cumprod).float()

    def sample(self, world: World, late: bool) -> Shown:
        """Draw a batch. The clean pictures come first."""
        parts = [self._clean(world), self._soft(world)]
        if late:
            parts += [self._predicted(world), self._painted(world), self._free()]
        return Shown(torch.cat([part.images for part in parts]), [fact for part in parts for fact in part.facts])

    def _clean(self, world: World) -> Shown:
        drawn = self._drawn(world, self._sizes.clean)
        whole = self._sizes.clean // 2
        images = torch.cat([drawn.images[:whole], crops(drawn.images[whole:], IMAGE_SIZE)])
        return Shown(noisy(images), drawn.facts)

    def _soft(self, world: World) -> Shown:
        drawn = self._drawn(world, self._sizes.soft)
        return Shown(_softened(drawn.images, self._rng), drawn.facts)

    def _predicted(self, world: World) -> Shown:
        if self._unet is None:
            return _nothing()
        scenes, facts = self._scenes(world, self._sizes.predicted)
        return Shown(self._prediction(scenes, self._unet), facts)

    def _painted(self, world: World) -> Shown:
        if self._paintings is None:
            return _nothing()
        chosen = self._paintings.of(world.facts, self._sizes.painted)
        if not chosen:
            return _nothing()
        images = torch.stack([image for image, _ in chosen])
        return Shown(noisy(crops(images, IMAGE_SIZE)), [fact for _, fact in chosen])

    def _free(self) -> Shown:
        scenes = [sample_free(self._rng, ANY, NEAR) for _ in range(self._sizes.free)]
        half = len(scenes) // 2 if self._unet else 0
        images = noisy(pictures(scenes[half:], IMAGE_SIZE, IMAGE_SIZE))
        if self._unet and half:
            images = torch.cat([self._prediction(scenes[:half], self._unet), images])
        return Shown(images, [(("", scene.things[0].shape), None) for scene in scenes])

    def _drawn(self, world: World, count: int) -> Shown:
        scenes, facts = self._scenes(world, count)
        return Shown(pictures(scenes, IMAGE_SIZE, IMAGE_SIZE), facts)

    def _scenes(self, world: World, count: int) -> tuple[list[Scene], list[Fact]]:
        facts = self._rng.choices(world.facts, k=count)
        rooms = [FAR if self._rng.random() < _FAR_SHARE else NEAR for _ in facts]
        return [
            sample_central(self._rng, pair, ground, ANY, room)
            for (pair, ground), room in zip(facts, rooms, strict=True)
        ], facts

    @torch.no_grad()
    def _prediction(self, scenes: Sequence[Scene], unet: UNet) -> Tensor:
        """Return what the U-Net sees of scenes through noise, told the class of half of them."""
        first, end = _TIMESTEPS
        at = (first + (end - first) * (torch.arange(len(scenes)) + torch.rand(len(scenes))) / len(scenes)).long()
        told = [class_of(scene) if self._rng.random() < 0.5 else NO_CLASS for scene in scenes]
        signal = self._signal[at].view(-1, 1, 1, 1)
        drawn = pictures(scenes, IMAGE_SIZE, IMAGE_SIZE)
        seen = signal.sqrt() * drawn + (1 - signal).sqrt() * torch.randn_like(drawn)
        with autocast():
            clean = unet(seen, at, torch.tensor([CLASSES.index(name) for name in told]))[:, :3]
        return noisy(clean.float())


def _nothing() -> Shown:
    return Shown(torch.empty(0, 3, IMAGE_SIZE, IMAGE_SIZE), [])


def _softened(images: Tensor, rng: Random) -> Tensor:
    """Return pictures (n, 3, size, size) coarse, and faded into something that shows nothing."""
    size, coarse = images.shape[2:], rng.choice(_COARSE)
    small = F.interpolate(images, (coarse, coarse), mode="bilinear", antialias=True)
    junk = 2.4 * torch.rand(len(images), 3, *[rng.choice(_JUNK)] * 2) - 1.2
    soft, faded = (F.interpolate(each, size, mode="bicubic") for each in (small, junk))
    return soft.lerp(faded, _FADED * torch.rand(len(images), 1, 1, 1))
