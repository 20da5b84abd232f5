"""Training: it learns, it can be stopped and resumed, and a network grows without forgetting."""

import copy
import itertools
import math
from dataclasses import replace
from random import Random

import pytest
import torch

from generator.models.schedule import schedule
from generator.models.unet import UNet
from toybox.files import atomic
from toybox.networks.growth import enlarged, grown, shrunk
from toybox.networks.perceptor import IMAGE_SIZE
from toybox.networks.vqgan import Vqgan
from toybox.scenes.batches import pictures, sample_scenes
from toybox.scenes.central import sample_central, sample_free
from toybox.scenes.classes import CLASSES, class_of
from toybox.scenes.scene import COLOURS, held_out
from toybox.scenes.shapes import SHAPES
from toybox.training.attack import attacked
from toybox.training.codebook import Codebook
from toybox.training.detail import DetailTraining
from toybox.training.loop import train
from toybox.training.paintings import Paintings, exchanged
from toybox.training.perceptor import RADIUS, PerceptorTraining
from toybox.training.unet import UNetTraining
from toybox.training.views import Sizes
from toybox.training.vqgan import GROW_AT, VqganTraining
from toybox.training.world import NONE, Said, World, targets

SMALL = {"embed_dim": 32, "transformer_width": 64, "transformer_heads": 1, "transformer_layers": 1}
FEW = Sizes(clean=8, soft=2, predicted=2, painted=2, free=2, other=3, misses=1, attacked=2)


SHALLOW = {
    "image_size": 8,
    "patch": 2,
    "predict_xstart": True,
    "in_channels": 12,
    "out_channels": 24,
    "model_channels": 32,
    "channel_mult": (1, 1),
    "num_res_blocks": 1,
    "attention_resolutions": (2,),
    "num_classes": len(CLASSES),
}

LIKE_SHALLOW = {**SHALLOW, "image_size": 32}  # it sees pictures as large as a perceptor's


def unet_training():
    return UNetTraining(3, SHALLOW, batch_size=8, lr=2e-3)


def mean(values):
    return sum(values) / len(values)


def vqgan_training(tiny):
    return VqganTraining(3, tiny, batch_size=4, lr=2e-3)


def perceptor_training(tiny):
    return PerceptorTraining(3, UNet(LIKE_SHALLOW), Vqgan(tiny), FEW, **SMALL)


def test_the_vqgan_learns(tiny):
    training = vqgan_training(tiny)
    losses = [training.step(progress)["pixels"] for progress in [0.0] * 60 + [0.1] * 140]
    assert mean(losses[-20:]) < 0.75 * mean(losses[:20])


def test_the_perceptor_learns():
    training = PerceptorTraining(3, None, None, replace(FEW, clean=14, other=2, attacked=0), **SMALL)
    figures = [training.step(0.1) for _ in range(70)]
    read = [each["read"] for each in figures]
    assert mean(read[-10:]) < 0.8 * mean(read[:5])


def test_a_late_perceptor_also_sees_unfinished_pictures_and_is_attacked(tiny, monkeypatch):
    monkeypatch.setattr("toybox.training.perceptor.FIRST_PAINTINGS", 20)
    training = perceptor_training(tiny)
    radii = []

    def spied(images, loss, radius):
        radii.append(radius)
        return attacked(images, loss, radius)

    monkeypatch.setattr("toybox.training.perceptor.attacked", spied)
    before = {name: tensor.clone() for name, tensor in training.model.state_dict().items()}
    early, late = training.step(0.0), training.step(0.9)
    assert early.keys() == late.keys()
    assert radii == [RADIUS]
    assert training.perceptor.training
    assert any(not torch.equal(tensor, before[name]) for name, tensor in training.model.state_dict().items())


def test_an_attack_stays_within_its_radius_and_misleads():
    torch.manual_seed(0)
    images, away = torch.zeros(8, 3, 4, 4), torch.randn(3, 4, 4)
    changed = attacked(images, lambda seen: (seen * away).sum(), 2.0)
    lengths = (changed - images).flatten(1).norm(dim=1)
    assert lengths.max() <= 2.0 + 1e-4
    assert ((changed * away).flatten(1).sum(1) > 0).float().mean() >= 0.75


