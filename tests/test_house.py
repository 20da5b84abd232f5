"""The rules of the house: imports go one way, and torch stays out of the bot."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.wire import offers as offers_module
from generator.wire.offers import offers

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).parent / "lint-imports"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True)


def test_imports_go_one_way() -> None:
    linted = _lint(ROOT)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("file", "line", "rule"),
    [
        ("bot/store/database.py", "import bot.jobs.job", "In the bot imports go one way"),
        ("bot/worker/worker.py", "import bot.ui.cards", "The worker shows nothing"),
        ("bot/jobs/job.py", "import generator.engine", "Of the generator the bot knows the wire"),
        ("generator/wire/params.py", "import torch", "Torch is out of the bot's reach"),
        ("bot/jobs/job.py", "import discord", "Discord is spoken in"),
        ("bot/cogs/imagine.py", "import sqlite3", "The store is the one door"),
        ("generator/serve.py", "import toybox.scenes", "The generator knows neither"),
        ("generator/engine.py", "import generator.weights.install", "In the generator imports go one way"),
        ("generator/wire/plan.py", "import generator.styles.cards", "In the generator imports go one way"),
        ("generator/engine.py", "import generator.methods.vqgan_clip.published", "seen by its method alone"),
        ("generator/methods/diffusion/published.py", "import generator.guidance.cutouts", "owes nothing to Easel"),
        ("generator/methods/diffusion/guide.py", "import generator.methods.vqgan_clip.given", "no other method"),
        ("generator/methods/diffusion/offer.py", "import torch", "Torch is out of the bot's reach"),
        ("playground/__main__.py", "import bot.app", "The playground starts the bot"),
        ("playground/guild/guild.py", "import playground.world", "In the playground imports go one way"),
        ("playground/new.py", "import playground.world", "In the playground imports go one way"),
        ("playground/guild/messages.py", "import playground.guild.channels", "no circle of folders or files"),
        ("toybox/scenes/scene.py", "import toybox.training.loop", "In the toybox imports go one way"),
        ("toybox/new.py", "import toybox.scenes.scene", "In the toybox imports go one way"),
        ("toybox/scenes/shapes.py", "import toybox.scenes.scene", "no circle of folders or files"),
        ("bot/app.py", "import playground", "The bot knows neither"),
        ("words/sentence.py", "import bot.app", "Words know nobody"),
    ],
)
def test_a_broken_rule_is_named(file: str, line: str, rule: str, tmp_path: Path) -> None:
    for package in ("bot", "generator", "playground", "toybox", "words"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("node_modules", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / file).open("a") as stream:
        stream.write(f"\n{line}\n")
    linted = _lint(tmp_path)
    assert linted.returncode == 1, linted.stdout
    assert any(rule in row and "BROKEN" in row for row in linted.stdout.splitlines()), linted.stdout


def test_a_method_is_named_in_its_own_folder_and_on_one_line() -> None:
    names, lines = offers().keys(), Path(offers_module.__file__).read_text().splitlines()
    for name in names:
        assert sum(name in line for line in lines) == 1
    named = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in ("bot", "generator", "playground", "tools", "toybox", "words")
        for path in (ROOT / package).rglob("*.py")
        if not any(path.is_relative_to(ROOT / own / "methods") for own in ("generator", "toybox"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert named == []


def test_the_bot_runs_without_torch() -> None:
    modules = [str(path.relative_to(ROOT).with_suffix("")).replace("/", ".") for path in ROOT.glob("bot/**/*.py")]
    imports = ", ".join(module for module in modules if not module.endswith(("__main__", "__init__")))
    code = f"import sys, {imports}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_no_file_and_no_function_is_too_long() -> None:
    sized = subprocess.run([sys.executable, "tools/sizes.py"], cwd=ROOT, capture_output=True, text=True)
    assert sized.returncode == 0, sized.stdout
