"""Rate limits (developers/topics/rate-limits)."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass

from playground.config import Bucket

Key = tuple[str, ...]


@dataclass
class Window:
    """A bucket in use, with the requests left until `resets_at`."""

    bucket: Bucket
    remaining: int
    resets_at: float


@dataclass(frozen=True)
class Verdict:
    """Whether a request may pass, and the headers. `retry_after` is in seconds, 0 if it may."""

    retry_after: float
    headers: dict[str, str]


class Buckets:
    """Counts requests by key: a bucket's name and the route's major parameters."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._windows: dict[Key, Window] = {}

    def take(self, key: Key, bucket: Bucket) -> Verdict:
        """Count one request against `bucket`."""
        now = self._now()
        window = self._windows.get(key)
        if window is None or now >= window.resets_at:
            # interaction tokens are keys too, and each is used only for minutes
            self._windows = {key: window for key, window in self._windows.items() if now < window.resets_at}
            window = self._windows[key] = Window(bucket, bucket.limit, now + bucket.per)
        allowed = window.remaining > 0
        window.remaining -= allowed
        wait = window.resets_at - now
        return Verdict(0.0 if allowed else wait, _headers(key, window, wait))


def _headers(key: Key, window: Window, wait: float) -> dict[str, str]:
    """developers/topics/rate-limits#header-format"""
    return {
        "X-RateLimit-Limit": str(window.bucket.limit),
        "X-RateLimit-Remaining": str(window.remaining),
        "X-RateLimit-Reset": f"{window.resets_at:.3f}",
        # rounded up: a client that waits exactly this long must find the window open
        "X-RateLimit-Reset-After": f"{math.ceil(wait * 1000) / 1000:.3f}",
        "X-RateLimit-Bucket": hashlib.blake2s(key[0].encode(), digest_size=16).hexdigest(),
    }
