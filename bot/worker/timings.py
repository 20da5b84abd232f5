"""How long the worker and the supervisor wait for what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Timings:
    """All in seconds."""

    loading: float = 15 * 60  # a large model from a slow disk
    silence: float = 60
    silent_steps: float = 10  # times the median step
    cancel_grace: float = 10  # a step may have to end first
    save_grace: float = 4  # the same, when Easel is told to end: SIGTERM is obeyed within 10 seconds
    time_slice: float = 60  # of painting, before a job makes room for somebody else's
    eof_grace: float = 2
    term_grace: float = 2
    group_grace: float = 10  # for the kernel to end what was killed
    card_grace: float = 30  # for the driver to take its memory back
    restarts: tuple[float, ...] = (1, 5, 30)
