"""Check the data folder, its disk, and the database in it."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from bot.app import database_path
from bot.check.findings import Findings
from bot.errors import StartupError
from bot.settings import Settings
from bot.store.backup import examine
from bot.store.migrations import scripts
from bot.ui.text import byte_size
from words.sentence import text

_LEAST_DISK = 2**30  # bytes


async def check_disk(settings: Settings, findings: Findings) -> None:
    """Check that the data folder can be written to and has some room."""
    try:
        free = await asyncio.to_thread(_free, settings.data_dir)
    except OSError as error:
        why = str(error.strerror)
        findings.wrong("disk", text("check-disk-read-only", folder=str(settings.data_dir), why=why))
        return
    if free >= _LEAST_DISK:
        findings.good("disk", text("check-disk", free=byte_size(free)))
    else:
        findings.doubtful("disk", text("check-disk-short", free=byte_size(free), least=byte_size(_LEAST_DISK)))


async def check_database(settings: Settings, findings: Findings) -> None:
    """Check the database without writing to it."""
    path = database_path(settings)
    if not path.exists():
        findings.good("database", text("check-database-none"))
        return
    try:
        found = await asyncio.to_thread(examine, path)
    except StartupError as error:
        findings.wrong("database", str(error))
        return
    where, version, size, jobs = str(path), str(found.version), byte_size(found.size), found.jobs
    newest, known = len(scripts()), str(len(scripts()))
    if found.version > newest:
        findings.wrong("database", text("check-database-newer", path=where, version=version, known=known))
    elif found.version == newest:
        findings.good("database", text("check-database", path=where, version=version, size=size, jobs=jobs))
    else:
        older = text("check-database-older", path=where, version=version, known=known, size=size, jobs=jobs)
        findings.good("database", older)


def _free(data_dir: Path) -> int:
    data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=data_dir):
        return shutil.disk_usage(data_dir).free
