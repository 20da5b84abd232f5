"""Everything that can go wrong in the generator, each with a sentence for whoever can act on it.

GeneratorError
├── InvalidParams          somebody asked for what cannot be painted
├── WrongSetting           a setting has a value that cannot be used
├── DoesNotFit             it takes more memory than there is
├── OtherDevice            it was painted on a card, and there is none
├── OtherMethod            the style does not paint by this method
├── MissingWeights         the style is not installed
│   └── BadWeights         its files are not what its card says
├── UnreadablePicture      that is no picture
├── MissingInput           a picture that it is painted from is not here
├── NoRecipe               the picture carries no recipe
├── NoCodes                the picture carries no codes to go on from
├── NoEncoder              the style cannot read pictures
├── CannotGoOn             the picture is of another style or size
├── NoSuchClass            the model does not know this class
├── NotANumber             a step came to something that is no number
├── ForeignState           the saved state is another painting's
└── WeightsRefused         weights are not fetched, read, installed or removed
    ├── UnknownName        the catalogue does not have them
    ├── Unreadable         the file cannot be read as weights
    ├── WrongArchitecture  the file holds another network
    └── Unreachable        no source gave the file
"""

from words.errors import SpokenError


class GeneratorError(SpokenError):
    """The generator cannot go on."""


class InvalidParams(GeneratorError, ValueError):
    """Somebody asked for what cannot be painted. A ValueError too, as pydantic wants it."""


class WrongSetting(GeneratorError):
    """A setting has a value that cannot be used."""

    key = "setting-wrong"


class DoesNotFit(GeneratorError):
    """The picture takes more memory than this device has."""


class OtherDevice(GeneratorError):
    """The plan is for a graphics card, and this machine has none."""

    key = "other-device"


class OtherMethod(GeneratorError):
    """The style does not paint by this method."""

    key = "style-not-by-method"


class MissingWeights(GeneratorError):
    """The weights of a style are not installed."""


class BadWeights(MissingWeights):
    """A file of weights is not what its card says."""


class UnreadablePicture(GeneratorError):
    """A file that somebody gave is no picture that can be read."""

    key = "picture-unreadable"


class MissingInput(GeneratorError):
    """A picture that this one is painted from is not kept here."""

    key = "input-missing"


class NoRecipe(GeneratorError):
    """The picture carries no recipe of Easel."""

    key = "picture-no-recipe"


class NoCodes(GeneratorError):
    """The picture does not carry its codes, or none that can be gone on from."""

    key = "picture-no-codes"


class NoEncoder(GeneratorError):
    """The weights of the style have no encoder."""

    key = "style-no-encoder"


class CannotGoOn(GeneratorError):
    """The picture to go on from is of another style or size."""


class NoSuchClass(GeneratorError):
    """The style's model does not know the class that is asked for."""


class NotANumber(GeneratorError):
    """A step came to something that is no number."""


class ForeignState(GeneratorError):
    """The saved state belongs to another painting, device or version."""

    key = "state-foreign"


class WeightsRefused(GeneratorError):
    """Something that was wanted of weights cannot be done."""


class UnknownName(WeightsRefused):
    """The catalogue has no weights of this name."""


class Unreadable(WeightsRefused):
    """The file cannot be read as weights."""


class WrongArchitecture(WeightsRefused):
    """The file holds another network than the one that is wanted."""


class Unreachable(WeightsRefused):
    """No source could be read to its end."""


class SourceFailed(Exception):
    """One source of weights does not give what is wanted. `lasting` where it will not, however often it is asked."""

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.lasting = lasting
