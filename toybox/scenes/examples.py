"""Example scenes of each class."""

from collections import defaultdict
from random import Random

from toybox.scenes.central import sample_central
from toybox.scenes.classes import CLASSES, class_of
from toybox.scenes.scene import Scene, sample_scene

_CENTRAL_SHARE = 0.2  # of the scenes drawn; the others are of all kinds, so that each class comes up


def examples(rng: Random, count: int) -> list[list[Scene]]:
    """Draw `count` scenes of each class but the first, which is any, in the order of `CLASSES`; none has a look."""
    found: defaultdict[str, list[Scene]] = defaultdict(list)
    while any(len(found[name]) < count for name in CLASSES[1:]):
        scene = sample_central(rng) if rng.random() < _CENTRAL_SHARE else sample_scene(rng)
        if scene.look is None and len(found[class_of(scene)]) < count:
            found[class_of(scene)].append(scene)
    return [found[name] for name in CLASSES[1:]]
