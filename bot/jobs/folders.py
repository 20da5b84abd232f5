"""The files of jobs, all below the data folder. Rows hold paths relative to it."""

import hashlib
import os
import shutil
from collections.abc import Set
from pathlib import Path

from bot.jobs.job import Job


class Folders:
    """The layout of the data folder: jobs/<id>/ while a job is open, images/<id>.* for its result."""

    def __init__(self, data_dir: Path) -> None:
        self._work = data_dir / "jobs"
        self._results = data_dir / "images"
        self._data_dir = data_dir

    def work(self, job_id: str) -> Path:
        """Return the folder of the job's previews and checkpoints."""
        return self._work / job_id

    def absolute(self, relative: str) -> Path:
        """Return the path for one that a row holds."""
        return self._data_dir / relative

    def relative(self, path: Path) -> str:
        """Return the path as a row holds it."""
        return path.relative_to(self._data_dir).as_posix()

    def owned(self, path: Path, job_id: str) -> bool:
        """Tell whether the path is a file inside the job's folder. Blocks."""
        return path.resolve().is_relative_to(self.work(job_id).resolve()) and path.is_file()

    def make_work(self, job_id: str) -> Path:
        """Return the job's folder; create it if need be. Blocks."""
        folder = self.work(job_id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def keep(self, result: Path, job_id: str) -> tuple[str, str]:
        """Move a result to where it stays; return its relative path and its SHA-256. Its suffix stays. Blocks."""
        kept = self._results / f"{job_id}{result.suffix}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        with result.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        result.replace(kept)
        _sync_folder(kept.parent)
        return self.relative(kept), digest

    def tidy(self, job: Job) -> None:
        """Remove what a job that is over no longer needs: its work, and a result that its row does not name. Blocks."""
        shutil.rmtree(self.work(job.id), ignore_errors=True)
        if job.image is None:
            for file in self._results.glob(f"{job.id}*"):
                file.unlink(missing_ok=True)

    def sweep(self, open_jobs: Set[str], without_result: Set[str]) -> None:
        """Tidy up after a bot that was killed before it could. Blocks.

        The result of an unknown job stays: the database may have been moved away.
        """
        for folder in self._work.glob("*"):
            if folder.name not in open_jobs:
                shutil.rmtree(folder, ignore_errors=True)
        for file in self._results.glob("*"):
            if file.stem in without_result:
                file.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Put a rename on the disk: SQLite's commit does not, and after a power cut a row must not name a missing file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
