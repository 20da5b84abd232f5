"""What every method yields."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from words.sentence import Sentence

State = dict[str, Tensor]
"""Everything needed to go on from a step: latents, optimiser, random streams. Names are the method's own."""


@dataclass(frozen=True)
class Given:
    """The pictures that a painting is made from, besides its params.

    It begins from `codes` (1, h, w), indices of a codebook, or from `init_image`, whichever its method can begin from;
    `image_prompt` is what the picture should come near to. Pictures are (1, 3, h, w) in 0..1.
    """

    codes: Tensor | None = None
    init_image: Tensor | None = None
    image_prompt: Tensor | None = None


@dataclass(frozen=True)
class End:
    """The painting is over. `notes` are sentences for people.

    `codes` (h, w) are what the picture is decoded from; None where it is not decoded from any.
    """

    codes: Tensor | None = None
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of painting is done.

    `image` (3, h, w) in 0..1 is the picture as the step saw it; with an `end` it is the finished one. `state()`
    captures a copy to resume from.
    """

    index: int
    image: Tensor
    state: Callable[[], State]
    end: End | None = None
