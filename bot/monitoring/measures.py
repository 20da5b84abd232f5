"""The numbers for Prometheus, in a registry of their own."""

import math

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest

from bot.monitoring.vitals import Vitals
from words.version import VERSION

_STEPS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)


class Measures:
    """Counts jobs, steps, deaths, Discord's errors and the loop's lag as they happen. The rest is read on request."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.jobs = Counter("easel_jobs", "Jobs that are over.", ["outcome"], registry=registry)
        self.step_seconds = Histogram(
            "easel_step_seconds", "How long a step of painting takes.", registry=registry, buckets=_STEPS
        )
        self.deaths = Counter(
            "easel_painter_deaths", "Times the painter died, hung or did not start.", registry=registry
        )
        self.discord_errors = Counter(
            "easel_discord_errors", "Discord's refusals by status, and broken requests.", ["status"], registry=registry
        )
        self.loop_lag = Histogram(
            "easel_loop_lag_seconds", "How late the event loop wakes a sleeper.", registry=registry, buckets=_LAGS
        )
        Info("easel", "Which Easel this is.", registry=registry).info({"version": VERSION})
        self._gauges = {
            name: Gauge(f"easel_{name}", text, registry=registry)
            for name, text in {
                "uptime_seconds": "Since the start.",
                "painting": "Whether a picture is being painted.",
                "painting_seconds": "How long the picture that is being painted has been.",
                "queue_length": "Jobs that wait.",
                "queue_oldest_seconds": "The age of the oldest job that waits, 0 for none.",
                "deliveries_waiting": "Ends of jobs that are not posted yet.",
                "painter_up": "Whether the painter can paint.",
                "painter_memory_bytes": "The painter's resident memory.",
                "discord_latency_seconds": "From a heartbeat to its answer.",
                "loop_lag_worst_seconds": "The worst lag since the start.",
                "disk_free_bytes": "Where the data folder is.",
                "database_up": "Whether the database can be used.",
            }.items()
        }

    def page(self, vitals: Vitals) -> bytes:
        """Return all numbers in Prometheus's text format; NaN where one is not known.

        https://prometheus.io/docs/instrumenting/exposition_formats/
        """
        for name, value in _values(vitals).items():
            self._gauges[name].set(math.nan if value is None else value)
        return generate_latest(self._registry)


def _values(vitals: Vitals) -> dict[str, float | None]:
    return {
        "uptime_seconds": vitals.uptime,
        "painting": vitals.painting is not None,
        "painting_seconds": vitals.painting_for or 0,
        "queue_length": vitals.queue_length,
        "queue_oldest_seconds": vitals.oldest_age or (0 if vitals.queue_length == 0 else None),
        "deliveries_waiting": vitals.deliveries_waiting,
        "painter_up": vitals.painter is not None and vitals.painter_trouble is None,
        "painter_memory_bytes": vitals.child_memory,
        "discord_latency_seconds": vitals.discord_latency,
        "loop_lag_worst_seconds": vitals.loop_lag_worst,
        "disk_free_bytes": vitals.disk_free,
        "database_up": vitals.database_trouble is None,
    }
