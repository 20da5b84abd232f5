"""The classes of scenes that the diffusion model is told about."""

from toybox.scenes.places import PLACES
from toybox.scenes.scene import Scene
from toybox.scenes.shapes import SHAPES

NO_CLASS = "anything"
CLASSES: tuple[str, ...] = (NO_CLASS, *SHAPES, "two things", *PLACES)


def class_of(scene: Scene) -> str:
    """Return the class of a scene: its place, its shape, or that it has two things."""
    if scene.place is not None:
        return scene.place
    return "two things" if len(scene.things) > 1 else scene.things[0].shape
