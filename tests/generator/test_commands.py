"""The command line, as a real process."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path):
    def run(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "generator", *arguments]
        return subprocess.run(command, env=environment, cwd=Path.cwd(), capture_output=True, text=True, timeout=60)

    return run


def test_paint_writes_a_picture_and_its_recipe_paints_it_again(run, tmp_path: Path) -> None:
    one, two, three = (str(tmp_path / name) for name in ("one.png", "two.png", "three.png"))
    assert run("paint", "a red circle", "--seed", "0", "--out", one).returncode == 0
    assert run("paint", "a red circle", "--seed", "0", "--out", two).returncode == 0
    again = run("paint", "--recipe", one, "--out", three)
    assert again.returncode == 0
    assert "may not be the same" not in again.stderr
    assert Path(one).read_bytes() == Path(two).read_bytes() == Path(three).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["paint", "a", "--out", "x.png", "--steps", "0"], 2, "steps must be a whole number from 1 to 10000"),
        (["paint", "a", "--out", "x.png", "--size", "9"], 2, "size must be width x height"),
        (["paint", "a", "--out", "x.png", "--style", "oil"], 1, "The style oil is not installed"),
        (["paint", "--recipe", "pyproject.toml", "--out", "x.png"], 1, "carries no recipe"),
        (["paint", "a"], 2, "--out"),
        (["draw"], 2, "paint"),
    ],
)
def test_bad_input_is_a_sentence_and_never_a_traceback(run, arguments: list[str], code: int, sentence: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_killed_painting_goes_on_from_its_state(run, environment, tmp_path: Path) -> None:
    state, out = tmp_path / "state", tmp_path / "out.png"
    arguments = ["paint", "a", "--seed", "3", "--steps", "100", "--out", str(out), "--state", str(state)]
    assert run(*arguments).returncode == 0
    assert not state.exists()
    undisturbed = out.read_bytes()
    out.unlink()
    process = subprocess.Popen([sys.executable, "-m", "generator", *arguments], env=environment, stderr=subprocess.PIPE)
    while not state.exists():
        assert process.poll() is None, "it finished before it was killed: give it more steps"
        process.stderr.read(200)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert run(*arguments).returncode == 0
    assert out.read_bytes() == undisturbed
