"""The libraries, and where they are installed: in a folder that git passes over, each version once."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

BOTS = Path(__file__).parent / "bots"
CACHE = Path(__file__).parents[3] / ".libraries"
INSTALLING = 300.0  # seconds


@dataclass(frozen=True)
class Library:
    """A library by its name at PyPI or npm, at the version that is tried."""

    name: str
    version: str
    registry: str = "PyPI"

    @property
    def script(self) -> Path:
        """Return the bot that is written in it."""
        stem = self.name.replace(".", "_").replace("-", "_")
        return BOTS / f"bot_{stem}.{'py' if self.registry == 'PyPI' else 'cjs'}"

    @property
    def command(self) -> list[str]:
        """Return the command that starts its bot."""
        return [sys.executable if self.registry == "PyPI" else "node", str(self.script)]

    def environment(self, folder: Path) -> dict[str, str]:
        """Return what makes the bot find the library in its folder, before any other version."""
        return {"PYTHONPATH": str(folder), "NODE_PATH": str(folder / "node_modules"), "PYTHONUNBUFFERED": "1"}


LIBRARIES = [
    Library("discord.py", "2.7.1"),
    Library("hikari", "2.7.0"),
    Library("nextcord", "2.6.0"),
    Library("disnake", "2.12.2"),
    Library("py-cord", "2.8.1"),
    Library("discord-py-interactions", "5.16.0"),
    Library("discord.js", "14.28.1", "npm"),
    Library("oceanic.js", "1.15.0", "npm"),
]


class NotInstalled(Exception):
    """A library cannot be had here. The text is a sentence."""


def installed(library: Library) -> Path:
    """Return the folder with a library, after installing it there if it is not. NotInstalled where that fails."""
    folder = CACHE / f"{library.name}-{library.version}"
    if folder.exists():
        return folder
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".new-") as name:
        made = Path(name, "made")
        made.mkdir()
        _install(library, made)
        # at once: one that was cut off is never taken for a whole one
        shutil.move(made, folder)
    return folder


def _install(library: Library, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--target", str(folder)]
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
    wanted = f"{library.name}=={library.version}" if library.registry == "PyPI" else f"{library.name}@{library.version}"
    command = [*(pip if library.registry == "PyPI" else npm), wanted]
    if not shutil.which(command[0]):
        raise NotInstalled(f"{library.name} needs {command[0]}, which is not there.")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALLING, check=False)
    except subprocess.TimeoutExpired:
        raise NotInstalled(f"{library.registry} did not give {library.name} in {INSTALLING:g} s.") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NotInstalled(f"{library.name} {library.version} cannot be installed from {library.registry}: {last}")
