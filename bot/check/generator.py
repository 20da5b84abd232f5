"""The painter: whether it starts, on which device, with which weights."""

import asyncio
import os
import platform
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import humanize

from bot.app import make_supervisor
from bot.check.findings import Findings
from bot.errors import GeneratorDied
from bot.painter.state import PainterState
from bot.settings import Settings
from bot.store.database import SQLITE_VERSION
from bot.worker.environment import child_environment
from generator.wire.capacity import seconds_per_step
from generator.wire.protocol import Ready
from generator.wire.size import Size
from generator.wire.weights import decode_verified

_LONGEST_START = 120.0  # seconds
_EXAMPLE = Size(300, 300)
_FETCH = ".venv/bin/python -m generator weights fetch starter"


async def check_generator(settings: Settings, findings: Findings) -> None:
    """Start a painter, as the bot would, and ask what it is."""
    supervisor = make_supervisor(settings, PainterState())
    try:
        async with asyncio.timeout(_LONGEST_START):
            ready = await supervisor.start()
    except GeneratorDied as death:
        findings.wrong("generator", ": ".join((str(death), *death.stderr_tail[-1:])))
    except (OSError, TimeoutError) as error:
        findings.wrong("generator", f"{error or 'it did not start in time'}; GENERATOR_COMMAND names it")
    else:
        findings.good("generator", "starts and is ready")
        _check_device(ready, findings)
        await _check_weights(ready, settings.data_dir / "weights", findings)
        _say_versions(ready, findings)
    finally:
        await supervisor.recycle()


async def check_hashes(settings: Settings, findings: Findings) -> None:
    """Have the generator's command line hash all weights that are installed."""
    process = await asyncio.create_subprocess_exec(
        *(*settings.generator_command, "weights", "verify", "--json"),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env=child_environment(os.environ, settings.data_dir, None),
    )
    lines, complaints = await process.communicate()
    try:
        verified = [decode_verified(line) for line in lines.splitlines()]
    except ValueError:
        findings.wrong("hashes", "the generator's answer cannot be read; GENERATOR_COMMAND names it")
        return
    if process.returncode == 0:
        findings.good("hashes", f"{len(verified)} styles and models are as they were published or added")
        return
    wrong = [f"{each.name}: {each.wrong}" for each in verified if each.wrong]
    last = complaints.decode(errors="replace").splitlines()[-1:] or [f"the generator ended with {process.returncode}"]
    for sentence in wrong or last:
        findings.wrong("hashes", f"{sentence}; fetch or add it again")


def _check_device(ready: Ready, findings: Findings) -> None:
    device = ready.device
    cost = f"a step of {_EXAMPLE} with full-size weights takes about {seconds_per_step(device, _EXAMPLE):.2g} s"
    findings.good("device", f"{device.name} ({device.kind}); {device.note or cost}")


async def _check_weights(ready: Ready, folder: Path, findings: Findings) -> None:
    if not ready.styles:
        findings.wrong("weights", f"there are none to paint with; fetch some with: {_FETCH}")
        return
    size = await asyncio.to_thread(_size, folder)
    fetched = f"; {humanize.naturalsize(size, binary=True)} in {folder}" if size else ""
    toy = f" (toy weights only; real ones: {_FETCH})" if all(style.toy for style in ready.styles) else ""
    findings.good("weights", f"{', '.join(style.name for style in ready.styles)}{toy}{fetched}")


def _say_versions(ready: Ready, findings: Findings) -> None:
    own = {"python": platform.python_version(), "discord.py": version("discord.py"), "SQLite": SQLITE_VERSION}
    findings.good("versions", f"{_listed(own)}; of the painter: {_listed(ready.versions)}")


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in versions.items())


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
