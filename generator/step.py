"""What every method yields."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from words.sentence import Sentence

State = dict[str, Tensor]
"""Everything needed to continue after a step: latents, optimiser, random streams. The keys depend on the method."""


@dataclass(frozen=True)
class Given:
    """The pictures that a painting uses besides its params.

    Depending on its method, it starts from `codes` (1, h, w), which are indices into a codebook, or from `init_image`.
    `image_prompt` is the picture to aim for. Pictures are (1, 3, h, w) in 0..1.
    """

    codes: Tensor | None = None
    init_image: Tensor | None = None
    image_prompt: Tensor | None = None


@dataclass(frozen=True)
class End:
    """The end of a painting. `notes` are sentences for people.

    The picture was decoded from `codes` (h, w), which are None if the method has none.
    """

    codes: Tensor | None = None
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Step:
    """One finished step of a painting.

    `image` (3, h, w) in 0..1 is the picture that the step worked on, or the finished picture if there is an `end`.
    `state()` returns a copy of the state to resume from.
    """

    index: int
    image: Tensor
    state: Callable[[], State]
    end: End | None = None
