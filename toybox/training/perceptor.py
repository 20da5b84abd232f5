"""The second stage: a perceptor learns which caption belongs to which picture, and which way leads to it.

It learns contrastively, as openai-clip does, with near misses among the captions and broken paintings among the
pictures. And it learns to point: on unfinished paintings, the gradient of the closeness to a caption should point at
the nearest picture that the caption is true of (`toybox.training.chains`). A closeness with a fitted gradient is an
energy in the sense of Song and Ermon, "Generative Modeling by Estimating Gradients of the Data Distribution", 2019.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

from toybox.networks.perceptor import IMAGE_SIZE, TRAINED_LENGTH, embed_images, embed_texts, new_perceptor
from toybox.networks.vocabulary import tokens, vocabulary_of
from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures, sample_scenes
from toybox.scenes.captions import Caption, near_misses, sample_caption, words
from toybox.scenes.scene import Scene
from toybox.training.augment import crops, noisy
from toybox.training.chains import Chain, View, Wish
from toybox.training.loop import Resumable
from toybox.training.paintings import Paintings

WARM_UP_STEPS = 50
PAINT_EVERY = 8  # steps; a painting costs more than a step
CONTRAST_EVERY = 3  # steps, if it also learns to point
POINTING_WEIGHT = 2.0  # the contrastive loss has 1
CHAINS, CHAIN_STEPS, VIEWS_KEPT = 8, 2, 320  # unfinished paintings, those that advance in a step, views kept
COARSE = 4  # pixels along a side that are averaged to compare gradient and truth a second time
LARGEST_SCALE = math.log(50.0)


@dataclass(frozen=True)
class Sizes:
    """The number of each kind in a batch."""

    fresh: int = 20
    painted: int = 6
    broken: int = 6
    misses: int = 3
    views: int = 12  # of unfinished paintings, towards their own captions
    strangers: int = 12  # any pictures, towards any captions

    @property
    def points(self) -> bool:
        """Tell whether it learns to point, as a guide must; a judge need not."""
        return self.views + self.strangers > 0


class PerceptorTraining(Resumable):
    """A `Trainee`."""

    def __init__(self, seed: int, vqgan: Vqgan, sizes: Sizes | None = None, lr: float = 6e-4, **smaller: int) -> None:
        torch.manual_seed(seed)
        self._rng, self._sizes, self._lr, self._steps = Random(seed), sizes or Sizes(), lr, 0
        self._side = vqgan.architecture.resolution
        self.vocabulary = vocabulary_of(words())
        self.model = new_perceptor(len(self.vocabulary), **smaller)
        self._paintings = Paintings(vqgan, self._rng)
        self._chains = [Chain(vqgan, self._rng) for _ in range(CHAINS)]
        self._views: deque[View] = deque(maxlen=VIEWS_KEPT)
        self._optimizer = torch.optim.AdamW(self.model.parameters(), lr=lr, betas=(0.9, 0.98), weight_decay=0.05)

    def step(self, progress: float) -> dict[str, float]:
        if self._paintings.none_yet or self._steps % PAINT_EVERY == 0:
            self._paintings.paint_some()
        self._set_learning_rate(progress)
        losses, figures = [], {}
        if self._sizes.points:
            self._look_on()
            losses.append(POINTING_WEIGHT * self._pointing())
            figures["pointing"] = float(losses[0].detach()) / POINTING_WEIGHT
        if not self._sizes.points or self._steps % CONTRAST_EVERY == 0:
            contrast, figures["right"] = self._contrast()
            losses.append(contrast)
        self._optimizer.zero_grad(set_to_none=True)
        torch.stack(losses).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        with torch.no_grad():
            self.model.logit_scale.clamp_(max=LARGEST_SCALE)
        self._steps += 1
        return figures

    def _set_learning_rate(self, progress: float) -> None:
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress))
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * cosine

    def _images(self) -> tuple[Tensor, list[Scene]]:
        """Return crops of drawn scenes, reconstructions and broken pictures, and the scenes of the first two."""
        drawn = sample_scenes(self._rng, self._sizes.fresh)
        painted, shown = self._paintings.good(self._sizes.painted)
        broken = self._paintings.bad(self._sizes.broken)
        whole = torch.cat([pictures(drawn, self._side, self._side), painted, broken])
        return noisy(crops(whole, IMAGE_SIZE)), drawn + shown

    def _texts(self, captions: Sequence[Caption], scenes: Sequence[Scene]) -> tuple[Tensor, Tensor]:
        """Return the tokens of captions and then of near misses, and a mask (scenes, texts) of what is untrue."""
        missed = [
            miss
            for caption, scene in zip(captions, scenes, strict=True)
            for miss in near_misses(caption, scene, self._rng, self._sizes.misses)
        ]
        said = [*captions, *missed]
        false = torch.tensor([[not caption.true_of(scene) for caption in said] for scene in scenes])
        return tokens([caption.text for caption in said], self.vocabulary, TRAINED_LENGTH), false

    def _look_on(self) -> None:
        """Advance some of the unfinished paintings, guided by this perceptor, and keep their views."""
        first = CHAIN_STEPS * self._steps
        for chain in (self._chains[at % CHAINS] for at in range(first, first + CHAIN_STEPS)):
            self._views.append(chain.step(self._uphill))

    def _uphill(self, image: Tensor, wish: Wish) -> Tensor:
        """Return the gradient (1, 3, h, w) of the closeness of one crop of `image` to the caption."""
        image = image.requires_grad_(True)
        closeness = self._closeness(noisy(crops(image, IMAGE_SIZE)), [wish])
        return torch.autograd.grad(closeness, image)[0]

    def _pointing(self) -> Tensor:
        """Return how far gradients on unfinished pictures point away from their truths: 0 (the same way) to 2."""
        views = self._rng.choices(self._views, k=self._sizes.views) + self._strangers()
        images = torch.stack([view.image for view in views])
        truths = pictures([view.wish.truth(view.image, self._rng) for view in views], self._side, self._side)
        seen, true = crops(torch.cat([images, truths], 1), IMAGE_SIZE).chunk(2, 1)
        crop = noisy(seen).requires_grad_(True)
        with sdpa_kernel(SDPBackend.MATH):  # the one attention that can be differentiated twice
            closeness = self._closeness(crop, [view.wish for view in views])
            (uphill,) = torch.autograd.grad(closeness, crop, create_graph=True)
        wanted = true - seen
        return (_apart(uphill, wanted) + _apart(F.avg_pool2d(uphill, COARSE), F.avg_pool2d(wanted, COARSE))) / 2

    def _strangers(self) -> list[View]:
        """Return pictures with captions that they were not painted for."""
        third = self._sizes.strangers // 3
        images = [view.image for view in self._rng.choices(self._views, k=self._sizes.strangers - 2 * third)]
        images += [*self._paintings.bad(third), *pictures(sample_scenes(self._rng, third), self._side, self._side)]
        return [View(image, Wish.sample(self._rng)) for image in images]

    def _closeness(self, crop: Tensor, wishes: Sequence[Wish]) -> Tensor:
        """Return the sum of the cosines between crops (n, 3, size, size) and their captions."""
        captions = tokens([wish.caption.text for wish in wishes], self.vocabulary, TRAINED_LENGTH)
        with autocast():
            return (embed_images(self.model, crop) * embed_texts(self.model, captions)).sum()

    def _contrast(self) -> tuple[Tensor, float]:
        """Return the contrastive loss both ways, and the share of scenes that choose their caption.

        A caption that is also true of another scene is no negative there.
        """
        images, scenes = self._images()
        texts, false = self._texts([sample_caption(scene, self._rng) for scene in scenes], scenes)
        with autocast():
            vectors, said = embed_images(self.model, images), embed_texts(self.model, texts)
        logits = self.model.logit_scale.exp() * vectors @ said.T  # (scenes + broken, captions + misses)
        count = len(false)
        target = torch.arange(count)
        allowed = false | (target[:, None] == torch.arange(false.shape[1]))
        by_image = logits[:count].masked_fill(~allowed, -torch.inf)
        broken = logits[count:, :count]
        by_text = torch.cat([by_image[:, :count], broken]).T
        loss = (F.cross_entropy(by_image, target) + F.cross_entropy(by_text, target)) / 2
        return loss, float((by_image.argmax(1) == target).float().mean())


def _apart(one: Tensor, other: Tensor) -> Tensor:
    """Return the mean of 1 less the cosine between (n, ...) and (n, ...)."""
    return 1 - F.cosine_similarity(one.flatten(1), other.flatten(1)).mean()
