"""Training: it learns, it can be stopped and resumed, and a network grows without forgetting."""

import copy
import itertools
from dataclasses import replace
from random import Random

import pytest
import torch

from generator.models.schedule import schedule
from toybox.files import atomic
from toybox.networks.growth import enlarged, grown, shrunk
from toybox.networks.vqgan import Vqgan
from toybox.scenes.batches import pictures, sample_scenes
from toybox.scenes.captions import Caption
from toybox.scenes.classes import CLASSES, class_of
from toybox.training.chains import Chain, Wish
from toybox.training.codebook import Codebook
from toybox.training.detail import DetailTraining
from toybox.training.loop import train
from toybox.training.paintings import Paintings
from toybox.training.perceptor import PerceptorTraining, Sizes
from toybox.training.unet import UNetTraining
from toybox.training.vqgan import GROW_AT, VqganTraining

SMALL = {
    "embed_dim": 32,
    "vision_layers": 1,
    "vision_width": 64,
    "transformer_width": 64,
    "transformer_heads": 1,
    "transformer_layers": 1,
}
FEW = Sizes(fresh=12, painted=2, broken=2, misses=1, views=2, strangers=3)


SHALLOW = {
    "image_size": 8,
    "patch": 2,
    "velocity": True,
    "in_channels": 12,
    "out_channels": 24,
    "model_channels": 32,
    "channel_mult": (1, 1),
    "num_res_blocks": 1,
    "attention_resolutions": (2,),
    "num_classes": len(CLASSES),
}


def unet_training():
    return UNetTraining(3, SHALLOW, batch_size=8, lr=2e-3)


def mean(values):
    return sum(values) / len(values)


def vqgan_training(tiny):
    return VqganTraining(3, tiny, batch_size=4, lr=2e-3)


def perceptor_training(tiny):
    return PerceptorTraining(3, Vqgan(tiny), FEW, lr=1e-3, **SMALL)


def test_the_vqgan_learns(tiny):
    training = vqgan_training(tiny)
    losses = [training.step(progress)["pixels"] for progress in [0.0] * 60 + [0.1] * 140]
    assert mean(losses[-20:]) < 0.75 * mean(losses[:20])


def test_the_perceptor_learns(tiny):
    training = perceptor_training(tiny)
    training.step(0.0)
    losses = [training._contrast()[0].item() for _ in range(10)]
    for _ in range(60):
        training.step(0.0)
    assert mean([training._contrast()[0].item() for _ in range(10)]) < 0.9 * mean(losses)


def test_the_perceptor_learns_to_point_at_what_is_missing(tiny):
    training = perceptor_training(tiny)
    apart = [training.step(0.0)["pointing"] for _ in range(90)]
    assert mean(apart[:3]) > 0.9  # at first its gradients are unrelated
    assert mean(apart[-20:]) < 0.75


def test_a_chain_that_is_led_comes_nearer_to_its_truth(tiny, monkeypatch):
    torch.manual_seed(0)
    monkeypatch.setattr("toybox.training.chains._LED_SHARE", 1.0)
    chain = Chain(Vqgan(tiny).requires_grad_(False), Random(1))
    chain.begin()
    views = [chain.step(lambda *_: pytest.fail("it is led")) for _ in range(40)]
    rng = Random(0)
    truths = pictures([view.wish.truth(view.image, rng) for view in views], 32, 32)
    away = [float((truth - view.image).square().mean()) for truth, view in zip(truths, views, strict=True)]
    assert mean(away[-5:]) < 0.99 * mean(away[:5])  # an untrained VQGAN paints nearly the same picture always
    assert len({view.wish.caption.text for view in views}) == 1


def test_the_truth_is_the_nearest_scene_and_nearer_still():
    rng = Random(3)
    ours, other = [scene for scene in sample_scenes(rng, 40) if len(scene.things) == 1][:2]
    thing = ours.things[0]
    caption = Caption("{things}", ((thing.colour, thing.shape),), ours.ground)
    moved = replace(ours, things=(replace(thing, x=thing.x + 0.04, radius=thing.radius * 0.95),))
    image = pictures([moved], 64, 64)[0]
    truth = Wish(caption, [other, ours]).truth(image, rng)
    away = (pictures([truth, ours], 64, 64) - image).square().mean((1, 2, 3))
    assert away[0] < away[1]
    assert caption.true_of(truth)


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
    assert second.step(0.5).keys() == {"pointing"}  # it learns captions in every third step alone


def test_the_unet_learns_to_tell_noise_from_scenes():
    training = unet_training()
    before = _clean_error(training, 100)
    losses = [training.step(0.0)["noise"] for _ in range(200)]
    assert mean(losses[-10:]) < 0.7 * mean(losses[:5])
    assert _clean_error(training, 100) < 0.6 * before


def _clean_error(training: UNetTraining, timestep: int) -> float:
    """Return the error of the clean pictures that it predicts at a timestep, on scenes that it has not seen."""
    images = pictures(sample_scenes(Random(5), 16), 16, 16)
    noise = torch.randn(images.shape, generator=torch.Generator().manual_seed(1))
    at, diffusion = torch.full((16,), timestep), schedule()
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


def test_paintings_are_kept_with_their_scenes(tiny):
    torch.manual_seed(0)
    paintings = Paintings(Vqgan(tiny), Random(0))
    paintings.paint_some()
    images, scenes = paintings.good(5)
    broken = paintings.bad(3)
    assert images.shape == (5, 3, 32, 32)
    assert len(scenes) == 5
    assert broken.shape == (3, 3, 32, 32)
    assert max(images.abs().max(), broken.abs().max()) <= 1
