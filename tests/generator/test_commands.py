"""The command line, as a real process."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from generator.wire.params import Params


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path):
    def run(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "generator", *arguments]
        return subprocess.run(command, env=environment, cwd=Path.cwd(), capture_output=True, text=True)

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
        (["paint", "a", "--out", "/"], 2, "/ must end in .png"),
        (["paint", "a", "--out", "nowhere/x.png"], 2, "nowhere/x.png cannot be written; choose a file"),
        (["paint", "a", "--out", "x.png", "--size", "9"], 2, "size must be width x height"),
        (["paint", "a", "--out", "x.png", "--style", "oil"], 1, "The style oil is not installed"),
        (["paint", "--recipe", "pyproject.toml", "--out", "x.png"], 1, "has no Easel recipe"),
        (["paint", "--recipe", "x.png", "--steps", "3", "--out", "x.png"], 2, "leave out --steps"),
        (["paint", "a", "--out", "x.png", "--init_image", "no.png"], 1, "no.png cannot be read; give the path"),
        (["paint", "a", "--out", "x.png", "--augment", "much"], 2, "augment must be on or off"),
        (["paint", "caf\udce9", "--out", "x.png"], 2, "prompt is not valid text"),
        (["paint", "a", "--out", "x.png", "--style", "caf\udce9"], 2, "style must be a name of lowercase letters"),
        (["paint", "a --stop 50", "--out", "x.png"], 2, "Easel has no --stop; leave it out and use the option steps."),
        (["paint", "a --seed 5", "--seed", "6", "--out", "x.png"], 2, "--seed contradicts the option seed"),
        (["paint", "a", "--out", "x.png", "--perceptor_weights", "1,2"], 2, "The style tiny has one perceptor; give "),
        (["paint", "a"], 2, "--out"),
        (["paint", "--out", "x.png"], 2, "Give either a prompt or --recipe"),
        (["paint", "a", "--recipe", "x.png", "--out", "x.png"], 2, "Give either a prompt or --recipe"),
        (
            ["paint", "a", "--out", "x.png", "--method", "oil"],
            2,
            "method must be one of: vqgan_clip, diffusion, fourier; 'oil'",
        ),
        (
            ["bench", "--method", "oil"],
            2,
            "method must be one of: vqgan_clip, diffusion, fourier; 'oil'",
        ),
        (["draw"], 2, "No such command 'draw'. See python -m generator --help."),
    ],
)
def test_bad_input_is_a_sentence_and_never_a_traceback(run, arguments: list[str], code: int, sentence: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_paint_says_how_it_has_read_the_prompt(run, tmp_path: Path) -> None:
    done = run(
        "paint", "a circle::2 fog::-1 --seed 5 --ar 2:1 --steps 1", "--size=128x64", "--out", str(tmp_path / "one.png")
    )
    assert "The prompt is read as: a circle::2 | fog::-1" in done.stderr
    assert "one.png: 128x64, seed 5" in done.stderr


def test_paint_says_what_the_style_does_not_know(run, environment, tmp_path: Path) -> None:
    shutil.copytree(Path(environment["DATA_DIR"]) / "weights" / "tiny", tmp_path / "weights" / "labels")
    environment["DATA_DIR"] = str(tmp_path)
    card = tmp_path / "weights" / "labels" / "card.json"
    card.write_text(json.dumps({**json.loads(card.read_text()), "name": "labels", "vocabulary": "imagenet"}))
    asked = ["--style", "labels", "--size", "64x64", "--steps", "1", "--out", str(tmp_path / "one.png")]
    refused = run("paint", "castel", *asked)
    assert refused.returncode == 2
    assert "labels does not know: castel." in refused.stderr
    assert "It knows: castle, " in refused.stderr
    assert "The style labels knows no word of this prompt" in refused.stderr
    assert "It knows: a volcano, " in run("paint", "?!…", *asked).stderr
    painted = run("paint", "a castel at sea", *asked)
    assert painted.returncode == 0
    assert "labels does not know: castel." in painted.stderr
    assert "does not know" not in run("paint", "a castle at sea", *asked).stderr


def test_every_field_is_an_option_with_its_line_of_help_once(run) -> None:
    lines = run("paint", "--help").stdout.splitlines()
    told = " ".join(" ".join(lines).split())
    for name, field in Params.model_fields.items():
        assert sum(line.split()[:1] == [f"--{name}"] for line in lines) == (name != "prompt"), name
        assert field.description in told


def test_the_help_of_paint_says_choices_and_defaults_by_section(run) -> None:
    told = " ".join(run("paint", "--help").stdout.split())
    every, given, guidance, optimised, vqgan, diffusion, fourier = sections = (
        "Every picture (a style may have defaults of its own):", "From a picture:", "What the perceptor sees:",
        "For methods with an optimiser only (vqgan_clip, fourier):",
        "For --method vqgan_clip only:", "For --method diffusion only:", "For --method fourier only:",
    )  # fmt: skip
    for section, option in (
        (every, "--size SIZE width x height in pixels, such as 300x300 [default: 300x300 by vqgan_clip, 256x256 by"),
        (given, "--image_prompt_weight NUMBER the weight of image_prompt [default: 1.0]"),
        (guidance, "--cutouts plain|exact|fast|padded"),
        (guidance, "--augment on|off mirror, rotate, tilt and tint crops at random [default: off by"),
        (optimised, "--optimizer adam|adamw|adagrad|adamax|nadam|radam|rmsprop"),
        (
            diffusion,
            "dpm in few steps, ddpm as published [default: dpm]",
        ),
        (vqgan, "--learning_rate_drop NUMBER"),
        (fourier, "--decay_power NUMBER"),
    ):
        before, _, rest = told.partition(section)
        assert option in rest and option not in before, option
    places = [told.index(section) for section in sections]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.PNG.webp"])
def test_another_format_than_png_is_refused_at_once(run, tmp_path: Path, name: str) -> None:
    refused = run("paint", "a", "--out", str(tmp_path / name))
    assert refused.returncode == 2
    assert refused.stderr == (
        f"{tmp_path / name} must end in .png: a picture keeps its recipe in its PNG file. "
        "Convert a copy for other formats.\n"
    )
    assert not (tmp_path / name).exists()


def test_a_plot_in_another_format_is_refused_before_it_is_counted(run) -> None:
    refused = run("memory", "--plot", "figures.jpg")
    assert (refused.returncode, refused.stderr) == (2, "figures.jpg must end in .png: figures are drawn as PNG.\n")


@pytest.mark.parametrize("arguments", [("paint", "--help"), ("--help",), ("weights", "list"), ("weights", "verify")])
def test_what_paints_nothing_imports_no_torch(environment, arguments: tuple[str, ...]) -> None:
    code = "import sys; from generator.commands import main; main(sys.argv[1:]); sys.exit('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_painting_from_a_picture_is_painted_again_from_what_was_kept(run, tmp_path: Path) -> None:
    start, one, two = (tmp_path / name for name in ("start.png", "one.png", "two.png"))
    Image.effect_noise((64, 64), 90).convert("RGB").save(start)
    asked = ("--init_image", str(start), "--image_prompt", str(start), "--early_stop", "1")
    asked = (*asked, "--early_stop_improvement", "1", "--seed", "0", "--out", str(one))
    painted = run("paint", "a red circle", *asked)
    assert painted.returncode == 0
    assert "Stopped at step 2" in painted.stderr
    start.unlink()
    again = run("paint", "--recipe", str(one), "--out", str(two))
    assert (again.returncode, one.read_bytes()) == (0, two.read_bytes())


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
