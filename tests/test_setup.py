"""Set-up on a machine that lacks something: one sentence each, before anything is fetched."""

import ast
import os
import runpy
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder with what set-up needs, and nothing installed."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup.py", tmp_path / "tools")
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    return tmp_path


def _run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/setup.py"]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)


def test_an_unreachable_index_is_a_sentence(fresh: Path) -> None:
    closed = "http://127.0.0.1:9/"
    nowhere = {"PIP_INDEX_URL": closed, "PIP_EXTRA_INDEX_URL": closed, "PIP_FIND_LINKS": "", "PIP_RETRIES": "0"}
    done = _run(fresh, **nowhere, PIP_CONFIG_FILE=os.devnull, PIP_NO_CACHE_DIR="1")
    assert done.returncode == 1
    assert "The Python package index cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert "GB to fetch" not in done.stdout


def test_nothing_happens_when_nothing_changed(fresh: Path) -> None:
    (fresh / ".venv" / "bin").mkdir(parents=True)
    (fresh / ".venv" / "bin" / "python").touch()
    stamp = runpy.run_path(str(fresh / "tools" / "setup.py"))["stamp"]()
    (fresh / ".venv" / "installed-from").write_text(stamp)
    done = _run(fresh)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = runpy.run_path(str(ROOT / "tools" / "setup.py"))["problem"]
    assert problem() is None
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(0, 0, 3e9))
    assert problem() == "Easel needs 8 GB of free disk for torch and its libraries; here are 3.0."
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "venv is missing" in problem()
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert "Easel needs Python 3.11 or later; this is 3.9" in problem()


def test_an_old_python_can_read_it() -> None:
    ast.parse((ROOT / "tools" / "setup.py").read_text(), feature_version=(3, 7))
