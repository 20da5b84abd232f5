"""Which failures of Discord pass by themselves, and repeating what met one."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_delay, stop_never, wait_exponential

_log = logging.getLogger(__name__)

T = TypeVar("T")


def is_transient(error: BaseException) -> bool:
    """Tell whether the same request may succeed later; what became of this one is not known.

    discord.py itself repeats 429, 500, 502, 504 and 524 five times, but neither 503 nor Linux's connection reset.
    """
    if isinstance(error, discord.DiscordServerError | discord.RateLimited | discord.GatewayNotFound):
        return True
    if isinstance(error, discord.HTTPException):
        return error.status == 429  # without a Via header it comes from Cloudflare, and discord.py gives up at once
    return isinstance(error, aiohttp.ClientError | OSError)


async def persist(
    request: Callable[[], Awaitable[T]], *, pause: float = 1, longest_pause: float = 60, patience: float | None = None
) -> T:
    """Repeat the request while its failures are transient, with pauses that double, for `patience` seconds.

    Raises the last failure; without patience given it never gives up.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception(is_transient),
        wait=wait_exponential(multiplier=pause, max=longest_pause),
        stop=stop_never if patience is None else stop_after_delay(patience),
        before_sleep=_log_pause,
        reraise=True,
    )
    async for attempt in retrying:
        with attempt:
            return await request()
    raise AssertionError("tenacity ends with a result or an exception")


def _log_pause(state: RetryCallState) -> None:
    assert state.outcome is not None and state.next_action is not None
    error = state.outcome.exception()
    _log.warning("Discord: %s: %s; again in %.0f s.", type(error).__name__, error, state.next_action.sleep)
