"""The base class of every error that people read."""

from typing import ClassVar

from words.sentence import Sentence, say


class SpokenError(Exception):
    """An error that people read as a sentence. `key` is the class's default sentence."""

    key: ClassVar[str]

    def __init__(self, key: str | Sentence | None = None, /, **values: int | float | str | Sentence) -> None:
        """Build the sentence from `key`, or the class's default key, and these values, or take a finished sentence."""
        self.sentence = key if isinstance(key, Sentence) else say(key or self.key, **values)
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)
