"""What a painter is asked when it is examined: one thing on a ground, pairs that no training has seen among them."""

from dataclasses import dataclass
from random import Random

from toybox.scenes import COLOURS, held_out
from toybox.shapes import SHAPES

HELD_OUT_SHARE = 0.54  # of the captions, so that a hundred have all fifty-four


@dataclass(frozen=True)
class Asked:
    """A caption of the form people are told of, with its facts."""

    colour: str
    shape: str
    ground: str

    @property
    def text(self) -> str:
        return f"a {self.colour} {self.shape} on a {self.ground} background"

    @property
    def held_out(self) -> bool:
        """Whether no scene of the training has this pair of colour and shape."""
        return held_out(self.colour, self.shape)


ALL: tuple[Asked, ...] = tuple(Asked(c, s, g) for c in COLOURS for s in SHAPES for g in COLOURS if g != c)


def ask(count: int, seed: int) -> list[Asked]:
    """Draw `count` different captions by `seed`; in a hundred are the held-out pairs, each on every ground.

    Of fewer, as large a share is held out. Raises ValueError where `count` is not from 1 to `len(ALL)`.
    """
    if not 1 <= count <= len(ALL):
        raise ValueError(f"There are {len(ALL)} captions to choose from; {count} cannot be asked.")
    rng = Random(seed)
    unseen = [asked for asked in ALL if asked.held_out]
    seen = [asked for asked in ALL if not asked.held_out]
    few = max(min(round(HELD_OUT_SHARE * count), len(unseen)), count - len(seen))
    chosen = rng.sample(unseen, few) + rng.sample(seen, count - few)
    rng.shuffle(chosen)
    return chosen
