"""When the jobs that are painted and that wait will be done, from what is left of each."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_TURNS = 5000


@dataclass(frozen=True)
class Work:
    """What is left of a job, in seconds of painting."""

    job_id: str
    user_id: int
    seconds: float


def forecast(works: Iterable[Work], time_slice: float) -> dict[str, float]:
    """Return, by job, in how many seconds it is done.

    `works` come in the order of their places, the one that is being painted first. People take turns of `time_slice`
    seconds, each with the first of their jobs, as the queue has it.
    """
    people: dict[int, deque[Work]] = {}
    for work in works:
        people.setdefault(work.user_id, deque()).append(work)
    # However short the slices are, this does not take long: it is said as "about".
    time_slice = max(time_slice, sum(work.seconds for jobs in people.values() for work in jobs) / _MOST_TURNS)
    done, now, turns = dict[str, float](), 0.0, deque(people.values())
    while turns:
        jobs = turns.popleft()
        work = jobs.popleft()
        spent = min(work.seconds, time_slice) if turns else work.seconds
        now += spent
        if spent < work.seconds:
            jobs.appendleft(Work(work.job_id, work.user_id, work.seconds - spent))
        else:
            done[work.job_id] = now
        if jobs:
            turns.append(jobs)
    return done
