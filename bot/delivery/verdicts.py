"""What each of Discord's answers to a request means: a no, trouble that passes, or the end.

Only a code of Discord's own that is known to mean no is a no. A 403 may come from Cloudflare, which blocks an address
for a while, and a 400 or 408 from a proxy on the way: neither has looked at the request.
"""

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
_NO = frozenset({
    *range(10001, 10100),  # unknown channel, message, emoji, interaction, ...
    20009, 20012, 20022,  # explicit content; not the application's owner; too many edits of an announcement
    30003, 30010, OLD_MESSAGE,  # most pins, reactions, edits of an old message
    40002, 40005, 40007, 40060, 40067,  # an unverified account, too large, banned, answered already, a missing tag
    *range(50001, 50040), 50041, 50045, 50046, 50055, 50068, 50074, 50083, 50101, 50109, 50138, 50178, 50278, 50600,
    90001, 160002, 160004, 160005, 160006, 160007,  # a blocked reaction; replies and threads; a locked thread
    200000, 200001, 220001, 220002, 220003, 240000,  # AutoMod; webhooks in forums; harmful links
})  # fmt: skip

_TOO_LARGE = 413  # no proxy will take the file later either


def verdict(error: BaseException) -> Verdict | None:
    """Return what an answer, or the lack of one, means; None for an error that is not Discord's."""
    if isinstance(error, discord.DiscordServerError | discord.RateLimited | discord.GatewayNotFound):
        return Verdict.PASSES
    if isinstance(error, discord.HTTPException):
        return _of_answer(error.status, error.code)
    return Verdict.PASSES if isinstance(error, aiohttp.ClientError | OSError) else None


def _of_answer(status: int, code: int) -> Verdict:
    if status == 401:
        return Verdict.ENDS
    # A 429 without a Via header comes from Cloudflare, and discord.py gives up at once.
    if status == _TOO_LARGE or (code in _NO and (status != 429 or code == OLD_MESSAGE)):
        return Verdict.NO
    return Verdict.PASSES
