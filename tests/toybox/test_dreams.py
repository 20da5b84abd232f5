"""The evaluation of a style of real things: what it asks, how it judges, what it says."""

import hashlib
import json
from pathlib import Path

import torch
from matplotlib import cbook
from PIL import Image
from torchvision.transforms.functional import pil_to_tensor

from generator.models.efficientnet import load
from generator.styles.cards import InstalledStyle
from generator.styles.shipped import DREAMS
from generator.wire.labels.reading import read
from generator.wire.labels.tables import tables
from generator.wire.prompts import parse_scenes
from toybox.__main__ import main
from toybox.judging import classified
from toybox.judging.classified import Figures, Judge, Seconds, Seen
from toybox.judging.control import write_shuffled
from toybox.judging.everyday import LABELS, MIXTURES, prompt


def test_forty_different_labels_are_asked_and_read_as_themselves() -> None:
    assert len(set(LABELS)) == 40
    for name in LABELS:
        assert [found.labels for found in read(prompt((name,))).found] == [(tables().names.index(name),)]


def test_mixtures_ask_for_two_labels_evenly() -> None:
    assert len(set(MIXTURES)) == 10
    for pair in MIXTURES:
        (scene,) = parse_scenes(prompt(pair))
        assert [part.weight for part in scene] == [1, 1]
        assert [read(part.text).found[0].labels for part in scene] == [(tables().names.index(name),) for name in pair]


def test_the_judge_knows_a_photograph_by_rank_and_share() -> None:
    with cbook.get_sample_data("grace_hopper.jpg") as stream:
        photo = pil_to_tensor(Image.open(stream).convert("RGB").crop((0, 0, 512, 512))) / 255
    seen = Judge.load().see(photo, ("military uniform", "volcano"))
    assert seen.ranks[0] <= classified.FEW < seen.ranks[1]
    assert seen.shares[0] > 10 * seen.shares[1]
    assert Judge.load().see(photo, (seen.likeliest,)).ranks == (1,)


def test_figures_count_a_mixture_by_its_worse_half() -> None:
    seen = [Seen(ranks, (0.5,) * len(ranks), "castle") for ranks in ((1,), (1, 2), (5, 1), (6, 1))]
    assert Figures.of(seen) == Figures(first=0.25, among_five=0.75)


def test_the_command_says_its_figures_to_stdout_alone(tmp_path, capsys, monkeypatch) -> None:
    grey = torch.full((3, 64, 64), 0.5)
    monkeypatch.setattr(classified, "_paint", lambda weights, asked, seed: (grey, grey, Seconds(0.25, 2)))
    sheet = tmp_path / "sheet.png"
    assert main(["dreams", "--prompts", "3", "--json", "--sheet", str(sheet)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["pictures"] == 3
    assert figures["raw"] == figures["cleaned"]
    assert figures["seconds"] == {"first": 0.25, "picture": 2}
    assert [each["asked"] for each in figures["each"]] == [[LABELS[index]] for index in (0, 13, 26)]
    with Image.open(sheet) as picture:
        assert picture.width > 3 * 64
    assert main(["dreams", "--prompts", "2", "--mixtures"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("2 pictures: ")
    assert said[-1] == "2.0 seconds a picture, 0.25 to its first step"


def test_there_is_nothing_to_judge_without_a_style(tmp_path, capsys) -> None:
    assert main(["dreams", "--weights", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("Nothing can be judged: ")


def test_shuffled_labels_are_all_another_and_none_is_lost(tmp_path: Path) -> None:
    write_shuffled(DREAMS, tmp_path, seed=0)
    before, after = InstalledStyle(DREAMS), InstalledStyle(tmp_path)
    assert after.card.methods == before.card.methods
    for old, new in zip(before.card.perceptors, after.card.perceptors, strict=True):
        assert hashlib.sha256((tmp_path / new.file).read_bytes()).hexdigest() == new.sha256
        rows, moved = _rows(before.checked(old)), _rows(after.checked(new))
        assert (rows != moved).any(1).all()
        assert torch.equal(rows[rows[:, 0].argsort()], moved[moved[:, 0].argsort()])


def _rows(file: Path) -> torch.Tensor:
    network = load(file)
    return torch.cat([network.label_biases[:, None], network.label_weights], 1)


def test_it_paints_by_the_style_raw_and_cleaned_and_the_same_twice() -> None:
    first, again = (classified._paint(DREAMS, ("volcano",), 3, steps=3)[:2] for _ in range(2))
    assert [image.shape for image in first] == [(3, 256, 256), (3, 512, 512)]
    assert all(torch.equal(*pair) for pair in zip(first, again, strict=True))
