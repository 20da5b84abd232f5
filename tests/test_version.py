"""The version has one place, and every program says it."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.app import make_bot
from bot.monitoring.measures import Measures
from bot.settings import Settings
from bot.ui.overviews import about_card
from tests.bot.making import READY
from tests.bot.ui.test_status import REST
from words.version import VERSION

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("program", ["bot", "generator", "playground", "toybox"])
def test_every_program_says_it(program: str) -> None:
    command = [sys.executable, "-m", program, "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Easel {VERSION}\n", "")


def test_the_project_takes_it_from_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "version" in project["project"]["dynamic"]
    module, name = project["tool"]["setuptools"]["dynamic"]["version"]["attr"].rsplit(".", 1)
    assigned = ast.parse((ROOT / module.replace(".", "/")).with_suffix(".py").read_text()).body[-1]
    assert ast.unparse(assigned) == f"{name} = {VERSION!r}"


async def test_discord_and_prometheus_are_told() -> None:
    assert make_bot(Settings(_env_file=None)).http.user_agent.endswith(f" Easel/{VERSION}")
    assert f'easel_info{{version="{VERSION}"}} 1.0' in Measures().page(REST).decode()


def test_about_begins_its_versions_with_it() -> None:
    [versions] = [field.value for field in about_card(READY, None).fields if field.name == "versions"]
    assert versions == f"Easel {VERSION} · torch 2"
