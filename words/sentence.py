"""A sentence as a key with values. It becomes text only when it is shown, so it can be shown in any language."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource, resolver
from pydantic import BaseModel, ConfigDict

ENGLISH = "en"

# Fluent shows {???} for a sentence with a longer value, to guard against translations that expand without end. Ours are
# files of this package; values are as long as what people and programs have written.
resolver.MAX_PART_LENGTH = sys.maxsize


class Sentence(BaseModel):
    """A sentence for people. `values` fill the placeholders of the message with this key in `en.ftl`.

    A string is shown as it is. A number selects singular or plural, and its thousands are grouped.
    """

    # The input is left out of errors because it may hold a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: str
    values: "dict[str, int | float | str | Sentence]" = {}

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self, locale: str = ENGLISH) -> str:
        """Return the sentence in a language. An unknown key, from a newer Easel, is shown as it is with its values."""
        bundle = _bundle(locale)
        if not bundle.has_message(self.key):
            return " ".join([self.key, *(str(_in_words(each, locale)) for each in self.values.values())])
        values = {name: _in_words(each, locale) for name, each in self.values.items()}
        pattern = bundle.get_message(self.key).value
        assert pattern is not None  # every message has a value, not only attributes
        return str(bundle.format_pattern(pattern, values)[0])


def say(key: str, /, **values: int | float | str | Sentence) -> Sentence:
    """Return the sentence with this key and these values."""
    return Sentence(key=key, values=values)


def text(key: str, /, **values: int | float | str | Sentence) -> str:
    """Return the sentence with this key in English, for text that is shown at once and never stored."""
    return say(key, **values).in_words()


def as_written(finished: str) -> Sentence:
    """Wrap finished text from an older Easel or another program as a sentence."""
    return say("as-written", text=finished)


def joined(sentences: Sequence[Sentence], between: str) -> Sentence:
    """Return several sentences as one, in their order."""
    first, *others = sentences
    return say("joined", first=first, between=between, others=joined(others, between)) if others else first


def messages(locale: str = ENGLISH) -> Path:
    """Return the path of a language's messages."""
    return Path(__file__).with_name(f"{locale}.ftl")


def _in_words(value: "float | str | Sentence", locale: str) -> float | str:
    return value.in_words(locale) if isinstance(value, Sentence) else value


@cache
def _bundle(locale: str) -> FluentBundle:
    # No isolation marks: they would show around each value in file names and in JSON.
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(messages(locale).read_text(encoding="utf-8")))
    return bundle
