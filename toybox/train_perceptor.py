"""The second stage: a perceptor learns which caption belongs to which picture, and to say so with smooth gradients.

Contrastive learning as in openai-clip, with near misses among the captions and broken paintings among the pictures.
It is trained on adversarially moved pictures, since a perceptor trained so has gradients that point at things rather
than at noise: Goodfellow et al., "Explaining and Harnessing Adversarial Examples", 2015; Santurkar et al., "Image
Synthesis with a Single (Robust) Classifier", 2019.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from toybox.augment import crops
from toybox.batches import pictures, sample_scenes
from toybox.captions import Caption, near_misses, sample_caption, words
from toybox.paintings import Paintings
from toybox.perceptor import IMAGE_SIZE, TRAINED_LENGTH, embed_images, embed_texts, new_perceptor
from toybox.scenes import Scene
from toybox.vocabulary import tokens, vocabulary_of
from toybox.vqgan import Vqgan, autocast

WARM_UP_STEPS = 50
PAINT_EVERY = 8  # steps; a painting costs more than a step
ADVERSARIAL_FROM, ADVERSARIAL_FULL = 0.15, 0.4  # progress between which the moves grow to their full length
LARGEST_SCALE = math.log(50.0)


@dataclass(frozen=True)
class Sizes:
    """How much of each kind is in a batch, and how far a picture is moved against the perceptor."""

    fresh: int = 40
    painted: int = 16
    broken: int = 16
    misses: int = 3
    move: float = 3.0  # length of the move over all of a crop's values in [-1, 1]; a crop's own is about 80


class PerceptorTraining:
    """A trainee (`toybox.training.Trainee`)."""

    def __init__(self, seed: int, vqgan: Vqgan, sizes: Sizes | None = None, lr: float = 6e-4, **smaller: int) -> None:
        torch.manual_seed(seed)
        self._rng, self._sizes, self._lr, self._steps = Random(seed), sizes or Sizes(), lr, 0
        self._side = vqgan.architecture.resolution
        self.vocabulary = vocabulary_of(words())
        self.model = new_perceptor(len(self.vocabulary), **smaller)
        self._paintings = Paintings(vqgan, self._rng)
        self._optimizer = torch.optim.AdamW(self.model.parameters(), lr=lr, betas=(0.9, 0.98), weight_decay=0.05)

    def step(self, progress: float) -> dict[str, float]:
        if self._paintings.none_yet or self._steps % PAINT_EVERY == 0:
            self._paintings.paint_some()
        self._set_learning_rate(progress)
        images, scenes = self._images()
        captions = [sample_caption(scene, self._rng) for scene in scenes]
        texts, false = self._texts(captions, scenes)
        with autocast():
            text_vectors = embed_texts(self.model, texts)
        images = self._moved(images, text_vectors.detach(), false, self._length(progress))
        loss, right = self._contrast(images, text_vectors, false)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        with torch.no_grad():
            self.model.logit_scale.clamp_(max=LARGEST_SCALE)
        self._steps += 1
        return {"loss": float(loss.detach()), "right": right}

    def state_dict(self) -> dict[str, Any]:
        return {
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "steps": self._steps,
            "rng": self._rng.getstate(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._steps = state["steps"]
        self._rng.setstate(state["rng"])

    def _set_learning_rate(self, progress: float) -> None:
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress))
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * cosine

    def _length(self, progress: float) -> float:
        """How far pictures are moved against the perceptor at this point."""
        grown = (progress - ADVERSARIAL_FROM) / (ADVERSARIAL_FULL - ADVERSARIAL_FROM)
        return self._sizes.move * min(1.0, max(0.0, grown))

    def _images(self) -> tuple[Tensor, list[Scene]]:
        """Crops of drawn scenes, of reconstructions and of broken pictures; the scenes of all but the last."""
        drawn = sample_scenes(self._rng, self._sizes.fresh)
        painted, shown = self._paintings.good(self._sizes.painted)
        broken = self._paintings.bad(self._sizes.broken)
        whole = torch.cat([pictures(drawn, self._side, self._side), painted, broken])
        return crops(whole, IMAGE_SIZE), drawn + shown

    def _texts(self, captions: Sequence[Caption], scenes: Sequence[Scene]) -> tuple[Tensor, Tensor]:
        """Rows of the captions and then of their near misses, and a mask (scenes, texts): not true of the scene."""
        missed = [
            miss
            for caption, scene in zip(captions, scenes, strict=True)
            for miss in near_misses(caption, scene, self._rng, self._sizes.misses)
        ]
        said = [*captions, *missed]
        false = torch.tensor([[not caption.true_of(scene) for caption in said] for scene in scenes])
        return tokens([caption.text for caption in said], self.vocabulary, TRAINED_LENGTH), false

    def _moved(self, images: Tensor, texts: Tensor, false: Tensor, length: float) -> Tensor:
        """The pictures after one step uphill on the loss, each by a random part of `length`."""
        if length == 0:
            return images
        images = images.detach().requires_grad_(True)
        loss, _ = self._contrast(images, texts, false)
        (uphill,) = torch.autograd.grad(loss, images)
        reach = length * torch.rand(len(images), 1, 1, 1)
        return (images + reach * F.normalize(uphill.flatten(1), dim=1).view_as(uphill)).detach()

    def _contrast(self, images: Tensor, texts: Tensor, false: Tensor) -> tuple[Tensor, float]:
        """The contrastive loss both ways, and the share of scenes that choose a true caption.

        Shapes: images (scenes + broken, 3, size, size), texts (scenes + misses, embed_dim), false (scenes, texts).
        A caption that happens to be true of another scene is no negative there.
        """
        with autocast():
            vectors = embed_images(self.model, images)
        logits = self.model.logit_scale.exp() * vectors @ texts.T
        count = len(false)
        target = torch.arange(count)
        allowed = false | (target[:, None] == torch.arange(false.shape[1]))
        by_image = logits[:count].masked_fill(~allowed, -torch.inf)
        broken = logits[count:, :count]
        by_text = torch.cat([by_image[:, :count], broken]).T
        loss = (F.cross_entropy(by_image, target) + F.cross_entropy(by_text, target)) / 2
        return loss, float((by_image.argmax(1) == target).float().mean())
