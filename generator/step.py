"""What every method yields."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from words.sentence import Sentence

State = dict[str, Tensor]
"""Everything needed to continue after a step: latents, optimiser, random streams. Each method has its own names."""


@dataclass(frozen=True)
class Given:
    """The pictures that a painting uses besides its params.

    It starts from `codes` (1, h, w), which are indices into a codebook, or from `init_image`, depending on what its
    method can start from. `image_prompt` is the picture to come near to. Pictures are (1, 3, h, w) in 0..1.
    """

    codes: Tensor | None = None
    init_image: Tensor | None = None
    image_prompt: Tensor | None = None


@dataclass(frozen=True)
class End:
    """The painting is over. `notes` are sentences for people.

    The picture is decoded from `codes` (h, w); None if the method has no codes.
    """

    codes: Tensor | None = None
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of painting is done.

    `image` (3, h, w) in 0..1 is the picture as the step saw it, or the finished picture if there is an `end`. `state()`
    returns a copy of the state to resume from.
    """

    index: int
    image: Tensor
    state: Callable[[], State]
    end: End | None = None
