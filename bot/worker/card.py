"""The graphics cards' memory, asked of NVIDIA's driver through NVML."""

import asyncio
import contextlib
import threading

import pynvml

_MIB = 2**20
_PATIENCE = 10.0  # seconds that the driver gets to answer


async def card_memory() -> int | None:
    """Return how many MiB of the graphics cards are in use by anybody; None without a card, or without an answer."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[int | None] = loop.create_future()

    def tell(used: int | None) -> None:
        if not answer.done():
            answer.set_result(used)

    def ask() -> None:
        used = _used_memory()
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(tell, used)

    # A thread of its own, and a daemon: a driver that hangs must keep neither the loop nor the end of the bot waiting.
    threading.Thread(target=ask, name="card memory", daemon=True).start()
    try:
        async with asyncio.timeout(_PATIENCE):
            return await answer
    except TimeoutError:
        return None


def _used_memory() -> int | None:
    """Ask the driver. Blocks. https://docs.nvidia.com/deploy/nvml-api/"""
    try:
        pynvml.nvmlInit()
        try:
            cards = [pynvml.nvmlDeviceGetHandleByIndex(index) for index in range(pynvml.nvmlDeviceGetCount())]
            return sum(int(pynvml.nvmlDeviceGetMemoryInfo(card).used) for card in cards) // _MIB
        finally:
            pynvml.nvmlShutdown()
    except pynvml.NVMLError:
        return None
