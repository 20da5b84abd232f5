"""Captions of scenes in several forms: when one is true, and near misses that are not.

A caption keeps the facts that it states beside its text, so the facts decide whether it is true, never the words.
"""

from dataclasses import dataclass, replace
from random import Random

from toybox.scenes.looks import LOOKS
from toybox.scenes.places import PLACES
from toybox.scenes.scene import BIG, COLOURS, PAIRS, SMALL, Pair, Scene, Thing
from toybox.scenes.shapes import SHAPES

_WITH_GROUND = (
    "{things} on {a} {ground} background",
    "{things} on {ground}",
    "a painting of {things} on {a} {ground} background",
    "a picture of {things} on {a} {ground} background",
    "{things} in front of {a} {ground} background",
    "{a} {ground} background with {things}",
    "{things}, {ground} background",
)
_WITHOUT_GROUND = ("{things}", "a painting of {things}", "a picture of {things}")
_OF_PLACE = ("{place}", "a painting of {place}", "a picture of {place}")
_WITH_LOOK = {
    "stripes": "{said} with stripes",
    "watercolour": "a watercolour of {said}",
    "pixel art": "{said}, pixel art",
}
_FIRST_FORM_SHARE = 0.4  # the form that the documentation names comes up more often than the others


@dataclass(frozen=True)
class Caption:
    """A sentence built from facts: pairs of colour and shape, or a place; ground, size and look if it names them."""

    form: str
    things: tuple[Pair, ...]
    ground: str | None
    size: str | None = None
    article: str = "a"
    place: str | None = None
    look: str | None = None

    @property
    def text(self) -> str:
        """Return the sentence."""
        named = [
            " ".join(word for word in (self._article(self.size or c), self.size, c, s) if word) for c, s in self.things
        ]
        a = self._article(self.ground or "")
        said = self.form.format(things=" and ".join(named), a=a, ground=self.ground, place=self.place)
        return _WITH_LOOK[self.look].format(said=said) if self.look else said

    def true_of(self, scene: Scene) -> bool:
        """Tell whether the scene shows everything that the caption states."""
        if self.place != scene.place or self.ground not in (None, scene.ground) or self.look not in (None, scene.look):
            return False
        seen = [(thing.colour, thing.shape) for thing in scene.things if _fits(thing, self.size)]
        return all(seen.count(pair) >= self.things.count(pair) for pair in self.things)

    def _article(self, word: str) -> str:
        return self.article if word == "orange" else "a"


def sample_caption(scene: Scene, rng: Random) -> Caption:
    """Draw a true caption of the scene."""
    if scene.place is not None:
        return Caption(rng.choice(_OF_PLACE), (), None, place=scene.place)
    things = [(thing.colour, thing.shape) for thing in scene.things]
    rng.shuffle(things)
    # People who fill in "a COLOUR SHAPE" write "a orange circle", so both articles are learned.
    article = rng.choice(("a", "an"))
    size = _size(scene.things[0]) if len(things) == 1 and rng.random() < 0.2 else None
    if rng.random() < 0.15:
        return Caption(rng.choice(_WITHOUT_GROUND), tuple(things), None, size, article, look=scene.look)
    return Caption(_form(rng), tuple(things), scene.ground, size, article, look=scene.look)


def caption_of(pair: Pair, ground: str | None, rng: Random) -> Caption:
    """Draw a caption that states a pair, and its ground if one is given. A pair of no colour ("") is a shape alone."""
    article = rng.choice(("a", "an"))
    if ground is None:
        return Caption(rng.choice(_WITHOUT_GROUND), (pair,), None, article=article)
    return Caption(_form(rng), (pair,), ground, article=article)


def near_misses(caption: Caption, scene: Scene, rng: Random, count: int) -> list[Caption]:
    """Draw `count` captions that differ from `caption` in one or two words and are untrue of the scene."""
    misses: list[Caption] = []
    while len(misses) < count:
        miss = _changed(caption, rng)
        if not miss.true_of(scene):
            misses.append(miss)
    return misses


def words() -> list[str]:
    """Return every word that a caption can have, sorted."""
    forms = " ".join((*_WITH_GROUND, *_WITHOUT_GROUND, *_OF_PLACE, *_WITH_LOOK.values(), *PLACES))
    spoken = {word.strip(",") for word in forms.split() if "{" not in word}
    return sorted(spoken | {"a", "an", "and", "big", "small"} | set(COLOURS) | set(SHAPES))


def _form(rng: Random) -> str:
    return _WITH_GROUND[0] if rng.random() < _FIRST_FORM_SHARE else rng.choice(_WITH_GROUND)


def _changed(caption: Caption, rng: Random) -> Caption:
    """Return the caption with another ground or size, another colour or shape, or two colours swapped.

    It never names a held-out pair: as a near miss, the pair would be learned as one that no picture shows.
    """
    if caption.place is not None:
        return replace(caption, place=rng.choice([place for place in PLACES if place != caption.place]))
    if caption.look is not None and rng.random() < 0.25:
        return replace(caption, look=rng.choice([look for look in LOOKS if look != caption.look]))
    swapped = _swapped(caption)
    if swapped is not None and rng.random() < 0.25:
        return swapped
    if caption.ground is not None and rng.random() < 0.33:
        return replace(caption, ground=rng.choice([c for c in COLOURS if c != caption.ground]))
    if caption.size is not None and rng.random() < 0.25:
        return replace(caption, size="small" if caption.size == "big" else "big")
    at = rng.randrange(len(caption.things))
    colour, shape = caption.things[at]
    one_apart = [pair for pair in PAIRS if (pair[0] == colour) != (pair[1] == shape)]
    same_colour = rng.random() < 0.5
    pair = rng.choice([pair for pair in one_apart if (pair[0] == colour) == same_colour])
    return replace(caption, things=(*caption.things[:at], pair, *caption.things[at + 1 :]))


def _swapped(caption: Caption) -> Caption | None:
    """Return the caption with the colours of thing and ground swapped, None for two things."""
    if len(caption.things) > 1 or caption.ground is None:
        return None
    ((colour, shape),) = caption.things
    pair = (caption.ground, shape)
    return replace(caption, things=(pair,), ground=colour) if pair in PAIRS else None


def _size(thing: Thing) -> str | None:
    return "big" if thing.radius >= BIG else "small" if thing.radius <= SMALL else None


def _fits(thing: Thing, size: str | None) -> bool:
    return size is None or _size(thing) == size
