"""Everything that can go wrong in the bot, each with a sentence for whoever can act on it.

EaselError
├── Refused                  what somebody asks for cannot be done
│   ├── LimitReached         too many pictures are waiting
│   ├── NotAllowed           the person may not do that
│   ├── NotReady             the painter cannot paint yet
│   ├── NoSuchJob            the picture is not known, or no longer
│   ├── MissingPermission    the bot lacks a permission in the channel
│   └── DatabaseTrouble      the database cannot be used; that passes
├── StartupError             Easel cannot start, or not go on
│   ├── BadToken             Discord does not accept the token
│   ├── NotAdmitted          Discord does not let the bot connect
│   └── DatabaseUnusable     the database is damaged, or of a newer Easel
├── DiscordUnreachable       Discord cannot be reached
├── GeneratorDied            the painter's process is gone before its job was over
└── LeftBehind               it is gone, and something of it is not
"""

from words.errors import SpokenError
from words.sentence import Sentence, say


class EaselError(SpokenError):
    """The bot cannot go on with something."""


class Refused(EaselError):
    """What somebody asks for cannot be done."""


class LimitReached(Refused):
    """As many pictures are waiting as may wait."""


class NotAllowed(Refused):
    """The person may not do that here."""


class NotReady(Refused):
    """The painter cannot paint yet."""


class NoSuchJob(Refused):
    """The picture is not known here, or no longer."""

    key = "no-such-job"


class MissingPermission(Refused):
    """The bot lacks a permission in the channel."""


class DatabaseTrouble(Refused):
    """The database cannot be used right now. Once the reason is gone, it is as it was."""

    key = "database-trouble"

    def __init__(self, reason: Sentence) -> None:
        """`reason` is half a sentence about the database."""
        super().__init__(reason=reason)
        self.reason = reason


class StartupError(EaselError):
    """Easel cannot start, or cannot go on running."""

    exit_code = 1


class BadToken(StartupError):
    """Discord does not accept the token."""

    key = "token-refused"
    exit_code = 78  # EX_CONFIG: a service manager must not restart into the same refusal


class NotAdmitted(StartupError):
    """Discord does not let this bot connect."""

    exit_code = 78  # as for the token: a restart would meet the same refusal


class DatabaseUnusable(StartupError):
    """The database is damaged, or a newer Easel has written it."""

    exit_code = 78  # another start would find the same


class DiscordUnreachable(EaselError):
    """Discord cannot be reached, and what became of the last request is not known."""

    key = "discord-unreachable"


class GeneratorDied(EaselError):
    """The painter's process is gone, or had to be killed, without a last event."""

    def __init__(
        self, how: Sentence, exit_code: int | None, stderr_tail: tuple[str, ...], *, of_earlier_job: bool = False
    ) -> None:
        """Say `how` it died, as half a sentence about the painter.

        `exit_code` is negative for a signal, None while the process still runs. `of_earlier_job` says that the job
        before may well be the cause: the process had painted that one, and had said nothing about this one yet.
        """
        super().__init__(how if exit_code is None else say("painter-died-with", how=how, code=str(exit_code)))
        self.how = how
        self.exit_code = exit_code
        self.stderr_tail = stderr_tail
        self.of_earlier_job = of_earlier_job


class LeftBehind(EaselError):
    """Something of the last painter is still there, so no other may start. The sentence names it."""
