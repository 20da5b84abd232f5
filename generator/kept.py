"""Models that stay on the device while they fit; the least recently used goes first."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Protocol, TypeVar


class Model(Protocol):
    """Anything that knows how many bytes its weights take."""

    @property
    def bytes(self) -> int:
        """How many bytes its weights take."""


T = TypeVar("T", bound=Model)


class Kept:
    """Keeps models of up to `limit` bytes. A model in use always stays, even when it is larger than the limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._models: OrderedDict[str, Model] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._models

    @property
    def bytes(self) -> int:
        """How many bytes the weights of all of them take."""
        return sum(model.bytes for model in self._models.values())

    def get(self, key: str, in_use: Collection[str], load: Callable[[], T]) -> T:
        """Return the model of this key, loaded if it is not kept yet. Models whose keys are `in_use` also stay.

        A key always stands for the same model: it holds the hash of the file, and a precision.
        """
        if key not in self._models:
            self._models[key] = load()
        self._models.move_to_end(key)
        for other in [each for each in self._models if each != key and each not in in_use]:
            if self.bytes <= self._limit:
                break
            del self._models[other]
        return self._models[key]  # type: ignore[return-value] # what was loaded under this key
