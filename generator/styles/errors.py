"""Why weights are not fetched, read or installed: each a sentence for whoever runs Easel."""

from generator.errors import GeneratorError


class Refused(GeneratorError):
    """That cannot be done with weights."""


class UnknownName(Refused):
    """The catalogue has no weights of this name; `weights list` shows those it has."""


class Unreadable(Refused):
    """This is not a file of weights."""


class WrongArchitecture(Refused):
    """This file holds another network than the one that is wanted."""


class Unreachable(Refused):
    """No source could be read to its end."""


class SourceFailed(Exception):
    """One source does not give what is wanted. `lasting` where it will not, however often it is asked."""

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.lasting = lasting
