"""Install exactly what requirements.lock lists into .venv; do nothing if it is installed already.

Any Python can read this file, so an old one gets a sentence and not a syntax error. It needs nothing installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCK = os.path.join(ROOT, "requirements.lock")
STAMP = os.path.join(VENV, "installed-from")
DISK_GB = 8  # 5.2 for .venv, and 2.7 for what pip downloads before it installs


def main() -> int:
    """Check the machine, then install; return the exit code."""
    wanted = stamp()
    if os.path.exists(PYTHON) and read(STAMP) == wanted:
        return 0
    sentence = problem()
    if sentence:
        return refuse(sentence)
    if not os.path.exists(PYTHON) and run([sys.executable, "-m", "venv", VENV]) != 0:
        return refuse("The folder .venv could not be made; the lines above say why.")
    if install_builder() != 0:
        return refuse("The Python package index cannot be reached; check the network and pip's proxy settings.")
    return install(wanted)


def problem() -> "str | None":
    """Return why Easel cannot be installed here, as a sentence; None if it can."""
    if sys.version_info < (3, 11):
        return "Easel needs Python 3.11 or later; this is {}.{}. Name another with: make PYTHON=python3.12".format(
            *sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401 - Debian ships Python without it
        import venv  # noqa: F401
    except ImportError:
        return "Python's venv is missing; on Debian and Ubuntu: sudo apt install python3-venv"
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < DISK_GB:
        return "Easel needs {} GB of free disk for torch and its libraries; here are {:.1f}.".format(DISK_GB, free)
    return None


def install_builder() -> int:
    """Install the locked setuptools, the first download; it builds the two packages that come as source."""
    lines = read(LOCK).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("setuptools=="))
    end = next(number for number in range(start + 1, len(lines)) if not lines[number].startswith("    --hash"))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
        requirements.write("\n".join([*lines[start : end - 1], lines[end - 1].rstrip(" \\")]) + "\n")
        requirements.flush()
        return pip("--quiet", "--requirement", requirements.name)


def install(wanted: str) -> int:
    """Install the whole lock, and note in .venv that it is installed. Return the exit code."""
    if sys.platform == "linux":
        say("Installing Easel into .venv: about 2.7 GB to fetch on Linux, most of it torch. This happens once.")
    else:
        say("Installing Easel into .venv; most of it is torch. This happens once.")
    if pip("--no-build-isolation", "--requirement", LOCK) != 0:
        return refuse("The installation stopped; the lines above say why. The same command continues from there.")
    with open(STAMP, "w") as stream:
        stream.write(wanted)
    return 0


def pip(*arguments: str) -> int:
    """Run `pip install`, which checks hashes and shows its progress; return its exit code."""
    return run([PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", *arguments])


def run(command: "list[str]") -> int:
    """Run a program whose output people see, and return its exit code."""
    return subprocess.call(command)


def stamp() -> str:
    """Return what identifies an installation: the lock's hash and the version of this Python."""
    with open(LOCK, "rb") as stream:
        return "{} python {}.{}\n".format(hashlib.sha256(stream.read()).hexdigest(), *sys.version_info[:2])


def read(path: str) -> str:
    """Return a file's text, empty if there is no file."""
    if not os.path.exists(path):
        return ""
    with open(path) as stream:
        return stream.read()


def say(sentence: str) -> None:
    """Print a sentence to stdout at once."""
    print(sentence, flush=True)


def refuse(sentence: str) -> int:
    """Print a sentence to stderr, and return exit code 1."""
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
