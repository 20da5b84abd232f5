"""The toy world: pictures show what captions say, and held-out pairs are never seen."""

from dataclasses import replace
from random import Random

import pytest

from toybox.scenes.captions import Caption, near_misses, sample_caption, words
from toybox.scenes.looks import LOOKS
from toybox.scenes.places import PLACES
from toybox.scenes.scene import COLOURS, Scene, Thing, draw, held_out, sample_scene
from toybox.scenes.shapes import RING_HOLE, SHAPES

HELD_OUT = {
    ("red", "cross"),
    ("green", "square"),
    ("orange", "cross"),
    ("purple", "ring"),
    ("brown", "star"),
    ("black", "heart"),
}


def scenes(count, seed=0):
    rng = Random(seed)
    return [sample_scene(rng) for _ in range(count)]


def colour_at(image, x, y):
    pixel = image.getpixel((int(x * image.width), int(y * image.height)))
    return min(COLOURS, key=lambda name: sum((a - b) ** 2 for a, b in zip(COLOURS[name], pixel, strict=True)))


def test_these_pairs_and_no_others_are_held_out():
    assert {(c, s) for c in COLOURS for s in SHAPES if held_out(c, s)} == HELD_OUT


def test_held_out_pairs_are_never_drawn_and_every_other_pair_is():
    seen = {(thing.colour, thing.shape) for scene in scenes(5000) for thing in scene.things}
    assert seen == {(c, s) for c in COLOURS for s in SHAPES} - HELD_OUT


def test_a_seed_is_a_picture():
    assert draw(scenes(1, seed=5)[0], 64, 48).tobytes() == draw(scenes(1, seed=5)[0], 64, 48).tobytes()
    assert draw(scenes(1, seed=5)[0], 64, 48).tobytes() != draw(scenes(1, seed=6)[0], 64, 48).tobytes()


@pytest.mark.parametrize(("width", "height"), [(128, 128), (256, 128)])
def test_things_and_grounds_have_the_colours_they_are_named_by(width, height):
    for scene in [scene for scene in scenes(250) if scene.place is None and scene.look is None]:
        image = draw(scene, width, height)
        assert colour_at(image, 0.004, 0.004) == scene.ground
        for thing in scene.things:
            # A ring's middle is ground; its body lies halfway between its hole and its edge.
            aside = thing.radius * min(width, height) / width * (1 + RING_HOLE) / 2
            inside = thing.x + aside if thing.shape == "ring" else thing.x
            assert colour_at(image, inside, thing.y) == thing.colour
            assert thing.colour != scene.ground
            if thing.shape == "ring":
                assert colour_at(image, thing.x, thing.y) == scene.ground


def test_captions_are_true_and_use_known_words():
    rng, known = Random(1), set(words())
    for scene in scenes(500):
        caption = sample_caption(scene, rng)
        assert caption.true_of(scene)
        assert set(caption.text.replace(",", "").split()) <= known
        for colour, shape in caption.things:
            assert f"{colour} {shape}" in caption.text


def test_near_misses_are_untrue_and_never_name_a_held_out_pair():
    rng = Random(2)
    for scene in scenes(300):
        caption = sample_caption(scene, rng)
        for miss in near_misses(caption, scene, rng, 4):
            assert not miss.true_of(scene)
            assert miss.text != caption.text
            assert not HELD_OUT & set(miss.things)


def test_the_form_that_people_are_told_of():
    scene = Scene("blue", COLOURS["blue"], (Thing("red", "circle", COLOURS["red"], 0.5, 0.5, 0.3, 0.0),))
    rng = Random(0)
    said = {sample_caption(scene, rng).text for _ in range(200)}
    assert "a red circle on a blue background" in said
    assert "a red circle" in said


@pytest.mark.parametrize(
    ("things", "ground", "size", "true"),
    [
        ((("red", "circle"),), "blue", None, True),
        ((("red", "circle"),), None, "big", True),
        ((("red", "circle"),), None, "small", False),
        ((("red", "circle"),), "green", None, False),
        ((("blue", "circle"),), "blue", None, False),
        ((("red", "circle"), ("red", "circle")), "blue", None, False),
    ],
)
def test_truth_is_decided_by_every_fact(things, ground, size, true):
    scene = Scene("blue", COLOURS["blue"], (Thing("red", "circle", COLOURS["red"], 0.5, 0.5, 0.4, 0.0),))
    assert Caption("{things}", things, ground, size).true_of(scene) is true


def test_every_place_and_every_look_comes_up_and_is_seen():
    met = scenes(3000)
    assert {scene.place for scene in met} == {None, *PLACES}
    assert {scene.look for scene in met} == {None, *LOOKS}
    for place in PLACES:
        first, second = [draw(scene, 64, 64) for scene in met if scene.place == place][:2]
        assert first.tobytes() != second.tobytes()
        assert len(first.getcolors(64 * 64)) > 2
    plain = next(scene for scene in met if scene.place is None and scene.look is None)
    seen = {draw(replace(plain, look=look), 64, 64).tobytes() for look in (None, *LOOKS)}
    assert len(seen) == 1 + len(LOOKS)


def test_a_place_and_a_look_are_facts_of_a_caption():
    met = scenes(500)
    boat, house = (next(scene for scene in met if scene.place == name) for name in ("a boat on the sea", "a house"))
    said = sample_caption(boat, Random(0))
    assert said.true_of(boat)
    assert not said.true_of(house)
    striped = next(scene for scene in met if scene.look == "stripes")
    caption = sample_caption(striped, Random(0))
    assert caption.text.endswith("with stripes")
    assert caption.true_of(striped)
    assert not caption.true_of(replace(striped, look=None))
