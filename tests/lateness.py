"""How late an event loop comes to what is due. Linux only: it reads /proc."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

TICK = 0.01  # seconds between two looks at the loop


async def lateness() -> AsyncIterator[float]:
    """Yield at each look how many seconds the running loop was late.

    Time in which its thread could have run and other programs did is not counted: that is not the loop's doing.
    """
    due, waited = time.monotonic() + TICK, _waited_for_a_processor()
    while True:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        now, waited_now = time.monotonic(), _waited_for_a_processor()
        yield max(0.0, now - due - (waited_now - waited))
        due, waited = now + TICK, waited_now


def _waited_for_a_processor() -> float:
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0
