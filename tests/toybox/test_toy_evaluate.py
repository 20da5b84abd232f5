"""The evaluation: what is asked, that the generator paints it, and what is counted."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

import toybox.__main__
from generator.models.perceptors.clip import ClipPerceptor
from generator.styles.cards import InstalledStyle
from generator.styles.shipped import TOY
from tests.ending import Ending
from toybox.__main__ import main
from toybox.judging.asked import ALL, Asked, ask
from toybox.judging.compare import compare
from toybox.judging.control import shuffled, write_shuffled
from toybox.judging.evaluate import Figures, Painted, _plan, evaluate, report
from toybox.judging.judge import Seen, Verdict
from toybox.methods.registry import METHODS
from toybox.networks.vqgan import Architecture, Vqgan
from toybox.scenes.batches import pictures
from toybox.scenes.captions import words
from toybox.scenes.scene import COLOURS, Scene, Thing
from toybox.style import JUDGE, PERCEPTOR, ship_perceptor, ship_vqgan
from toybox.training.perceptor import PerceptorTraining


@pytest.fixture(scope="module")
def style(tmp_path_factory):
    """Return an untrained style that paints small pictures in two steps."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("style")
    sizes = {"embed_dim": 8, "n_embed": 16, "z_channels": 8, "resolution": 32, "ch": 32}
    ship_vqgan(Vqgan(Architecture(**sizes, ch_mult=(1, 1, 1, 1), attn_resolutions=())), folder)
    _ship(0, folder, PERCEPTOR)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["defaults"] |= {"steps": 2, "size": "100x70"}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


def _ship(seed, folder, name):
    trained = PerceptorTraining(seed, None, None)
    ship_perceptor(trained.perceptor, trained.vocabulary, folder, name)


def verdict(*rights):
    return Verdict(*rights, Seen(None, None, None, 0.0))


def test_a_hundred_captions_have_every_held_out_pair_on_every_ground():
    asked = ask(100, seed=0)
    assert len(set(asked)) == 100
    assert {one for one in asked if one.held_out} == {one for one in ALL if one.held_out}
    assert sum(one.held_out for one in asked) == 54
    assert not any(one.ground == one.colour for one in asked)


@pytest.mark.parametrize(("count", "unseen"), [(1, 1), (24, 13), (200, 54), (720, 54)])
def test_other_numbers_of_captions(count, unseen):
    asked = ask(count, seed=3)
    assert (len(set(asked)), sum(one.held_out for one in asked)) == (count, unseen)
    assert asked == ask(count, seed=3)


def test_another_seed_asks_for_something_else():
    assert set(ask(24, seed=3)) != set(ask(24, seed=4))


@pytest.mark.parametrize("count", [0, 721])
def test_more_captions_than_there_are(count):
    with pytest.raises(ValueError, match="720 captions"):
        ask(count, seed=0)


def test_captions_are_of_the_form_that_people_are_told_of():
    assert Asked("orange", "star", "blue").text == "a orange star on a blue background"
    assert {word for asked in ALL for word in asked.text.split()} <= set(words())


def test_figures_count_each_fact_by_itself():
    verdicts = [verdict(True, True, False), verdict(True, False, True), verdict(False, True, True)]
    assert Figures.of(verdicts) == Figures(3, 0.333, 0.667)
    assert Figures.of([]) == Figures(0, 0.0, 0.0)


def test_a_report_has_the_figures_of_all_and_of_what_is_held_out():
    rights = {
        Asked("red", "cross", "blue"): verdict(True, True, False),
        Asked("red", "star", "blue"): verdict(*[True] * 3),
    }
    painted = [Painted(asked, torch.empty(0), right, 1.5) for asked, right in rights.items()]
    assert report(painted, "vqgan_clip") == {
        "method": "vqgan_clip",
        "prompts": 2,
        "colours": 1.0,
        "shapes": 0.5,
        "seconds": 1.5,
        "held_out": {"prompts": 1, "colours": 1.0, "shapes": 0.0},
    }


