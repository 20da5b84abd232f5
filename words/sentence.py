"""A sentence as a key with values. It is put into words where it is shown, so that it can be shown in any language."""

import sys
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource, resolver
from pydantic import BaseModel, ConfigDict

ENGLISH = "en"

# Fluent shows {???} for a sentence with a longer value, to guard against translations that expand without end. Ours are
# files of this package; values are as long as what people and programs have written.
resolver.MAX_PART_LENGTH = sys.maxsize


class Sentence(BaseModel):
    """What to tell somebody. `values` fill the placeholders of the sentence that has this key in `en.ftl`.

    A string is shown as it is; a number chooses between singular and plural and is grouped by thousands.
    """

    # The input is left out of errors because it may hold a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: str
    values: "dict[str, int | float | str | Sentence]" = {}

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self, locale: str = ENGLISH) -> str:
        """Return the sentence in a language. A key that this Easel does not know stands for itself."""
        bundle = _bundle(locale)
        if not bundle.has_message(self.key):
            return " ".join([self.key, *map(str, self.values.values())])
        values = {name: str(each) if isinstance(each, Sentence) else each for name, each in self.values.items()}
        pattern = bundle.get_message(self.key).value
        assert pattern is not None  # no message here has attributes alone
        return str(bundle.format_pattern(pattern, values)[0])


def say(key: str, /, **values: int | float | str | Sentence) -> Sentence:
    """Return the sentence of this key with these values."""
    return Sentence(key=key, values=values)


def text(key: str, /, **values: int | float | str | Sentence) -> str:
    """Return the sentence of this key in English: for what is shown at once and never kept."""
    return say(key, **values).in_words()


def as_written(finished: str) -> Sentence:
    """Return a finished text as a sentence: what an older Easel or another program has put into words."""
    return say("as-written", text=finished)


def messages(locale: str = ENGLISH) -> Path:
    """Return the file of a language."""
    return Path(__file__).with_name(f"{locale}.ftl")


@cache
def _bundle(locale: str) -> FluentBundle:
    # Without isolation: marks that surround each value would be seen in file names and in JSON.
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(messages(locale).read_text(encoding="utf-8")))
    return bundle
