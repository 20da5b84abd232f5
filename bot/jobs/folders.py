"""Where the files of a job are, all below the data folder. Rows hold paths relative to it."""

import hashlib
import os
import shutil
from collections.abc import Set
from pathlib import Path


class Folders:
    """The data folder's layout: jobs/<id>/ while a job is open, images/<id>.png for good."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def work(self, job_id: str) -> Path:
        """Return the folder of the job's previews and checkpoints."""
        return self._data_dir / "jobs" / job_id

    def absolute(self, relative: str) -> Path:
        """Return the path that a row names."""
        return self._data_dir / relative

    def relative(self, path: Path) -> str:
        """Return the path as a row names it."""
        return path.relative_to(self._data_dir).as_posix()

    def owned(self, path: Path, job_id: str) -> bool:
        """Tell whether the path is a file inside the job's folder. Blocks."""
        return path.resolve().is_relative_to(self.work(job_id).resolve()) and path.is_file()

    def make_work(self, job_id: str) -> Path:
        """Return the job's folder, made if need be. Blocks."""
        folder = self.work(job_id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def keep(self, image: Path, job_id: str) -> tuple[str, str]:
        """Move a finished picture to its place for good; return its relative path and its SHA-256. Blocks."""
        kept = self._image(job_id)
        kept.parent.mkdir(parents=True, exist_ok=True)
        with image.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        image.replace(kept)
        _sync_folder(kept.parent)
        return self.relative(kept), digest

    def clear(self, job_id: str) -> None:
        """Remove the previews and checkpoints of a job that is over. Blocks."""
        shutil.rmtree(self.work(job_id), ignore_errors=True)

    def sweep(self, open_jobs: Set[str], without_image: Set[str]) -> None:
        """Remove what a killed bot did not come to remove: the work of jobs that are over, unwanted pictures. Blocks.

        A picture of a job that is not known stays: the database may have been moved away.
        """
        for folder in (self._data_dir / "jobs").glob("*"):
            if folder.name not in open_jobs:
                shutil.rmtree(folder, ignore_errors=True)
        for image in (self._data_dir / "images").glob("*.png"):
            if image.stem in without_image:
                image.unlink(missing_ok=True)

    def discard_image(self, job_id: str) -> None:
        """Remove the job's picture, if there is one. Blocks."""
        self._image(job_id).unlink(missing_ok=True)

    def _image(self, job_id: str) -> Path:
        return self._data_dir / "images" / f"{job_id}.png"


def _sync_folder(folder: Path) -> None:
    """Put a rename on the disk: SQLite's own commit does not, and the row must not outlive the file in a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
