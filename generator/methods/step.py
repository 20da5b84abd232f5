"""What every method yields."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

State = dict[str, Tensor]
"""Everything needed to go on from a step: latents, optimiser, random streams. Names are the method's own."""


@dataclass(frozen=True)
class Step:
    """One step of painting is done.

    `image` (3, h, w) in 0..1 is the picture as the step saw it; after the last step it is the finished one. `state()`
    captures a copy to resume from.
    """

    index: int
    image: Tensor
    state: Callable[[], State]
