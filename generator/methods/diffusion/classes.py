"""Which class a class-conditional U-Net paints: the one that is stated, that suits the prompt, or any."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.guidance.critique import Critic
from generator.methods.diffusion.offer import IMAGENET_CLASSES
from generator.models.perceptors.clip import ClipPerceptor
from generator.models.perceptors.perceptor import Targets
from generator.randomness import Streams
from generator.wire.errors import NoSuchClass
from generator.wire.labels.tables import tables
from generator.wire.params import Params

LEAST_SHARE = 0.5  # of the choice, up to which any class will do


@dataclass(frozen=True)
class Classes:
    """The classes of a U-Net, `count` in all, 0 if it has none.

    `names` are those on the style's card, of which the first stands for any class. Without a card's names, a thousand
    classes are ImageNet's.
    """

    count: int
    names: Sequence[str] | None = None

    @property
    def any_class(self) -> bool:
        """Tell whether class 0 stands for any class."""
        return self.names is not None

    @cached_property
    def words(self) -> Sequence[str]:
        """The words for each class that does not stand for any, none if nobody says what the classes are."""
        if self.names is not None:
            return self.names[1:]
        return tables().names if self.count == IMAGENET_CLASSES else ()

    def of_scenes(self, params: Params, scenes: Sequence[Sequence[Critic]]) -> list[int | None]:
        """Return the class of each scene, None for a U-Net without classes. Raises NoSuchClass.

        If none is stated, and none is to be picked or can be, it is any class, or drawn as in the notebooks.
        """
        stated = params.class_label
        if stated is not None and not self.count:
            raise NoSuchClass("class-none")
        if stated is not None and stated >= self.count:
            raise NoSuchClass("class-unknown", classes=str(self.count), last=str(self.count - 1))
        if params.class_scale != 1 and not self.any_class:
            raise NoSuchClass("class-any-none")
        if stated is not None or not self.count:
            return [stated] * len(scenes)
        suiting = [self._suiting(critics) if params.pick_class else None for critics in scenes]
        if self.any_class or None not in suiting:
            return [label or 0 for label in suiting]
        drawn = int(torch.randint(self.count, (1,), generator=Streams(params.seed)["class"]))
        return [drawn if label is None else label for label in suiting]

    def _suiting(self, critics: Sequence[Critic]) -> int | None:
        """Return the class that suits a scene, as the first CLIP sees it, None if it cannot tell."""
        seeing = ((each.perceptor, each.wanted) for each in critics if isinstance(each.perceptor, ClipPerceptor))
        perceptor, targets = next(seeing, (None, ()))
        if perceptor is None or not self.words:
            return None
        first = int(self.any_class)
        share, best = _shares(perceptor, self.words, targets).max(0)
        return 0 if self.any_class and float(share) <= LEAST_SHARE else first + int(best)


def _shares(perceptor: ClipPerceptor, words: Sequence[str], targets: Targets) -> Tensor:
    """Return how well each class suits the targets, as shares of one: (classes,).

    A class is known by its words, or by the mean embedding of its captions if the perceptor came with those: then how
    well it suits no words at all is taken away. So is what all classes have in common.
    """
    said = F.normalize(torch.stack([prompt.weight * target.mean(0) for prompt, target in targets]).sum(0), dim=0)
    known = perceptor.encode_texts(words)
    if perceptor.classes is not None and len(perceptor.classes) == len(words):
        known, said = F.normalize(perceptor.classes, dim=-1), said - perceptor.encode_texts([""])[0]
    return (perceptor.sharpness * (known - known.mean(0)) @ said).softmax(0)
