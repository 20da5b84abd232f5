"""The judge, on pictures whose content is known."""

from collections import Counter, defaultdict
from random import Random

import numpy as np
import pytest
import torch
from PIL import Image

from toybox.judging.asked import ALL, Asked
from toybox.judging.judge import judge, look
from toybox.judging.patches import NAMES, largest_patch, nearest_colours
from toybox.scenes.scene import COLOURS, Scene, Thing, draw
from toybox.scenes.shapes import SHAPES


def scene(asked, rng):
    """Return a scene of what was asked, with a random place, size and angle, and slightly wrong colours."""
    radius = rng.uniform(0.2, 0.42)
    x, y = (0.5 + rng.uniform(radius - 0.48, 0.48 - radius) for _ in range(2))
    ground, colour = (tuple(c + rng.randint(-8, 8) for c in COLOURS[name]) for name in (asked.ground, asked.colour))
    thing = Thing(asked.colour, asked.shape, colour, x, y, radius, rng.uniform(-0.12, 0.12))
    return Scene(asked.ground, ground, (thing,))


def soiled(image, rng, specks=20):
    """Return the picture (3, h, w) in 0..1 with noise, and with specks of any colour two to four pixels wide."""
    pixels = np.asarray(image).copy()
    for _ in range(specks):
        side = rng.randint(2, 4)
        top, left = (rng.randrange(length - side) for length in pixels.shape[:2])
        pixels[top : top + side, left : left + side] = COLOURS[rng.choice(NAMES)]
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, 0.04, pixels.shape)
    return torch.from_numpy((pixels / 255 + noise).clip(0, 1)).permute(2, 0, 1).float()


def picture(asked, seed=0, width=128, height=128):
    rng = Random(seed)
    return soiled(draw(scene(asked, rng), width, height), rng)


@pytest.fixture(scope="module")
def looks():
    """Return every pair on every other ground, and what the judge sees in a soiled picture of it."""
    return [(asked, look(picture(asked, seed))) for seed, asked in enumerate(ALL[::2])]


def test_right_colours_are_called_right(looks):
    right = [(seen.ground, seen.colour) == (asked.ground, asked.colour) for asked, seen in looks]
    assert sum(right) / len(right) > 0.97


def test_right_shapes_are_called_right(looks):
    right = [seen.shape == asked.shape for asked, seen in looks]
    assert sum(right) / len(right) > 0.97


def test_no_shape_is_called_another(looks):
    seen_as = defaultdict(Counter)
    for asked, seen in looks:
        seen_as[asked.shape][seen.shape] += 1
    for shape, names in seen_as.items():
        for other in set(SHAPES) - {shape}:
            assert names[other] / names.total() <= 0.03, (shape, other)


def test_no_colour_is_called_another(looks):
    seen_as = defaultdict(Counter)
    for asked, seen in looks:
        seen_as[asked.colour][seen.colour] += 1
        seen_as[asked.ground][seen.ground] += 1
    for colour, names in seen_as.items():
        for other in set(NAMES) - {colour}:
            assert names[other] / names.total() <= 0.03, (colour, other)


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        (Asked("red", "cross", "blue"), (True, True, True)),
        (Asked("orange", "cross", "blue"), (True, False, True)),
        (Asked("red", "cross", "black"), (False, True, True)),
        (Asked("red", "star", "blue"), (True, True, False)),
        (Asked("blue", "cross", "red"), (False, False, True)),
    ],
)
def test_each_fact_is_judged_by_itself(asked, right):
    verdict = judge(picture(Asked("red", "cross", "blue")), asked)
    assert (verdict.ground_right, verdict.thing_right, verdict.shape_right) == right
    assert verdict.colours_right == (right[:2] == (True, True))
    assert str(verdict.seen) == "red cross on blue"


@pytest.mark.parametrize(("width", "height"), [(64, 64), (256, 128), (128, 256)])
def test_pictures_of_other_sizes(width, height):
    for seed, asked in enumerate(Random(1).sample(ALL, 30)):
        rng = Random(seed)
        seen = look(soiled(draw(scene(asked, rng), width, height), rng, specks=4))
        assert (seen.colour, seen.shape, seen.ground) == (asked.colour, asked.shape, asked.ground)


def test_an_empty_ground_shows_nothing():
    ground = soiled(Image.new("RGB", (128, 128), COLOURS["green"]), Random(0))
    seen = look(ground)
    assert (seen.ground, seen.colour, seen.shape) == ("green", None, None)
    verdict = judge(ground, Asked("red", "circle", "green"))
    assert (verdict.ground_right, verdict.thing_right, verdict.shape_right) == (True, False, False)


def test_noise_is_nothing():
    noise = torch.rand(3, 128, 128, generator=torch.Generator().manual_seed(0))
    assert look(noise).ground is None
    assert look(noise).shape is None


def test_a_ground_that_only_frames_the_picture_is_none():
    pixels = np.full((128, 128, 3), COLOURS["white"])
    pixels[8:120, 8:60] = COLOURS["red"]
    pixels[8:120, 68:120] = COLOURS["red"]
    assert look(torch.from_numpy(pixels / 255).permute(2, 0, 1).float()).ground is None


def test_a_thing_of_many_colours_has_none():
    pixels = np.full((128, 128, 3), COLOURS["white"])
    for at, colour in enumerate(("red", "blue", "black")):
        pixels[40:88, 40 + 16 * at : 56 + 16 * at] = COLOURS[colour]
    seen = look(torch.from_numpy(pixels / 255).permute(2, 0, 1).float())
    assert (seen.ground, seen.colour, seen.shape) == ("white", None, "square")


@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_is_nearest_to_itself(name):
    flat = torch.tensor(COLOURS[name])[:, None, None].expand(3, 5, 7) / 255
    assert {NAMES[i] for i in nearest_colours(flat).flatten().tolist()} == {name}


def test_the_largest_patch_of_a_winding_one_a_blot_and_a_corner_that_only_touches():
    drawn = [
        "#####..",
        "....#..",
        "#####..",
        "#......",
        "#####.#",
        ".....##",
        "##...##",
    ]
    mask = torch.tensor([[cell == "#" for cell in row] for row in drawn])
    expected = mask.clone()
    expected[4:, 5:] = False
    expected[6] = False
    assert torch.equal(largest_patch(mask), expected)
    assert not largest_patch(torch.zeros(3, 4, dtype=torch.bool)).any()
