"""A small run: everybody is answered and gets a picture, and the figures say so."""

from pathlib import Path

import pytest

from playground import PATIENCE
from tests.load.__main__ import plot
from tests.load.run import Result, Sample, run


async def test_everybody_who_presses_at_once_is_answered_and_gets_a_picture(folder: Path) -> None:
    result = await run(30, 40, folder, first_answer=PATIENCE)
    figures = result.figures()
    assert (figures["jobs"], figures["unanswered"], figures["refused"]) == (40, 0, 0)
    assert len(result.first_replies) == 40
    assert 0 < figures["first_reply_ms"]["p50"] <= figures["first_reply_ms"]["p99"]
    assert all(mib > 10 for mib in (*figures["bot_mib"], *figures["painter_mib"]))
    plot(result, folder / "plot.png")
    assert (folder / "plot.png").stat().st_size > 10_000


def test_memory_is_told_at_a_tenth_at_half_and_at_the_end() -> None:
    samples = [Sample(float(jobs), jobs, 50.0 + jobs, 20.0) for jobs in range(101)]
    result = Result(5, first_replies=[0.1, 0.3, 0.2], ended=100, samples=samples, lags=[(1.0, 0.002), (2.0, 0.004)])
    figures = result.figures()
    assert figures["bot_mib"] == [60.0, 100.0, 150.0]
    assert figures["first_reply_ms"] == {"p50": 200, "p99": 300, "worst": 300}
    assert figures["worst_loop_lag_ms"] == pytest.approx(4.0)
