"""`python -m bot check`: one line for each thing that the bot needs."""

import asyncio
import platform
import shutil
from collections.abc import Callable
from importlib.metadata import version

import humanize

from bot.app import database_path, make_supervisor
from bot.errors import EaselError
from bot.jobs.painter import Painter
from bot.settings import Settings
from bot.store.database import SQLITE_VERSION, open_database
from bot.ui.receipt import FETCH
from bot.worker.errors import GeneratorDied
from generator.params import Size
from generator.plan import seconds_per_step
from generator.protocol import Ready

_LEAST_DISK = 2**30  # bytes
_LONGEST_START = 120.0  # seconds
_EXAMPLE = Size(300, 300)


class Findings:
    """Says one line for each finding, and remembers whether all is well."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self.all_well = True

    def good(self, name: str, text: str) -> None:
        """Say that this is as it should be."""
        self._say(f"ok    {name}: {text}")

    def wrong(self, name: str, text: str) -> None:
        """Say that somebody has to look at this."""
        self.all_well = False
        self._say(f"WRONG {name}: {text}")


async def check(settings: Settings, say: Callable[[str], None]) -> bool:
    """Check everything but Discord itself, and return whether all is well."""
    findings = Findings(say)
    where = f"a local Discord at {settings.discord_socket}" if settings.discord_socket else "Discord"
    limit = f", {settings.memory_limit_mib} MiB for the painter" if settings.memory_limit_mib else ""
    findings.good("settings", f"{where}, data in {settings.data_dir}{limit}")
    findings.good("token", "present")
    await _check_database(settings, findings)
    _check_disk(settings, findings)
    await _check_generator(settings, findings)
    return findings.all_well


async def _check_database(settings: Settings, findings: Findings) -> None:
    path = database_path(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        async with open_database(path) as database:
            row = await database.one("quick_check")
    except (EaselError, OSError) as error:
        findings.wrong("database", str(error))
        return
    if row and row["quick_check"] == "ok":
        findings.good("database", f"{path} is sound")
    else:
        findings.wrong("database", f"{path} is damaged")


def _check_disk(settings: Settings, findings: Findings) -> None:
    try:
        free = shutil.disk_usage(settings.data_dir).free
    except OSError as error:
        findings.wrong("disk", str(error))
        return
    said = findings.good if free >= _LEAST_DISK else findings.wrong
    least = humanize.naturalsize(_LEAST_DISK, binary=True)
    said("disk", f"{humanize.naturalsize(free, binary=True)} free, {least} needed")


async def _check_generator(settings: Settings, findings: Findings) -> None:
    supervisor = make_supervisor(settings, Painter())
    try:
        async with asyncio.timeout(_LONGEST_START):
            ready = await supervisor.start()
    except GeneratorDied as death:
        findings.wrong("generator", ": ".join((str(death), *death.stderr_tail[-1:])))
    except (OSError, TimeoutError) as error:
        findings.wrong("generator", str(error) or "it did not start in time")
    else:
        findings.good("generator", "starts and is ready")
        _check_ready(ready, findings)
    finally:
        await supervisor.recycle()


def _check_ready(ready: Ready, findings: Findings) -> None:
    device = ready.device
    cost = f"a step of {_EXAMPLE} with full-size weights takes about {seconds_per_step(device, _EXAMPLE):.2g} s"
    findings.good("device", f"{device.name} ({device.kind}); {device.note or cost}")
    if ready.styles:
        toy = f" (toy weights only; real ones: {FETCH})" if all(style.toy for style in ready.styles) else ""
        findings.good("styles", ", ".join(style.name for style in ready.styles) + toy)
    else:
        findings.wrong("styles", f"there are no weights to paint with; fetch some with: {FETCH}")
    own = {"python": platform.python_version(), "discord.py": version("discord.py"), "sqlite": SQLITE_VERSION}
    findings.good("versions", ", ".join(f"{name} {number}" for name, number in {**own, **ready.versions}.items()))
