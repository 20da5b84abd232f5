"""The units, as systemd itself reads them, and the container."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


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


def test_compose_and_the_image_agree() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["easel"]
    build = service["build"]
    assert (ROOT / build["context"] / build["dockerfile"]) == DEPLOY / "Dockerfile"
    image = dict(re.findall(r"(\w+)=(\S+)", re.search(r"^ENV (.*)$", DOCKERFILE, re.MULTILINE)[1]))
    assert service["environment"].items() <= image.items()
    [volume] = service["volumes"]
    assert volume.split(":")[1] == image["DATA_DIR"]
    assert f"VOLUME {image['DATA_DIR']}" in DOCKERFILE
    assert f":{image['METRICS_PORT']}/metrics" in DOCKERFILE


def test_what_is_documented_for_the_container_starts_there() -> None:
    """`docker compose run --rm easel PROGRAM …` is given to the image's entry point."""
    entry, usual = (
        json.loads(re.search(rf"^{name} (\[.*\])$", DOCKERFILE, re.MULTILINE)[1]) for name in ("ENTRYPOINT", "CMD")
    )
    assert entry == [".venv/bin/python", "-m"]
    documented = re.findall(r"docker compose run .*?easel ([^`\n]+)", (ROOT / "docs" / "operating.md").read_text())
    assert documented
    for command in [usual, *(each.split() for each in documented)]:
        asked = subprocess.run([sys.executable, "-m", *command, "--help"], cwd=ROOT, capture_output=True, text=True)
        assert asked.returncode == 0, asked.stderr
