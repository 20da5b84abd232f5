"""How Easel is at one moment."""

from dataclasses import dataclass

from bot.jobs.job import Job
from generator.wire.protocol import Progress, Ready
from words.sentence import Sentence


@dataclass(frozen=True)
class Vitals:
    """Ages and durations are in seconds, sizes in bytes; None where something is not known or not there."""

    uptime: float
    painting: Job | None
    painting_for: float | None
    step: Progress | None  # the last one of the job being painted
    queue_length: int | None
    oldest_age: float | None
    halted: Sentence | None  # why no job is taken
    deliveries_waiting: int | None
    painter: Ready | None
    painter_trouble: Sentence | None
    child_memory: int | None
    deaths: int
    last_error: Sentence | None
    last_error_age: float | None
    discord_latency: float | None
    loop_lag_worst: float
    disk_free: int | None
    database_trouble: Sentence | None
