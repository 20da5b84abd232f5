"""What a new method gets without changes to any other file."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from bot.jobs.orders import settle_params
from generator.engine import Engine
from generator.measuring import bench, figures, timing
from generator.methods.registry import method
from generator.models.openai_clip import CLIP
from generator.pictures import images
from generator.styles.cards import InstalledStyle
from generator.wire import offers
from generator.wire.capacity import Capacity
from generator.wire.errors import InvalidParams
from generator.wire.params import Params
from generator.wire.plan import Device
from generator.wire.protocol import Paint, Ready, decode_event, encode
from generator.wire.size import Size

HERE = Device(kind="cpu", name="here", threads=1, gflops=10)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "_PACKAGES", [*offers._PACKAGES])
    offers.register(__package__)


@pytest.fixture
def style(tmp_path: Path) -> InstalledStyle:
    folder = tmp_path / "weights" / "lines"
    folder.mkdir(parents=True)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        state = CLIP(**method("stripes").examples[0].perceptor).state_dict()
    save_file({name: tensor.contiguous() for name, tensor in state.items()}, folder / "p.safetensors")
    sha256 = hashlib.sha256((folder / "p.safetensors").read_bytes()).hexdigest()
    card = {
        "name": "lines", "description": "stripes", "toy": True, "licence": "MIT", "methods": {"stripes": {}},
        "perceptors": [{"name": "small", "file": "p.safetensors", "sha256": sha256}],
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))
    return InstalledStyle(folder)


def _ordered(ready_styles, **typed) -> Params:
    return settle_params({"prompt": "a red line", "seed": 3, **typed}, {}, ready_styles)[0]


def test_it_paints_and_resumes_to_the_same_picture(style: InstalledStyle) -> None:
    engine = Engine(HERE, {"lines": style})
    params = _ordered((style.describe(),))
    plan = engine.capacity("lines").choose(params.size)
    steps = [(step.image, step.state()) for step in engine.paint(params, plan, None, print)]
    resumed = [step.image for step in engine.paint(params, plan, steps[0][1], print)]
    assert (params.method, plan.name, len(steps), len(resumed)) == ("stripes", "wide", 3, 2)
    assert torch.equal(steps[-1][0], resumed[-1])
    assert not torch.equal(steps[0][0], steps[-1][0])


def test_its_memory_is_counted_and_matches_its_table(capsys) -> None:
    [row] = figures.count(method("stripes"))
    assert row.plans.keys() == {"wide", "narrow"}
    assert row.plans["wide"] > row.plans["narrow"] > 0
    counted = json.loads(json.dumps(figures.planner_table(method("stripes"))))
    assert json.loads(offers.offer("stripes").table.read_text()) == counted
    capacity = Capacity(HERE, 4000, toy=False, method="stripes")
    assert capacity.choose(Size(64, 64)).name == "wide"


def test_it_is_benchmarked(monkeypatch, capsys) -> None:
    monkeypatch.setattr(bench.devices, "probe", lambda: HERE)
    monkeypatch.setattr(timing, "start_seconds", lambda: {"ready": 1.0, "import_torch_clip": 1.0})
    assert bench.run(as_json=True, sizes=None, method="stripes") == 0
    [row] = json.loads(capsys.readouterr().out)["rows"]
    assert (row["method"], row["size"], row["work"], row["cutouts"]) == ("stripes", "64x64", "same", [64, 4])
    torch.use_deterministic_algorithms(True)


def test_its_contradictions_are_refused(style: InstalledStyle) -> None:
    with pytest.raises(InvalidParams, match="have no early_stop"):
        _ordered((style.describe(),), early_stop=5)


def test_it_can_be_ordered_through_the_wire(style: InstalledStyle, tmp_path: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(style.folder.parents[1]), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", __package__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as child:
        ready = decode_event(child.stdout.readline())
        assert isinstance(ready, Ready)
        assert "stripes" in {name for each in ready.styles for name in each.methods}
        params = _ordered(ready.styles, style="lines", method="stripes")
        plan = Capacity(ready.device, ready.memory, toy=True, method="stripes").choose(params.size)
        child.stdin.write(encode(Paint(job_id="one", params=params, plan=plan, folder=tmp_path)))
        child.stdin.flush()
        events = []
        while not events or events[-1].type in ("busy", "progress"):
            events.append(decode_event(child.stdout.readline()))
        child.stdin.close()
    assert events[-1].type == "finished", events[-1]
    assert images.read_recipe(tmp_path / "picture.png").params == params
