"""Check the data folder, its disk, and the database in it."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import humanize

from bot.app import database_path
from bot.check.findings import Findings
from bot.errors import StartupError
from bot.settings import Settings
from bot.store.backup import examine
from bot.store.migrations import scripts

_LEAST_DISK = 2**30  # bytes


async def check_disk(settings: Settings, findings: Findings) -> None:
    """Check that the data folder can be written to and has some room."""
    try:
        free = await asyncio.to_thread(_free, settings.data_dir)
    except OSError as error:
        findings.wrong("disk", f"{settings.data_dir} cannot be written to ({error.strerror}); set another DATA_DIR")
        return
    said = f"{humanize.naturalsize(free, binary=True)} free"
    if free >= _LEAST_DISK:
        findings.good("disk", said)
    else:
        least = humanize.naturalsize(_LEAST_DISK, binary=True)
        findings.doubtful("disk", f"{said}, and pictures stay until somebody removes them: have {least}")


async def check_database(settings: Settings, findings: Findings) -> None:
    """Check the database without writing to it."""
    path = database_path(settings)
    if not path.exists():
        findings.good("database", "none yet; the first start makes it")
        return
    try:
        found = await asyncio.to_thread(examine, path)
    except StartupError as error:
        findings.wrong("database", str(error))
        return
    newest, size = len(scripts()), humanize.naturalsize(found.size, binary=True)
    if found.version > newest:
        findings.wrong(
            "database", f"{path} is of version {found.version}, and this Easel knows {newest}: use a newer one"
        )
        return
    version = f"version {found.version}" + ("" if found.version == newest else f", the next start makes it {newest}")
    findings.good("database", f"{path} is sound: {version}, {size}, {found.jobs} jobs")


def _free(data_dir: Path) -> int:
    data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=data_dir):
        return shutil.disk_usage(data_dir).free
