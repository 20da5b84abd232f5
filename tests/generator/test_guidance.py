import math

import pytest
import torch
from torch.nn import functional as F

from generator.guidance.cutouts import cut, draw_anywhere, draw_boxes, draw_evenly, draw_noise
from generator.guidance.gradients import clamp_with_gradient, replace_gradient
from generator.guidance.resampling import lanczos_bicubic, triangle
from generator.models.perceptors.losses import prompt_loss, spherical_distance
from generator.randomness import Streams
from generator.wire.prompts import Prompt


@pytest.mark.parametrize("spread", [draw_anywhere, draw_evenly])
@pytest.mark.parametrize("shape", [(1, 3, 128, 96), (1, 3, 40, 300)])
def test_boxes_lie_within_the_picture(shape: tuple[int, ...], spread) -> None:
    boxes = draw_boxes(500, shape, 64, 1.0, torch.Generator().manual_seed(0), spread)
    top, left, side = boxes.T
    shorter = min(shape[2:])
    assert side.min() >= min(64, shorter)
    assert side.max() <= shorter
    assert (top.min() >= 0) and (top + side).max() <= shape[2]
    assert (left.min() >= 0) and (left + side).max() <= shape[3]


def test_a_cutout_matches_torchs_resized_crop() -> None:
    image = torch.rand(1, 3, 100, 120, generator=torch.Generator().manual_seed(0))
    boxes = torch.tensor([[10.0, 20.0, 80.0], [0.0, 0.0, 100.0], [3.0, 5.0, 32.0]], dtype=torch.float64)
    cutouts = cut(image, boxes, 32, triangle)
    for cutout, (top, left, side) in zip(cutouts, boxes.int().tolist(), strict=True):
        crop = image[:, :, top : top + side, left : left + side]
        expected = F.interpolate(crop, (32, 32), mode="bilinear", antialias=True, align_corners=False)
        torch.testing.assert_close(cutout[None], expected, atol=1e-5, rtol=1e-5)


def _as_published(crop: torch.Tensor, size: int) -> torch.Tensor:
    """Resize like Crowson's `resample`: Lanczos-2 along each axis if it shrinks, then bicubic with aligned corners."""
    side = crop.shape[2]
    if size < side:
        ratio = size / side
        reach = math.ceil(2 / ratio + 1) - 2
        at = torch.arange(-reach, reach + 1) * ratio
        kernel = torch.where(at.abs() < 2, torch.sinc(at) * torch.sinc(at / 2), torch.zeros(()))
        kernel = (kernel / kernel.sum()).expand(3, 1, 1, -1)
        crop = F.conv2d(F.pad(crop, (reach, reach, 0, 0), "reflect"), kernel, groups=3)
        crop = F.conv2d(F.pad(crop, (0, 0, reach, reach), "reflect"), kernel.transpose(2, 3), groups=3)
    return F.interpolate(crop, (size, size), mode="bicubic", align_corners=True)


def test_an_exact_cutout_matches_the_notebooks_resized_crop() -> None:
    image = torch.rand(1, 3, 100, 120, generator=torch.Generator().manual_seed(0))
    boxes = torch.tensor([[10.0, 20.0, 80.0], [0.0, 0.0, 100.0], [3.0, 5.0, 32.0], [7.0, 9.0, 20.0]]).double()
    cutouts = cut(image, boxes, 32, lanczos_bicubic)
    for cutout, (top, left, side) in zip(cutouts, boxes.int().tolist(), strict=True):
        expected = _as_published(image[:, :, top : top + side, left : left + side], 32)
        torch.testing.assert_close(cutout[None], expected, atol=1e-5, rtol=1e-5)


def test_even_draws_fall_into_every_part_once() -> None:
    draws = draw_evenly(16, torch.Generator().manual_seed(0))
    assert draws.shape == (16, 3)
    for column in draws.T:
        assert sorted((column * 16).long().tolist()) == list(range(16))
    assert not torch.equal(draws[:, 0].argsort(), draws[:, 1].argsort())


def test_each_cutout_gets_noise_of_its_own_strength() -> None:
    noise = draw_noise((200, 3, 16, 16), 0.1, torch.Generator().manual_seed(0)).flatten(1).std(1)
    assert noise.max() < 0.11
    assert noise.min() < 0.01
    assert noise.mean().item() == pytest.approx(0.05, abs=0.01)


def test_the_spherical_distance_follows_the_angle() -> None:
    angle = 0.7
    there = torch.tensor([[math.cos(angle), math.sin(angle)]])
    assert spherical_distance(there, torch.tensor([[1.0, 0.0]])).item() == pytest.approx(2 * (angle / 2) ** 2, rel=1e-4)


@pytest.mark.parametrize("there", [[1.0, 0.0], [-1.0, 0.0]])
def test_its_slope_is_finite_at_both_ends(there: list[float]) -> None:
    embedding = torch.tensor([there], requires_grad=True)
    spherical_distance(embedding, torch.tensor([[1.0, 0.0]])).sum().backward()
    assert embedding.grad is not None
    assert embedding.grad.isfinite().all()


def _pull(prompt: Prompt) -> float:
    """Return how the loss changes as the embedding rotates away from the target."""
    angle = torch.tensor(0.7, requires_grad=True)
    embedding = torch.stack([angle.cos(), angle.sin()])[None]
    prompt_loss(embedding, [(prompt, torch.tensor([[1.0, 0.0]]))]).backward()
    assert angle.grad is not None
    return angle.grad.item()


def test_weights_pull_in_proportion_and_push_when_negative() -> None:
    once = _pull(Prompt("a"))
    assert once > 0
    assert _pull(Prompt("a", 2)) == pytest.approx(2 * once)
    assert _pull(Prompt("a", -1)) == pytest.approx(-once)
    assert _pull(Prompt("a", 0)) == 0


def test_a_prompt_stops_pulling_below_its_stop() -> None:
    distance = 2 * (0.7 / 2) ** 2
    assert _pull(Prompt("a", 1, distance + 0.01)) == 0
    assert _pull(Prompt("a", 1, distance - 0.01)) > 0


def test_streams_do_not_shift_one_another() -> None:
    alone, both = Streams(7), Streams(7)
    torch.rand(5, generator=both["noise"])
    assert torch.equal(torch.rand(3, generator=alone["cutouts"]), torch.rand(3, generator=both["cutouts"]))
    assert not torch.equal(torch.rand(3, generator=Streams(7)["a"]), torch.rand(3, generator=Streams(7)["b"]))
    assert not torch.equal(torch.rand(3, generator=Streams(0)["a"]), torch.rand(3, generator=Streams(1)["a"]))


def test_a_clamped_value_can_only_move_back_into_range() -> None:
    values = torch.tensor([-1.0, 0.5, 2.0, -1.0, 2.0], requires_grad=True)
    clamped = clamp_with_gradient(values, 0, 1)
    assert clamped.tolist() == [0, 0.5, 1, 0, 1]
    clamped.backward(torch.tensor([-1.0, 1.0, 1.0, 1.0, -1.0]))
    assert values.grad is not None
    assert values.grad.tolist() == [-1, 1, 1, 0, 0]


def test_a_replaced_gradient_goes_to_the_other_tensor() -> None:
    latents = torch.tensor([0.2, 0.7], requires_grad=True)
    quantized = replace_gradient(torch.tensor([0.0, 1.0]), latents)
    assert quantized.tolist() == [0, 1]
    quantized.sum().backward()
    assert latents.grad is not None
    assert latents.grad.tolist() == [1, 1]
