"""The captions of an evaluation: one thing on a ground, with pairs that no training has seen among them."""

from dataclasses import dataclass
from random import Random

from toybox.scenes.scene import COLOURS, held_out
from toybox.scenes.shapes import SHAPES

HELD_OUT_SHARE = 0.54  # of the captions, so that a hundred have all fifty-four


@dataclass(frozen=True)
class Asked:
    """A caption of the form that the documentation names, with its facts."""

    colour: str
    shape: str
    ground: str

    @property
    def text(self) -> str:
        """Return the caption."""
        return f"a {self.colour} {self.shape} on a {self.ground} background"

    @property
    def held_out(self) -> bool:
        """Tell whether no scene of the training has this pair of colour and shape."""
        return held_out(self.colour, self.shape)


ALL: tuple[Asked, ...] = tuple(Asked(c, s, g) for c in COLOURS for s in SHAPES for g in COLOURS if g != c)


def ask(count: int, seed: int) -> list[Asked]:
    """Draw `count` different captions by `seed`.

    A hundred have every held-out pair on every ground; fewer have the same share of them. Raise ValueError if `count`
    is not from 1 to `len(ALL)`.
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