def test_pictures_depend_on_the_seed_and_not_on_the_number_of_workers(style):
    asked = ask(3, seed=0)
    alone, beside, other = (list(evaluate(style, asked, *how)) for how in ((7, 1), (7, 2), (8, 1)))
    assert [one.asked for one in beside] == asked
    assert alone[0].picture.shape == (3, 70, 100)
    assert all(torch.equal(a.picture, b.picture) and a.verdict == b.verdict for a, b in zip(alone, beside, strict=True))
    assert not torch.equal(alone[0].picture, other[0].picture)


def test_ways_of_painting_are_held_against_the_first(style, capsys, monkeypatch):
    _ship(1, style, JUDGE)
    plans = {}

    def noted(way, *rest):
        plans[way.name] = _plan(way, *rest)
        return plans[way.name]

    monkeypatch.setattr("toybox.judging.evaluate._plan", noted)
    common = ["evaluate", "--compare", "--weights", str(style), "--workers", "1", "--prompts", "2"]
    assert main([*common, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["method"], figures["prompts"], figures["seeds"]) == ("vqgan_clip", 2, 2)
    plain, exact, lean, fast = figures["ways"]
    assert [way["way"] for way in figures["ways"]] == ["plain", "frugal", "lean", "quick"]
    assert {way["prompts"] for way in figures["ways"]} == {4}
    assert plain["behind"] == 0
    assert exact["closeness"] == pytest.approx(plain["closeness"], abs=1e-3)
    assert all(way["behind"] == pytest.approx(plain["closeness"] - way["closeness"], abs=1e-3) for way in (lean, fast))
    assert {name: plan.name for name, plan in plans.items()} == {way["way"]: way["way"] for way in figures["ways"]}


def test_samplers_of_diffusion_are_held_against_all_the_steps_of_the_model(monkeypatch):
    method = METHODS["diffusion"]
    assert [way.name for way in method.ways][:2] == ["ddpm 1000", "ddpm 100"]
    few = tuple(replace(way, params=way.params | {"steps": 3}) for way in method.ways[2:5:2])
    monkeypatch.setitem(METHODS, "diffusion", replace(method, ways=few))
    ddim, dpm = compare(TOY, ask(1, seed=0), "diffusion", seed=0, workers=1)
    assert (ddim.way, ddim.behind, dpm.way) == ("ddim 100", 0, "dpm 50")
    assert dpm.closeness != ddim.closeness


def test_a_method_without_ways_of_its_own_is_not_compared(style, capsys, monkeypatch):
    monkeypatch.delitem(METHODS, "diffusion")
    assert main(["evaluate", "--compare", "--method", "diffusion", "--weights", str(style)]) == 1
    assert capsys.readouterr() == ("", "There are no ways of diffusion to compare.\n")


def test_a_comparison_needs_its_judge(style, capsys):
    (style / JUDGE).unlink(missing_ok=True)
    assert main(["evaluate", "--compare", "--weights", str(style), "--prompts", "1"]) == 1
    assert JUDGE in capsys.readouterr().err


def test_the_command_says_its_figures_to_stdout_alone(style, tmp_path, capsys):
    sheet = tmp_path / "sheet.png"
    common = ["evaluate", "--weights", str(style), "--workers", "1", "--prompts", "2"]
    assert main([*common, "--json", "--sheet", str(sheet)]) == 0
    out, err = capsys.readouterr()
    figures = json.loads(out)
    assert out == json.dumps(figures, separators=(",", ":")) + "\n"
    assert list(figures) == ["method", "prompts", "colours", "shapes", "seconds", "held_out"]
    assert list(figures["held_out"]) == ["prompts", "colours", "shapes"]
    assert (figures["prompts"], figures["held_out"]["prompts"]) == (2, 1)
    assert "2/2" in err
    with Image.open(sheet) as image:
        assert image.width > 2 * 100
    assert main([*common, "--shuffled"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:3]] == [["all", "2"], ["held", "out"]]
    assert lines[3].endswith(" processor seconds a picture")


def test_both_methods_are_shown_side_by_side(tmp_path, monkeypatch):
    shades = {"vqgan_clip": 255, "diffusion": 0}

    def painted(weights, asked, seed, workers, way):
        picture = torch.full((3, 64, 64), shades[way.params["method"]], dtype=torch.uint8)
        return [Painted(one, picture, verdict(True, True, False)) for one in asked]

    monkeypatch.setattr(toybox.__main__, "evaluate", painted)
    sheet = tmp_path / "sheet.png"
    assert main(["methods", "--sheet", str(sheet), "--prompts", "4"]) == 0
    with Image.open(sheet) as image:
        middles = [image.getpixel((image.width * at // 16, 90)) for at in (1, 3, 5, 7)]
    assert middles == [(255, 255, 255), (0, 0, 0)] * 2


def test_there_is_nothing_to_evaluate_without_a_style(tmp_path, capsys):
    assert main(["evaluate", "--weights", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"There is no style in {tmp_path} whose card can be read: train one first.\n")


def test_a_style_with_a_file_missing_is_refused(style, tmp_path, capsys):
    (tmp_path / "card.json").write_bytes((style / "card.json").read_bytes())
    assert main(["evaluate", "--weights", str(tmp_path), "--workers", "1", "--prompts", "1"]) == 1
    assert capsys.readouterr().err.endswith("The file vqgan.safetensors of style toy is missing.\n")


def test_no_row_stays_where_it_was_and_none_is_lost():
    rows = torch.arange(40.0)[:, None]
    for seed in range(50):
        moved = shuffled(rows, seed)
        assert (moved != rows).all()
        assert torch.equal(moved.sort(dim=0).values, rows)
    assert torch.equal(shuffled(rows, 1), shuffled(rows, 1))
    assert not torch.equal(shuffled(rows, 1), shuffled(rows, 2))


def test_a_shuffled_style_is_whole_and_differs_in_nothing_else(style, tmp_path):
    write_shuffled(style, tmp_path, seed=0)
    before, after = InstalledStyle(style), InstalledStyle(tmp_path)
    assert after.card.methods == before.card.methods
    for method in before.card.methods:
        old, new = (one.checked(one.card.network(method)) for one in (before, after))
        assert new.read_bytes() == old.read_bytes()
    old, new = (load_file(one.checked(one.card.perceptors[0])) for one in (before, after))
    assert [name for name in old if not torch.equal(old[name], new[name])] == ["token_embedding.weight"]


def test_the_shipped_perceptor_knows_colours_by_their_words_and_shuffled_no_longer(tmp_path):
    write_shuffled(TOY, tmp_path, seed=0)
    grounds = [(colour, ground) for colour in COLOURS for ground in COLOURS if ground != colour]
    shown = Random(0).sample(grounds, 40)
    images = pictures([_scene(*pair) for pair in shown], 64, 64) / 2 + 0.5
    knows, mistakes = (_share_found(folder, grounds, shown, images) for folder in (TOY, tmp_path))
    assert knows > 0.7
    assert mistakes < 0.15


def _scene(colour, ground):
    return Scene(ground, COLOURS[ground], (Thing(colour, "circle", COLOURS[colour], 0.5, 0.5, 0.35, 0.0),))


def _share_found(folder, pairs, shown, images):
    """Return the share of pictures that fit their own caption better than one of any other two colours."""
    style = InstalledStyle(folder)
    perceptor = ClipPerceptor.load(style.checked(style.card.perceptors[0]), "cpu")
    texts = torch.cat([perceptor.encode_text(Asked(colour, "circle", ground).text) for colour, ground in pairs])
    with torch.no_grad():
        best = (perceptor.encode_image(images) @ texts.T).argmax(1).tolist()
    return sum(pairs[at] == pair for at, pair in zip(best, shown, strict=True)) / len(shown)


POOL = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from toybox.judging.evaluate import die_with_parent

if __name__ == "__main__":
    with ProcessPoolExecutor(2, get_context("spawn"), die_with_parent) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(3600)
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    (tmp_path / "pool.py").write_text(POOL)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(tmp_path / "pool.py")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as parent:
        worker = Ending(int(parent.stdout.readline()))
        parent.kill()
    worker.wait()
