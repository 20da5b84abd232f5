"""`python -m generator weights`, as a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from generator.models.guided import create_model
from generator.styles.store import Store
from generator.weights.catalogue import Catalogue
from generator.wire.weights import decode_fetched, decode_verified
from tests.generator.weights import making


@pytest.fixture
def run(store: Store, catalogue: Catalogue, tmp_path: Path):
    """The command line, with the small catalogue as the admin's own."""
    text = 'starter = ["vit_b_32", "oil"]\n[shape.tiny]\n'
    text += "".join(f"{name} = {json.dumps(value)}\n" for name, value in making.TINY_VQGAN.items())
    for each in catalogue.checkpoints.values():
        fields = each.model_dump(exclude_none=True, exclude={"shape"})
        text += "[[checkpoint]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
        text += 'shape = { like = "tiny" }\n' if each.kind == "style" else ""
    store.folder.mkdir(parents=True, exist_ok=True)
    (store.folder / "catalogue.toml").write_text(text)
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "OMP_NUM_THREADS": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", "weights", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, input="")

    return run


def test_the_command_line_from_list_to_remove(run, store: Store) -> None:
    fetched = run("fetch", "starter", "--no-sample")
    assert fetched.returncode == 0, fetched.stderr
    assert fetched.stdout == ""
    assert "oil: fetching" in fetched.stderr
    assert "100%" in fetched.stderr
    listed = run("list", "--json")
    assert listed.stderr == ""
    rows = {row["name"]: row for row in json.loads(listed.stdout)}
    assert rows["oil"]["installed"]
    assert not rows["imagenet_1024"]["installed"]
    assert rows["imagenet_1024"]["sha256"] is None
    lines = {line.split()[0]: line for line in run("list").stdout.splitlines()}
    assert "installed" in lines["oil"]
    assert "installed" in lines["toy"] and "small, comes with Easel" in lines["toy"]
    assert (rows["toy"]["toy"], rows["oil"]["toy"]) == (True, False)
    assert "nothing uses it yet" not in lines["oil"] + lines["vit_b_32"]
    assert "nothing uses it yet" in lines["vit_b_16"]
    assert run("verify").stdout == "ok    vit_b_32\nok    oil\n"
    making.flip(store.place("oil") / "vqgan.safetensors", 0.5)
    verified = run("verify")
    assert verified.returncode == 1
    assert "WRONG oil: The file vqgan.safetensors" in verified.stdout
    lines = [decode_verified(line.encode()) for line in run("verify", "--json").stdout.splitlines()]
    assert [(each.name, bool(each.wrong)) for each in lines] == [("vit_b_32", False), ("oil", True)]
    assert verified.stdout == f"ok    vit_b_32\nWRONG oil: {lines[1].wrong}\n"
    assert run("remove", "oil").returncode == 0
    assert not store.installed("oil")


def test_a_diffusion_model_is_added_from_the_command_line(run, store: Store, tmp_path: Path) -> None:
    model = create_model(64, 32, 1, attention_resolutions="16", learn_sigma=True)
    torch.save(model.state_dict(), tmp_path / "it.pt")
    add = ("add", str(tmp_path / "it.pt"), "--name", "mine", "--yes", "--no-sample")
    asking = run(*add, "--trained-with", "num_heads=1")
    assert asking.returncode == 1
    assert '--trained-with "noise_schedule=linear|cosine diffusion_steps=1000|2000|…"' in asking.stderr
    wrong = run(*add, "--trained-with", "num_heads 1")
    assert "--trained-with takes NAME=VALUE, such as noise_schedule=linear, not num_heads." in wrong.stderr
    done = run(*add, "--trained-with", "num_heads=1 noise_schedule=linear", "--trained-with", "diffusion_steps=1000")
    assert done.returncode == 0, done.stderr
    assert "tensors of mine do not tell is taken to be: image_size=64 num_heads=1 noise_schedule=linear" in done.stderr
    assert [style.card.name for style in store.waiting()] == ["mine"]
    assert "waiting" in next(line for line in run("list").stdout.splitlines() if line.startswith("mine"))


def test_a_program_reads_lines_and_a_person_is_asked(run) -> None:
    asked = run("fetch", "ink", "--no-sample")
    assert asked.returncode == 1
    assert "Nobody is there to ask; use --yes to agree." in asked.stderr
    alone = run("fetch", "ink", "--json", "--no-sample")
    assert (alone.returncode, alone.stderr.count("ink was not installed: no hash")) == (1, 1)
    fetched = run("fetch", "ink", "--json", "--yes", "--no-sample")
    lines = [json.loads(line) for line in fetched.stdout.splitlines()]
    assert str(decode_fetched(fetched.stdout.splitlines()[-1].encode()).said) == "ink is ready."
    assert "ask-pin" in [line["said"]["key"] for line in lines if "said" in line]
    last = [line for line in lines if line.get("doing") == "converting"][-1]
    assert last["done"] == last["total"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["fetch", "water"], 1, "The catalogue has no weights named water"),
        (["fetch"], 2, "NAME"),
        (["remove", "oil"], 1, "oil is not installed."),
        (["add", "pyproject.toml", "--name", "mine", "--yes"], 1, "This is not a file of weights"),
        (["add", "pyproject.toml"], 2, "--name"),
        (["paint"], 2, "No such command 'paint'"),
    ],
)
def test_a_refusal_is_one_sentence_and_never_a_traceback(run, arguments: list[str], code: int, sentence: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_catalogue_of_ones_own_that_is_none_is_a_sentence(run, store: Store) -> None:
    (store.folder / "catalogue.toml").write_text("[[checkpoint]]\nname = 3\n")
    done = run("list")
    assert done.returncode == 1
    assert "catalogue.toml is not a valid catalogue" in done.stderr
    assert "Traceback" not in done.stderr
