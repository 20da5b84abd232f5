"""The invariants, which are checked when a run is quiet."""

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground import World
from tests.chaos.crowd import Crowd
from tests.chaos.painter import WILL_NOT
from tests.chaos.points import Diary
from tests.chaos.root import read_lag

MOST_INVALID = 100
_TOKEN = re.compile(r"[\w-]{43}")

Row = Mapping[str, Any]
Undisturbed = Callable[[Row], str]


@dataclass
class Verdict:
    """The figures of a run, and a sentence for each thing that went wrong."""

    lost: int = 0
    duplicated: int = 0
    wrong: int = 0
    stuck: int = 0
    integrity: str = "ok"
    complaints: list[str] = field(default_factory=list)

    def count(self, what: str, sentence: str, times: int = 1) -> None:
        """Count something that has its own figure."""
        setattr(self, what, getattr(self, what) + times)
        self.complaints.append(f"{what}: {sentence}")


def rows_of(data: Path) -> list[Row]:
    """Return the jobs of a database that may be in use, oldest first."""
    with closing(sqlite3.connect(f"file:{data / 'easel.sqlite3'}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("SELECT * FROM jobs ORDER BY sequence")]


def at_rest(row: Row) -> bool:
    """Tell whether a job has nothing left to do."""
    if row["status"] != "finished" or row["refused_at"] is not None:
        return False
    return row["outcome"] == "cancelled" or row["delivery"] in ("sent", "impossible")


def judge(world: World, crowd: Crowd, folder: Path, died: Counter[str], undisturbed: Undisturbed) -> Verdict:
    """Check everything against the invariants. `died` has the number of painters killed for each job.

    A painter that was killed without a job may have had the next one already, and counts for any.
    """
    verdict = Verdict()
    data = folder / "data"
    rows = {row["id"]: row for row in rows_of(data)}
    for job in crowd.acknowledged - rows.keys():
        verdict.count("lost", f"job {job} was acknowledged, and the database has no such job")
    for row in rows.values():
        _judge_end(verdict, crowd, row)
        _judge_picture(verdict, world, crowd, row, undisturbed)
        if row["deaths"] > died[row["id"]] + died[""]:
            verdict.complaints.append(f"job {row['id']} has {row['deaths']} deaths, and {died[row['id']]} happened")
    if (counted := sum(row["deaths"] for row in rows.values())) > died.total():
        verdict.complaints.append(f"{counted} deaths were counted, and {died.total()} happened")
    diary = Diary(folder / "chaos")
    verdict.complaints += diary.complaints()
    _judge_order(verdict, rows, [job for job, _ in diary.begun()])
    _judge_files(verdict, data, rows)
    _judge_database(verdict, data)
    _judge_log(verdict, world, crowd, (folder / "log.txt").read_text())
    _judge_lag(verdict, folder / "chaos" / "lag")
    return verdict


def _judge_end(verdict: Verdict, crowd: Crowd, row: Row) -> None:
    """Check that a job has one end, posted once, and none if it was cancelled."""
    job, posts = row["id"], crowd.posts.get(row["id"], [])
    if not at_rest(row):
        verdict.count("stuck", f"job {job} is {row['status']}, its delivery {row['delivery']}")
    if len(posts) > 1:
        verdict.count("duplicated", f"job {job} was posted {len(posts)} times", len(posts) - 1)
    if row["outcome"] == "cancelled":
        if posts:
            verdict.complaints.append(f"job {job} was cancelled, and its end was posted")
        elif job in crowd.acknowledged and job not in crowd.cancelled:
            verdict.count("lost", f"job {job} was cancelled, and no receipt says so")
    elif not posts:
        verdict.count("lost", f"job {job} has no end in its channel (outcome {row['outcome']})")


def _judge_picture(verdict: Verdict, world: World, crowd: Crowd, row: Row, undisturbed: Undisturbed) -> None:
    """Check that a picture is what was asked for, painted as without a disturbance, and that refusals are right."""
    job, outcome = row["id"], row["outcome"]
    if outcome == "cancelled" or row["status"] != "finished":
        return
    params = json.loads(row["params"])
    wish = crowd.wish_of.get(job)
    if wish and (wish.prompt, wish.seed, wish.steps) != (params["prompt"], params["seed"], params["steps"]):
        verdict.count("wrong", f"job {job} is not what was asked for")
    elif (outcome == "failed") != params["prompt"].startswith(WILL_NOT):
        verdict.count("wrong", f"job {job} ended as {outcome}: {row['failure']}")
    elif outcome == "quarantined":
        verdict.count("wrong", f"job {job} was put into quarantine")
    elif outcome == "picture":
        expected = undisturbed(row)
        shown = [hashlib.sha256(world.cdn.open(post.pictures[0]).data).hexdigest() if post.pictures else "nothing"
                 for post in crowd.posts.get(job, [])]  # fmt: skip
        if row["sha256"] != expected or any(each != expected for each in shown):
            verdict.count("wrong", f"job {job} shows {shown}, not {expected}")


def _judge_order(verdict: Verdict, rows: Mapping[str, Row], begun: list[str]) -> None:
    """Check that each person's jobs were taken up in the order in which they were asked for."""
    newest: dict[int, int] = {}
    for job in dict.fromkeys(begun):
        row = rows[job]
        if row["sequence"] < newest.get(row["user_id"], 0):
            verdict.complaints.append(f"job {job} was taken up after a later one of the same person")
        newest[row["user_id"]] = max(newest.get(row["user_id"], 0), row["sequence"])


def _judge_files(verdict: Verdict, data: Path, rows: Mapping[str, Row]) -> None:
    """Check that no files are left but the pictures."""
    kept = {path.name for path in (data / "images").glob("*")}
    named = {Path(row["image"]).name for row in rows.values() if row["image"]}
    if kept != named:
        verdict.complaints.append(f"{len(kept - named)} files are no job's picture, {len(named - kept)} are missing")
    left = [path.name for path in (data / "jobs").glob("*")]
    if left:
        verdict.complaints.append(f"{len(left)} jobs that are over have left a folder: {', '.join(left[:5])}")


def _judge_database(verdict: Verdict, data: Path) -> None:
    """Check that the database is intact."""
    with closing(sqlite3.connect(data / "easel.sqlite3")) as database:
        verdict.integrity = database.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict.integrity != "ok":
        verdict.complaints.append(f"the database is damaged: {verdict.integrity}")


def _judge_log(verdict: Verdict, world: World, crowd: Crowd, log: str) -> None:
    """Check that the log has no prompt and no token."""
    if world.config.token in log or set(_TOKEN.findall(log)) & crowd.tokens:
        verdict.complaints.append("the log holds a token")
    if re.search(r"wish\d{6}", log):
        verdict.complaints.append("the log holds a prompt")


def _judge_lag(verdict: Verdict, lag: Path) -> None:
    """Check that 99 of 100 looks saw a lag under 250 ms."""
    _, looks, bad = read_lag(lag)
    if bad * 100 > looks:
        verdict.complaints.append(f"the loop was late by 250 ms at {bad} of {looks} looks")
