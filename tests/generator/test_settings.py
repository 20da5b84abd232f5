"""DATA_DIR and MEMORY_LIMIT_MIB reach the child, the command line and samples, from the environment and from `.env`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.styles.cards import InstalledStyle
from generator.wire.protocol import decode_event

ROOT = Path(__file__).parents[2]
LIMIT = 300  # MiB

# The process's limit on mapped memory while it paints a sample, and afterwards.
PAINT_SAMPLE = """
import json, resource, sys
from pathlib import Path
from generator.weights import samples
limits = []
samples.paint(Path(sys.argv[1]), lambda *_: limits.append(resource.getrlimit(resource.RLIMIT_AS)[0]))
print(json.dumps([limits[0], resource.getrlimit(resource.RLIMIT_AS)[0]]))
"""


@pytest.fixture(params=["environment", ".env"])
def run(request: pytest.FixtureRequest, data_dir: Path, tmp_path: Path):
    """Run Python with DATA_DIR and a memory limit, set in the environment or in the `.env` of its folder."""

    def run(*arguments: str, limit: object = LIMIT) -> subprocess.CompletedProcess[str]:
        settings = {"DATA_DIR": str(data_dir), "MEMORY_LIMIT_MIB": str(limit)}
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        if request.param == "environment":
            environment |= settings
        else:
            (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=environment, cwd=tmp_path, input="", capture_output=True, text=True)

    return run


def test_the_served_child_respects_them(run) -> None:
    ready = decode_event(run("-m", "generator").stdout)
    assert [style.name for style in ready.styles] == ["tiny", "dreams", "toy"]
    assert ready.memory == LIMIT


def test_paint_respects_them(run) -> None:
    refused = run("-m", "generator", "paint", "a", "--style", "tiny", "--size", "600x600", "--out", "x.png")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"600x600 is too large for the painter's {LIMIT} MiB of memory; ")


def test_a_sample_respects_the_limit_and_lifts_it_afterwards(run, style: InstalledStyle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(style.folder, tmp_path / "copy"))
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, "sample": {"prompt": "a", "steps": 1}}))
    painted = run("-c", PAINT_SAMPLE, str(folder))
    during, afterwards = json.loads(painted.stdout)
    assert during > 0 > afterwards  # RLIM_INFINITY is -1


def test_a_name_that_is_nearly_right_is_said_and_the_bots_own_are_not(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATADIR=/srv\nMEMORY_LIMIT_MB=4096\nDISCORD_TOKEN=t\nQUEUE_LIMIT=3\nGUILDS=\n")
    command = [sys.executable, "-m", "generator", "weights", "list"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    listed = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert listed.returncode == 0
    assert listed.stderr.splitlines() == [
        "DATADIR in .env is not a setting of Easel and changes nothing; did you mean DATA_DIR?",
        "MEMORY_LIMIT_MB in .env is not a setting of Easel and changes nothing; did you mean MEMORY_LIMIT_MIB?",
    ]


@pytest.mark.parametrize("arguments", [(), ("paint", "a", "--out", "x.png"), ("weights", "list")])
def test_a_wrong_value_is_one_sentence(run, arguments: tuple[str, ...]) -> None:
    refused = run("-m", "generator", *arguments, limit="much")
    assert (refused.returncode, refused.stdout) == (1, "")
    [sentence] = refused.stderr.splitlines()
    assert sentence == "MEMORY_LIMIT_MIB must be a whole number of MiB from 1 on, such as MEMORY_LIMIT_MIB=4096."
