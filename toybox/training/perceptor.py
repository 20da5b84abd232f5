"""The perceptor learns which caption belongs to which picture, also where the picture is not finished yet.

It learns contrastively, as openai-clip does, in a small world for each batch (`toybox.training.world`). Three things
make it a guide: heads that read single facts (`heads`), pictures on their way to a caption (`views`), and changes that
would mislead it (`attack`).
"""

import math
from random import Random
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.unet import UNet
from toybox.networks.perceptor import IMAGE_SIZE, TRAINED_LENGTH, embed_images, embed_texts, new_perceptor
from toybox.networks.vocabulary import tokens, vocabulary_of
from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures, sample_scenes
from toybox.scenes.captions import near_misses, sample_caption, words
from toybox.training.attack import attacked
from toybox.training.augment import crops, noisy
from toybox.training.heads import Heads
from toybox.training.loop import Resumable
from toybox.training.paintings import Paintings
from toybox.training.views import Shown, Sizes, Views
from toybox.training.world import NONE, Said, World, targets
from toybox.training.world import numbers as as_numbers

WARM_UP_STEPS = 60
CONTRAST_FROM, CONTRAST_BY, LEAST_CONTRAST = 0.12, 0.27, 0.02  # progress at which the contrast sets in, and is whole
LATE_FROM = 0.25  # progress from which unfinished pictures are shown
ATTACK_FROM, ATTACK_BY, RADIUS = 0.3, 0.6, 6.0  # progress at which attacks set in, and reach their radius
SHAPES_WEIGHT, PAIRS_WEIGHT, BACK_WEIGHT, OTHER_WEIGHT = 0.5, 0.5, 0.3, 0.5  # beside the full captions' 1
PLAIN_WEIGHT = 0.3  # of captions that name no thing, which should suit every shape alike
PAINT_EVERY = 3  # steps
FIRST_PAINTINGS = 60  # times that some are painted, before the first are shown
LARGEST_SCALE = math.log(30.0)


