"""What can go wrong, by who must act. The message of each is the sentence that people read."""

import inspect


class EaselError(Exception):
    """Something went wrong."""

    def __init__(self, sentence: str | None = None) -> None:
        """Say `sentence`; without one, the docstring of the class is said."""
        super().__init__(sentence or inspect.getdoc(type(self)))


class Refused(EaselError):
    """That cannot be done."""


class LimitReached(Refused):
    """There are as many pictures waiting as there may be; try again later."""


class NotAllowed(Refused):
    """You may not do that here."""


class NotReady(Refused):
    """The painter is not ready yet; try again in a moment."""


class NoSuchJob(Refused):
    """That picture is not known here any more."""


class MissingPermission(Refused):
    """I lack a permission in this channel."""


class StartupError(EaselError):
    """Easel cannot start."""

    exit_code = 1


class BadToken(StartupError):
    """Discord does not accept this token: copy the current one from the Developer Portal into DISCORD_TOKEN."""

    exit_code = 78  # EX_CONFIG: a service manager must not restart into the same refusal


class NotAdmitted(StartupError):
    """Discord does not let this bot connect."""

    exit_code = 78  # as for the token: a restart would meet the same refusal


class DatabaseUnusable(StartupError):
    """The database is damaged, or of a newer Easel."""

    exit_code = 78  # another start would find the same


class DatabaseTrouble(Refused):
    """The database cannot be used just now; once the reason is gone it is as it was."""

    def __init__(self, reason: str) -> None:
        """`reason` is half a sentence."""
        super().__init__(
            f"Easel cannot use its database just now: {reason}. Nothing was done; try again later. "
            "Whoever runs this bot sees more in /status."
        )
        self.reason = reason


class DiscordUnreachable(EaselError):
    """Discord cannot be reached, and what became of the last request is not known."""
