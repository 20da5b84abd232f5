"""Repeat what met trouble of Discord's that passes."""

import logging
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import TypeVar

import aiohttp
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_delay,
    stop_never,
    wait_exponential,
)

from bot.delivery.patience import Patience
from bot.delivery.verdicts import Verdict, verdict
from bot.errors import BadToken, DiscordUnreachable

_log = logging.getLogger(__name__)

T = TypeVar("T")


class ServerTrouble(aiohttp.ClientError):
    """Discord answered with a 5xx: whether the request was applied is unknown."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class AnswerLost(aiohttp.ClientError):
    """The connection broke after the request was sent: whether it was applied is unknown."""


def is_transient(error: BaseException) -> bool:
    """Tell whether the same request may succeed later. Whether this one was applied may be unknown."""
    return verdict(error) is Verdict.PASSES


def server_trouble() -> aiohttp.TraceConfig:
    """Return a trace that raises on a 5xx and on a lost answer, before anybody else repeats the request.

    discord.py repeats 500, 502, 504 and 524 by itself, but neither 503 nor Linux's connection reset. It does so at its
    own pace, without checking whether the first was applied, and answers interactions without a nonce. aiohttp repeats
    idempotent requests at once, and so runs into the rate limit that the first has used up.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_raise_server_trouble)
    trace.on_request_headers_sent.append(_note_sent)
    trace.on_connection_queued_start.append(_raise_answer_lost)
    trace.on_connection_create_start.append(_raise_answer_lost)
    trace.on_connection_reuseconn.append(_raise_answer_lost)
    return trace


async def persist(request: Callable[[], Awaitable[T]], patience: Patience, *, seconds: float | None = None) -> T:
    """Repeat the request while its failures are transient, with pauses that double, for so many seconds.

    Raises the last failure, and BadToken as soon as Discord no longer accepts the token. For None it never gives up.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception(is_transient),
        wait=_pauses(patience),
        stop=stop_never if seconds is None else stop_after_delay(seconds),
        before_sleep=_log_pause,
        reraise=True,
    )
    async for attempt in retrying:
        with attempt:
            return await _unless_ended(request)
    raise AssertionError("tenacity ends with a result or an exception")


async def until_reached(work: Callable[[], Awaitable[T]], patience: Patience) -> T:
    """Repeat the work while it raises DiscordUnreachable, for as long as it takes."""
    unreached = retry_if_exception_type(DiscordUnreachable)
    async for attempt in AsyncRetrying(retry=unreached, wait=_pauses(patience), reraise=True):
        with attempt:
            return await work()
    raise AssertionError("tenacity ends with a result or an exception")


async def _unless_ended(request: Callable[[], Awaitable[T]]) -> T:
    try:
        return await request()
    except Exception as error:
        if verdict(error) is Verdict.ENDS:
            raise BadToken from None
        raise


def _pauses(patience: Patience) -> wait_exponential:
    return wait_exponential(multiplier=patience.pause, max=patience.longest_pause)


async def _raise_server_trouble(
    _session: aiohttp.ClientSession, _context: object, ended: aiohttp.TraceRequestEndParams
) -> None:
    if ended.response.status >= 500:
        ended.response.close()
        raise ServerTrouble(ended.response.status)


async def _note_sent(_session: aiohttp.ClientSession, context: SimpleNamespace, _sent: object) -> None:
    context.sent = True


async def _raise_answer_lost(_session: aiohttp.ClientSession, context: SimpleNamespace, _connection: object) -> None:
    if getattr(context, "sent", False):
        raise AnswerLost("the connection broke before it answered")


def _log_pause(state: RetryCallState) -> None:
    assert state.outcome is not None and state.next_action is not None
    error = state.outcome.exception()
    _log.warning("Discord: %s: %.200s; again in %.0f s.", type(error).__name__, error, state.next_action.sleep)
