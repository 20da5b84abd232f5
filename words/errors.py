"""The root of every error that is told to somebody."""

from typing import ClassVar

from words.sentence import Sentence, say


class SpokenError(Exception):
    """An error that people read as a sentence. `key` is what a class says where nothing else is given."""

    key: ClassVar[str]

    def __init__(self, key: str | Sentence | None = None, /, **values: int | float | str | Sentence) -> None:
        """Say the sentence of `key`, or of the class, with these values; or a sentence that is made already."""
        self.sentence = key if isinstance(key, Sentence) else say(key or self.key, **values)
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)