class PerceptorTraining(Resumable):
    """A `Trainee`. Without a U-Net and a VQGAN it sees finished pictures alone, as a judge does."""

    def __init__(
        self,
        seed: int,
        unet: UNet | None,
        vqgan: Vqgan | None,
        sizes: Sizes | None = None,
        lr: float = 1e-3,
        **smaller: Any,
    ) -> None:
        torch.manual_seed(seed)
        self._rng, self._sizes, self._lr, self._steps = Random(seed), sizes or Sizes(), lr, 0
        self._paintings = Paintings(vqgan, self._rng) if vqgan else None
        self._views = Views(self._rng, self._sizes, unet, self._paintings)
        self.vocabulary = vocabulary_of(words())
        perceptor = new_perceptor(len(self.vocabulary), **smaller)
        self.model = nn.ModuleDict({"perceptor": perceptor, "heads": Heads(perceptor.text_projection.shape[1])})
        self.perceptor, self._heads = perceptor, self.model["heads"]
        self._optimizer = torch.optim.AdamW(self.model.parameters(), lr=lr, betas=(0.9, 0.98), weight_decay=0.05)
        self._painted = False

    def step(self, progress: float) -> dict[str, float]:
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        loss, figures = self._losses(progress)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        with torch.no_grad():
            self.perceptor.logit_scale.clamp_(max=LARGEST_SCALE)
        self._steps += 1
        return figures

    def _losses(self, progress: float) -> tuple[Tensor, dict[str, float]]:
        world, late = World.sample(self._rng), progress >= LATE_FROM
        if late:
            self._paint(world)
        shown, said = self._views.sample(world, late), Said.of(world, self._rng)
        texts, right = self._embed(said.texts), targets(world, shown.facts)
        images = self._attacked(shown, said, texts.detach(), right, RADIUS * _ramp(progress, ATTACK_FROM, ATTACK_BY))
        others, told, false = self._others()
        with autocast():
            seen = embed_images(self.perceptor, torch.cat([images, others]))
        seen, seen_others = seen[: len(images)], seen[len(images) :]
        logits = self._scale() * seen @ texts.T
        read = self._heads(seen, as_numbers(shown.facts)) + self._heads(texts, said.numbers)
        read = read + PLAIN_WEIGHT * self._heads.of_no_shape(texts[said.plain])
        contrast = _choice(logits, said, right) + BACK_WEIGHT * self._back(logits, said, right[0])
        contrast = contrast + OTHER_WEIGHT * self._contrast(seen_others, told, false)
        weight = max(LEAST_CONTRAST, _ramp(progress, CONTRAST_FROM, CONTRAST_BY))
        figures = {"read": round(float(read.detach()), 3), **self._figures(logits, said, right)}
        return read + weight * contrast, figures

    def _figures(self, logits: Tensor, said: Said, right: tuple[Tensor, ...]) -> dict[str, float]:
        """Return the share of captions that are chosen rightly, and of shapes, of clean pictures and of all others."""
        clean = self._sizes.clean
        among = zip(said.lists[:2], right[:2], strict=True)
        full, shapes = ((logits[:, part].argmax(1) == at)[at != NONE].float() for part, at in among)
        shares = {"full": full[:clean], "shape": shapes[:clean], "full_": full[clean:], "shape_": shapes[clean:]}
        return {name: round(float(share.mean()), 3) for name, share in shares.items()}

    def _embed(self, texts: list[str]) -> Tensor:
        with autocast():
            return embed_texts(self.perceptor, tokens(texts, self.vocabulary, TRAINED_LENGTH))

    def _scale(self) -> Tensor:
        scale: Tensor = self.perceptor.logit_scale.exp()
        return scale

    def _paint(self, world: World) -> None:
        """Paint some more of what this world or another shows, for later."""
        if self._paintings is None or (self._painted and self._steps % PAINT_EVERY):
            return
        for _ in range(1 if self._painted else FIRST_PAINTINGS):
            self._paintings.paint_some(World.sample(self._rng).facts)
        self._painted = True

    def _attacked(self, shown: Shown, said: Said, texts: Tensor, right: tuple[Tensor, ...], radius: float) -> Tensor:
        """Return the pictures, some of them attacked, as the perceptor sees them when it guides."""
        images = shown.images
        if not (radius and self._sizes.attacked):
            return images
        chosen = torch.randperm(len(images))[: self._sizes.attacked]
        theirs = tuple(at[chosen] for at in right)
        self.perceptor.eval()

        def loss(changed: Tensor) -> Tensor:
            with autocast():
                seen = embed_images(self.perceptor, changed)
            return _choice(self._scale().detach() * seen @ texts.T, said, theirs)

        moved = attacked(images[chosen], loss, radius)
        self.perceptor.train()
        return images.index_copy(0, chosen, moved)

    def _back(self, logits: Tensor, said: Said, right: Tensor) -> Tensor:
        """Return how badly full captions choose among the clean pictures that they are true of."""
        clean = slice(0, self._sizes.clean)
        by_text = logits[clean, said.lists[0]].T
        true = right[clean] == torch.arange(len(by_text))[:, None]
        shown = true.any(1)
        among_true = by_text.masked_fill(~true, -torch.inf)[shown].logsumexp(1)
        return (by_text[shown].logsumexp(1) - among_true).mean()

    def _others(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return pictures of all kinds of scenes, embeddings of their captions and near misses, and what is untrue."""
        scenes = sample_scenes(self._rng, self._sizes.other)
        captions = [sample_caption(scene, self._rng) for scene in scenes]
        missed = [
            miss
            for caption, scene in zip(captions, scenes, strict=True)
            for miss in near_misses(caption, scene, self._rng, self._sizes.misses)
        ]
        said = [*captions, *missed]
        false = torch.tensor([[not caption.true_of(scene) for caption in said] for scene in scenes])
        images = noisy(crops(pictures(scenes, IMAGE_SIZE, IMAGE_SIZE), IMAGE_SIZE))
        return images, self._embed([caption.text for caption in said]), false

    def _contrast(self, seen: Tensor, told: Tensor, false: Tensor) -> Tensor:
        """Return how badly pictures choose their captions and captions their pictures.

        A caption that is also true of another picture is no wrong choice there.
        """
        own = torch.arange(len(seen))
        logits = self._scale() * seen @ told.T
        among = logits.masked_fill(~(false | (own[:, None] == torch.arange(len(told)))), -torch.inf)
        return (F.cross_entropy(among, own) + F.cross_entropy(among[:, : len(seen)].T, own)) / 2


def _choice(logits: Tensor, said: Said, right: tuple[Tensor, ...]) -> Tensor:
    """Return how badly pictures choose in each list of captions."""
    loss = torch.zeros(())
    for part, at, weight in zip(said.lists, right, (1.0, SHAPES_WEIGHT, PAIRS_WEIGHT), strict=True):
        if bool((at != NONE).any()):
            loss = loss + weight * F.cross_entropy(logits[:, part], at, ignore_index=NONE)
    return loss


def _ramp(progress: float, first: float, last: float) -> float:
    """Return 0 until `first`, 1 from `last` on, and a straight line between them."""
    return min(1.0, max(0.0, (progress - first) / (last - first)))
