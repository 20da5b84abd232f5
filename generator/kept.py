"""Models that stay on the device while they fit, the least recently used out first."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Protocol, TypeVar


class Model(Protocol):
    """What is kept: anything that knows how many bytes its weights take."""

    @property
    def bytes(self) -> int:
        """How much memory its weights take."""


T = TypeVar("T", bound=Model)


class Kept:
    """A room of so many bytes. What is in use is never put out, even where it alone is larger than the room."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._models: OrderedDict[str, Model] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._models

    @property
    def bytes(self) -> int:
        """How much memory the weights of all of them take."""
        return sum(model.bytes for model in self._models.values())

    def get(self, key: str, in_use: Collection[str], load: Callable[[], T]) -> T:
        """Return the model of this key, loaded if it is not there; those whose keys are `in_use` stay, too.

        A key stands for one model for ever: the hash of its file, and a precision.
        """
        if key not in self._models:
            self._models[key] = load()
        self._models.move_to_end(key)
        for other in [each for each in self._models if each != key and each not in in_use]:
            if self.bytes <= self._room:
                break
            del self._models[other]
        return self._models[key]  # type: ignore[return-value] # what was loaded under this key