def test_a_world_has_no_pair_that_is_held_out():
    rng = Random(0)
    for _ in range(40):
        world = World.sample(rng)
        said = Said.of(world, rng)
        assert not [pair for pair, _ in world.facts if held_out(*pair)]
        assert [len(said.texts[part]) for part in said.lists] == [len(world.facts), len(SHAPES), len(world.pairs)]
        places = targets(world, [world.facts[0], (("", "star"), None)])
        assert [at.tolist() for at in places] == [
            [0, NONE],
            [SHAPES.index(world.facts[0][0][1]), SHAPES.index("star")],
            [world.pairs.index(world.facts[0][0]), NONE],
        ]
        assert world.facts[0][1] in said.texts[0]
        assert "star" in said.texts[said.lists[1]][SHAPES.index("star")]


def test_free_colours_are_apart_and_make_no_held_out_pair():
    for scene in (sample_free(Random(seed)) for seed in range(200)):
        (thing,) = scene.things
        nearest = min(COLOURS, key=lambda name: math.dist(COLOURS[name], thing.rgb))
        assert not held_out(nearest, thing.shape)
        assert math.dist(thing.rgb, scene.ground_rgb) >= 90
        assert scene.ground is None


def test_tokens_are_exchanged_by_share():
    torch.manual_seed(0)
    tokens = torch.zeros(200, 8, 8, dtype=torch.long)
    wrong = (exchanged(tokens, 1000, 0.2, 0.8) != 0).float().mean((1, 2))
    assert 0.05 < wrong.min() < 0.3
    assert 0.7 < wrong.max() < 0.95
    assert torch.equal(exchanged(tokens, 1000, 0.0, 0.0), tokens)


def test_only_the_new_level_learns_the_details(tiny):
    small = Vqgan(shrunk(tiny, 1))
    training = DetailTraining(3, small, batch_size=2)
    before = {name: tensor.clone() for name, tensor in training.model.state_dict().items()}
    for _ in range(3):
        training.step(0.0)
    changed = {name for name, tensor in training.model.state_dict().items() if not torch.equal(tensor, before[name])}
    assert "decoder.up.0.block.0.conv2.weight" in changed
    assert not [name for name in changed if name.startswith(("quantize", "post_quant", "decoder.mid", "decoder.up.2"))]
    assert enlarged(small.architecture) == tiny


def test_the_vqgan_goes_on_exactly_where_it_was(tiny):
    first, second = vqgan_training(tiny), vqgan_training(tiny)
    for progress in (0.1, 0.1, GROW_AT[0], GROW_AT[0]):
        first.step(progress)
    second.load_state_dict(copy.deepcopy(first.state_dict()))
    torch.manual_seed(9)
    expected = [first.step(GROW_AT[0]) for _ in range(3)]
    torch.manual_seed(9)
    assert [second.step(GROW_AT[0]) for _ in range(3)] == expected


def test_the_perceptor_goes_on_with_its_weights_and_its_optimiser(tiny):
    first, second = perceptor_training(tiny), perceptor_training(tiny)
    first.step(0.5)
    second.load_state_dict(copy.deepcopy(first.state_dict()))
    again, state = second.state_dict(), first.state_dict()
    assert again["steps"] == 1
    assert all(torch.equal(again["model"][name], tensor) for name, tensor in state["model"].items())
    assert again["optimizer"]["state"].keys() == state["optimizer"]["state"].keys()


