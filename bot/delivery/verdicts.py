"""What each of Discord's answers to a request means: a no, trouble that passes, or the end.

Only a code of Discord's own that is known to mean no is a no. A 403 may come from Cloudflare, which blocks an address
for a while, and a 400 or 408 from a proxy on the way: neither has looked at the request. Everything that asks what an
answer means asks here.
"""

from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
import discord

OLD_MESSAGE = 30046
"""Discord's code where a message older than an hour is edited too often."""


class Verdict(Enum):
    """What an answer means."""

    NO = auto()  # the same request would be refused again
    PASSES = auto()  # the same request may succeed later; whether this one was applied may be unknown
    ENDS = auto()  # nothing will be answered any more: the token was reset


# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
# Codes that say "too much" or "not now" are left out, because they pass: 20016, 20022, 20028, 20029, 40003,
# 40004, 40006, 40062, 110001, 130000, and 40333, Cloudflare's block. So are those about the token: 40001, 40002, 50014.
_NO = frozenset({
    *range(10001, 10100),  # unknown channel, guild, message, emoji, interaction, ...
    20001, 20002, 20009, 20012, 20018, 20031, 20035,  # not for bots, or not this one; explicit content; blocked words
    30003, 30010, 30033, OLD_MESSAGE, 30047,  # most pins, reactions, members, edits
    30034,  # all of a day's new commands: who registers them tries again tomorrow, not in a minute
    40005, 40007, 40041, 40058, 40060, 40061, 40066, 40067, 40094,  # too large; banned; forums; answered before
    50001, 50002, 50003, 50005, 50006, 50007, 50008, 50009, 50013,  # no access, no permission, not one's own, empty
    50016, 50019, 50021, 50024, 50027, 50033, 50034, 50035, 50036, 50039,  # wrong kind of channel; a token that is over
    50041, 50045, 50046, 50055, 50067, 50068, 50070, 50074, 50080, 50081,  # bad files, guilds, origins, stickers
    50083, 50085, 50097, 50101, 50109, 50110, 50138, 50146, 50163, 50178, 50278, 50600,  # archived; bad JSON
    60003, 90001,  # the server asks for two factors; a reaction that its target blocks
    160002, 160004, 160005, 160006, 160007,  # replies without the history; locked threads; most threads
    200000, 200001, 220001, 220002, 220003, 220004, 240000,  # AutoMod; forums; harmful links
})  # fmt: skip

_MAY_LIFT = frozenset({50001, 50009, 50013, 50083, 60003, 160005})
"""No access or permission, an archived or locked thread: somebody in the server may change that."""

_TOO_LATE = frozenset({10008, 10015, 10062, 40060, 50027})
"""An interaction that is over: unknown, its token expired, its answer gone or given before.

https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
"""

_TOO_LARGE = 413  # no proxy will take the file later either


@dataclass(frozen=True)
class Refusal:
    """A refusal by Discord: its HTTP status and error code.

    https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
    """

    status: int
    code: int

    @property
    def too_large(self) -> bool:
        """Whether the file was larger than this server accepts."""
        return self.status == 413 or self.code in (40005, 50045)

    @property
    def too_old(self) -> bool:
        """Whether a message of more than an hour was edited too often."""
        return self.code == OLD_MESSAGE

    @property
    def may_lift(self) -> bool:
        """Whether it may become a yes when somebody in the server gives the bot access."""
        return self.code in _MAY_LIFT

    @property
    def no_access(self) -> bool:
        """Whether the bot lacks access or a permission, which the server's admins give."""
        return self.code in (50001, 50013)

    @property
    def gone(self) -> bool:
        """Whether the message, or its channel, is no longer there."""
        return self.code in (10003, 10008)

    @property
    def no_channel(self) -> bool:
        """Whether the channel is gone or hidden."""
        return self.code in (10003, 50001)

    @property
    def unwanted(self) -> bool:
        """Whether it is about the content: a malformed body, or a filter for words, links or pictures."""
        return self.code in (50035, 20009, 200000, 200001, 240000)


def verdict(error: BaseException) -> Verdict | None:
    """Return what an answer, or the lack of one, means; None for an error that is not Discord's."""
    if isinstance(error, discord.GatewayNotFound):  # by it discord.py hides the answer
        return (error.__cause__ and verdict(error.__cause__)) or Verdict.PASSES
    if isinstance(error, discord.DiscordServerError | discord.RateLimited):
        return Verdict.PASSES
    if isinstance(error, discord.LoginFailure):
        return Verdict.ENDS
    if isinstance(error, discord.HTTPException):
        return _of_answer(error.status, error.code)
    return Verdict.PASSES if isinstance(error, aiohttp.ClientError | OSError) else None


def refusal(error: BaseException) -> Refusal | None:
    """Return Discord's no as data; None for an error that is not Discord's."""
    if isinstance(error, discord.HTTPException):
        return Refusal(error.status, error.code)
    # discord.py 2.7 reads the time to wait from every 429, and the one for old messages may come without it.
    return Refusal(429, OLD_MESSAGE) if isinstance(error, KeyError) and error.args == ("retry_after",) else None


def too_late(error: BaseException) -> bool:
    """Tell whether the error says that an interaction can no longer be answered."""
    return isinstance(error, discord.HTTPException) and error.code in _TOO_LATE


def _of_answer(status: int, code: int) -> Verdict:
    # A 429 without a Via header comes from Cloudflare, and discord.py gives up at once.
    if status == _TOO_LARGE or (code in _NO and (status != 429 or code == OLD_MESSAGE)):
        return Verdict.NO
    return Verdict.ENDS if status == 401 else Verdict.PASSES
