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
from generator.wire.capacity import seconds_of_a_step
from generator.wire.protocol import Ready
from generator.wire.size import Size
from generator.wire.weights import decode_verified
from words.sentence import as_written, say, text
from words.version import VERSION

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
        why = as_written(str(error)) if str(error) else say("check-generator-late")
        findings.wrong("generator", text("check-generator-failed", why=why))
    else:
        findings.good("generator", text("check-generator"))
        _check_device(ready, findings)
        await _check_weights(ready, settings.data_dir / "weights", findings)
        _say_versions(ready, findings)
    finally:
        await supervisor.recycle()


async def check_hashes(settings: Settings, findings: Findings) -> None:
    """Have the generator's command line hash all weights that are installed."""
    process = await asyncio.create_subprocess_exec(
        *(*settings.generator_command, "weights", "verify", "--json", "--with-parent"),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env=child_environment(os.environ, settings.data_dir, None),
    )
    lines, complaints = await process.communicate()
    try:
        verified = [decode_verified(line) for line in lines.splitlines()]
    except ValueError:
        findings.wrong("hashes", text("check-hashes-unreadable"))
        return
    if process.returncode == 0:
        findings.good("hashes", text("check-hashes", count=len(verified)))
        return
    wrong = [f"{each.name}: {each.wrong}" for each in verified if each.wrong]
    last = complaints.decode(errors="replace").splitlines()[-1:] or [
        text("check-hashes-ended", code=str(process.returncode))
    ]
    for sentence in wrong or last:
        findings.wrong("hashes", text("check-hashes-wrong", what=sentence))


def _check_device(ready: Ready, findings: Findings) -> None:
    device = ready.device
    least, most = (f"{seconds:.2g}" for seconds in seconds_of_a_step(device, _EXAMPLE))
    note = device.note or say("check-device-cost", size=str(_EXAMPLE), least=least, most=most)
    findings.good("device", text("check-device", name=device.name, kind=device.kind, note=note))


async def _check_weights(ready: Ready, folder: Path, findings: Findings) -> None:
    if not ready.styles:
        findings.wrong("weights", text("check-weights-none", command=_FETCH))
        return
    size = await asyncio.to_thread(_size, folder)
    names = as_written(", ".join(style.name for style in ready.styles))
    found = say("check-weights-toy", names=names, command=_FETCH) if all(s.toy for s in ready.styles) else names
    if size:
        found = say("check-weights", found=found, size=humanize.naturalsize(size, binary=True), folder=str(folder))
    findings.good("weights", str(found))


def _say_versions(ready: Ready, findings: Findings) -> None:
    own = {
        "Easel": VERSION,
        "python": platform.python_version(),
        "discord.py": version("discord.py"),
        "SQLite": SQLITE_VERSION,
    }
    findings.good("versions", text("check-versions", own=_listed(own), painter=_listed(ready.versions)))


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in versions.items())


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