def test_the_unet_learns_to_see_scenes_through_noise():
    training = unet_training()
    before = _clean_error(training, 100)
    losses = [training.step(0.0)["clean"] for _ in range(200)]
    assert mean(losses[-10:]) < 0.7 * mean(losses[:5])
    assert _clean_error(training, 100) < 0.6 * before
    last = training.model.model.out[-1].weight
    assert last[: len(last) // 2].any()
    assert not last[len(last) // 2 :].any()  # of the variance, which stays in the middle of its range


def _clean_error(training: UNetTraining, timestep: int) -> float:
    """Return the error of the clean pictures that it predicts at a timestep, on scenes that it has not seen."""
    images = pictures(sample_scenes(Random(5), 16), 16, 16)
    noise = torch.randn(images.shape, generator=torch.Generator().manual_seed(1))
    at, diffusion = torch.full((16,), timestep), schedule(process=training.model.process)
    label = {"y": torch.zeros(16, dtype=torch.long)}
    with torch.no_grad():
        x = diffusion.q_sample(images, at, noise)
        predicted = diffusion.p_mean_variance(training.model, x, at, clip_denoised=False, model_kwargs=label)
    return (predicted["pred_xstart"] - images).square().mean().item()


def test_the_unet_goes_on_exactly_where_it_was():
    first, second = unet_training(), unet_training()
    for _ in range(3):
        first.step(0.2)
    second.load_state_dict(copy.deepcopy(first.state_dict()))
    torch.manual_seed(9)
    expected = [first.step(0.5) for _ in range(3)]
    torch.manual_seed(9)
    assert [second.step(0.5) for _ in range(3)] == expected
    kept, ours = first.average.state_dict(), second.average.state_dict()
    assert all(torch.equal(kept[name], tensor) for name, tensor in ours.items())
    assert any(not torch.equal(kept[name], tensor) for name, tensor in first.model.state_dict().items())


def test_every_scene_has_a_class():
    seen = {class_of(scene) for scene in sample_scenes(Random(0), 400)}
    assert seen == set(CLASSES[1:])


def test_shapes_that_are_learned_slowly_are_drawn_more_often():
    rng = Random(0)
    for draw in (sample_free, sample_central):
        shapes = [draw(rng).things[0].shape for _ in range(2000)]
        assert shapes.count("star") > 2.5 * shapes.count("circle")
        assert shapes.count("cross") > 1.2 * shapes.count("circle")


class Counting:
    """A trainee that counts its steps, and is interrupted at one of them."""

    def __init__(self, interrupted_at=None):
        self.steps, self.progress, self._interrupted_at = 0, [], interrupted_at

    def step(self, progress):
        if self.steps == self._interrupted_at:
            raise KeyboardInterrupt
        self.steps += 1
        self.progress.append(progress)
        return {"steps": float(self.steps)}

    def state_dict(self):
        return {"steps": self.steps}

    def load_state_dict(self, state):
        self.steps = state["steps"]


def seconds_apart(apart):
    return itertools.count(0.0, apart).__next__


def test_a_training_takes_the_time_it_is_given_and_no_more_when_run_again(tmp_path):
    trainee, file = Counting(), tmp_path / "it.pt"
    assert train(trainee, 100.0, file, seconds_apart(10.0)) == 100.0
    assert trainee.steps == 10
    assert trainee.progress == sorted(trainee.progress)
    again = Counting()
    assert train(again, 100.0, file, seconds_apart(10.0)) == 100.0
    assert (again.steps, again.progress) == (10, [])


def test_an_interrupted_training_goes_on_from_its_last_saved_minute(tmp_path):
    file = tmp_path / "it.pt"
    with pytest.raises(KeyboardInterrupt):
        train(Counting(interrupted_at=14), 300.0, file, seconds_apart(10.0))
    assert [path.name for path in tmp_path.iterdir()] == ["it.pt"]
    again = Counting()
    train(again, 300.0, file, seconds_apart(10.0))
    assert again.steps == 30
    assert again.progress[0] == pytest.approx(120 / 300)


def test_a_failed_write_leaves_the_old_file(tmp_path):
    file = tmp_path / "state"
    file.write_text("old")
    with pytest.raises(OSError, match="disk"), atomic(file) as partial:
        partial.write_text("ne")
        raise OSError("disk")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("state", "old")]


def test_a_grown_vqgan_keeps_its_tokens_and_what_it_has_learned(tiny):
    torch.manual_seed(0)
    small = Vqgan(shrunk(tiny, 1))
    large = grown(small, tiny)
    assert large.encode(torch.zeros(1, 3, 32, 32)).shape == small.encode(torch.zeros(1, 3, 16, 16)).shape
    # The new level does nothing yet: it repeats each pixel of the small decoder's last features four times.
    codes = small.codes(torch.randint(16, (1, 4, 4)))
    small.decoder.give_pre_end = large.decoder.give_pre_end = True
    before, after = small.decode(codes), large.decode(codes)
    assert torch.allclose(after, before.repeat_interleave(2, 2).repeat_interleave(2, 3), atol=1e-4)


def test_dead_codes_come_back_to_life_where_the_latents_are(tiny):
    torch.manual_seed(0)
    quantize = Vqgan(tiny).quantize
    codebook = Codebook(quantize)
    codebook.see(torch.zeros(1, 8, 4, 4))
    for _ in range(300):
        codebook.see(torch.randn(4, 8, 4, 4))
        codebook.reseed_dead()
    assert codebook.in_use >= 14
    assert quantize.embedding.weight.std() > 0.5


def test_paintings_are_kept_by_what_they_show(tiny):
    torch.manual_seed(0)
    world = World.sample(Random(0))
    paintings = Paintings(Vqgan(tiny), Random(0))
    assert paintings.of(world.facts, 3) == []
    paintings.paint_some(world.facts)
    chosen = paintings.of(world.facts, 5)
    assert {image.shape for image, _ in chosen} == {(3, IMAGE_SIZE, IMAGE_SIZE)}
    assert len(chosen) == 5
    assert {fact for _, fact in chosen} <= set(world.facts)
