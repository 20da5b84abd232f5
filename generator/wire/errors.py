"""Everything that can go wrong in the generator. Each error carries a sentence for the person who can act on it.

GeneratorError
├── InvalidParams          the params cannot be painted
│   └── NothingKnown       the style knows no word of the prompt
├── WrongSetting           a setting has an invalid value
├── DoesNotFit             the picture needs more memory than there is
├── OtherDevice            the plan needs a GPU, and there is none
├── OtherMethod            the style does not support the method
├── MissingWeights         the style is not installed
│   └── BadWeights         a file does not match its card
├── UnreadablePicture      the file is not a readable picture
├── MissingInput           an input picture is missing
├── NoRecipe               the picture carries no recipe
├── NoCodes                the picture carries no codes to continue from
├── NoEncoder              the style cannot read pictures
├── CannotGoOn             the picture has another style or size
├── NoSuchClass            the model does not have this class
├── NotANumber             a step produced NaN or infinity
├── ForeignState           the saved state belongs to another painting
└── WeightsRefused         weights cannot be fetched, read, installed or removed
    ├── UnknownName        the catalogue does not have them
    ├── Unreadable         the file cannot be read as weights
    ├── WrongArchitecture  the file holds a different network
    └── Unreachable        no source delivered the file
"""

from words.errors import SpokenError


class GeneratorError(SpokenError):
    """The base class of the generator's errors."""


class InvalidParams(GeneratorError, ValueError):
    """The params cannot be painted. It is also a ValueError because pydantic requires one."""


class NothingKnown(InvalidParams):
    """The style knows no word of the prompt."""

    key = "nothing-known"


class WrongSetting(GeneratorError):
    """A setting has an invalid value."""


class DoesNotFit(GeneratorError):
    """The picture needs more memory than this device has."""


class OtherDevice(GeneratorError):
    """The plan needs a GPU, and this machine has none."""

    key = "other-device"


class OtherMethod(GeneratorError):
    """The style does not support this method."""

    key = "style-not-by-method"


class MissingWeights(GeneratorError):
    """The weights of a style are not installed."""


class BadWeights(MissingWeights):
    """A file of weights does not match its card."""


class UnreadablePicture(GeneratorError):
    """A file that somebody gave is not a readable picture."""

    key = "picture-unreadable"


class MissingInput(GeneratorError):
    """A picture to paint from is missing."""

    key = "input-missing"


class NoRecipe(GeneratorError):
    """The picture carries no Easel recipe."""

    key = "picture-no-recipe"


class NoCodes(GeneratorError):
    """The picture carries no codes to continue from."""

    key = "picture-no-codes"


class NoEncoder(GeneratorError):
    """The style's weights have no encoder."""

    key = "style-no-encoder"


class CannotGoOn(GeneratorError):
    """The picture to continue from has another style or size."""


class NoSuchClass(GeneratorError):
    """The style's model does not have the requested class."""


class TooManySteps(GeneratorError):
    """The style's model has fewer timesteps than the steps that were asked for."""


class NotANumber(GeneratorError):
    """A step produced NaN or infinity."""


class ForeignState(GeneratorError):
    """The saved state belongs to another painting, device or version."""

    key = "state-foreign"


class WeightsRefused(GeneratorError):
    """Weights cannot be fetched, read, installed or removed."""


class UnknownName(WeightsRefused):
    """The catalogue has no weights with this name."""


class Unreadable(WeightsRefused):
    """The file cannot be read as weights."""


class WrongArchitecture(WeightsRefused):
    """The file holds a different network."""


class Unreachable(WeightsRefused):
    """No source delivered the whole file."""
