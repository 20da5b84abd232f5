"""What an evaluation of a style of real things asks for: forty labels, and ten mixtures of two.

They were chosen by a rule before anything was tuned, and are not changed:

1. Of ImageNet's 1,000 labels, those whose name is one word of small letters, that of no other label, and used at least
   once in two million words of English (a Zipf frequency of 2.7 by wordfreq 3.1.1). No breeds of dogs.
2. Four groups, each evenly spread in ImageNet's order: 14 animals, 12 made things, 6 landscapes, 8 foods and plants.
   People ask for creatures and places more often than for appliances.
3. "A kite" is read as the toy, so the next of its group stands in: the vulture.
4. The mixtures are of the labels 2 i and 2 i + 21, for i from 0 to 9.
"""

from collections.abc import Sequence

ANIMALS = (
    "cock", "vulture", "centipede", "goose", "crayfish", "dingo", "jaguar",
    "fly", "mantis", "hare", "ox", "weasel", "armadillo", "eel",
)  # fmt: skip
THINGS = (
    "balloon", "bookshop", "cinema", "dome", "hatchet", "loudspeaker",
    "nipple", "plow", "revolver", "spindle", "thatch", "wardrobe",
)  # fmt: skip
LANDSCAPES = "alp", "cliff", "geyser", "promontory", "seashore", "volcano"
FOOD_AND_PLANTS = "trifle", "hotdog", "cucumber", "orange", "banana", "pizza", "daisy", "buckeye"

LABELS = (*ANIMALS, *THINGS, *LANDSCAPES, *FOOD_AND_PLANTS)
MIXTURES = tuple((LABELS[2 * i], LABELS[2 * i + 21]) for i in range(10))

Asked = tuple[str, ...]
"""The names of the labels that a prompt asks for."""


def some(asked: Sequence[Asked], count: int) -> list[Asked]:
    """Return `count` of what is asked, or all if there are no more, spread evenly."""
    count = min(count, len(asked))
    return [asked[i * len(asked) // count] for i in range(count)]


def prompt(asked: Asked) -> str:
    """Return the prompt: "a castle", "a castle | a volcano"."""
    return " | ".join(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in asked)
