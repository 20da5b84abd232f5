"""The units, as systemd itself reads them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[1] / "deploy"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", ["easel.service", "easel-backup.service", "easel-backup.timer"])
def test_systemd_finds_nothing_to_say(unit: str, tmp_path: Path) -> None:
    for path in DEPLOY.glob("easel*"):
        text = path.read_text().replace("/opt/easel/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(text)
    verified = subprocess.run(["systemd-analyze", "verify", tmp_path / unit], capture_output=True, text=True)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


def test_an_end_that_no_start_mends_is_not_started_again() -> None:
    from bot.errors import BadToken, DatabaseUnusable, StartupError

    lines = (DEPLOY / "easel.service").read_text().splitlines()
    assert {f"RestartPreventExitStatus={error.exit_code}" for error in (BadToken, DatabaseUnusable)} <= set(lines)
    assert f"RestartPreventExitStatus={StartupError.exit_code}" not in lines
