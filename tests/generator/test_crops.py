"""Cutouts as the perceptors see them: drawn together, taken in chunks, augmented."""

import math
import re

import pytest
import torch
from torch.nn import functional as F
from torch.utils._python_dispatch import TorchDispatchMode

from generator.guidance.augmentations import draw_tints, draw_warps, tint, warp
from generator.guidance.critique import Critic, criticise
from generator.guidance.crops import Draws
from generator.guidance.penalties import init_weight_at, total_variation
from generator.models.perceptors.clip import ClipPerceptor
from generator.randomness import Streams
from generator.styles.cards import InstalledStyle
from generator.wire.params import Params


@pytest.fixture
def image() -> torch.Tensor:
    return torch.rand(1, 3, 64, 80, generator=torch.Generator().manual_seed(0))


def _changed(params: Params, **changes) -> Params:
    return params.model_copy(update=changes)


@pytest.mark.parametrize("cutouts", ["plain", "exact", "fast"])
@pytest.mark.parametrize("augment", [False, True])
def test_chunks_do_not_change_the_cutouts(image: torch.Tensor, params: Params, cutouts: str, augment: bool) -> None:
    asked = _changed(params, cutouts=cutouts, augment=augment, num_cutouts=5, cutout_noise=0.1)
    draws = Draws.draw(asked, image.shape, 32, Streams(0))
    whole = draws.cutouts(image)
    assert whole.shape == (5, 3, 32, 32)
    assert torch.equal(torch.cat([part.cutouts(image) for part in draws.chunks(2)]), whole)


def test_the_kinds_of_cutouts_differ_and_exact_ones_stay_in_range(image: torch.Tensor, params: Params) -> None:
    black_and_white = image.round()
    seen = {
        cutouts: Draws.draw(_changed(params, cutouts=cutouts), image.shape, 32, Streams(0)).cutouts(black_and_white)
        for cutouts in ("plain", "exact", "fast")
    }
    assert not torch.equal(seen["plain"], seen["exact"])
    assert not torch.equal(seen["plain"], seen["fast"])
    assert seen["exact"].min() == 0
    assert seen["exact"].max() == 1


def test_augmentation_does_not_shift_other_draws(image: torch.Tensor, params: Params) -> None:
    with_and_without = [
        Draws.draw(_changed(params, augment=augment, cutout_noise=0.1), image.shape, 32, Streams(0))
        for augment in (True, False)
    ]
    assert torch.equal(with_and_without[0].boxes, with_and_without[1].boxes)
    assert torch.equal(with_and_without[0].noise, with_and_without[1].noise)
    assert not torch.equal(with_and_without[0].cutouts(image), with_and_without[1].cutouts(image))


def test_a_warp_matches_torchs_grid_sample() -> None:
    crops = torch.rand(20, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    warps = draw_warps(20, torch.Generator().manual_seed(1))
    line = (2 * torch.arange(16) + 1) / 16 - 1
    y, x = torch.meshgrid(line, line, indexing="ij")
    there = torch.einsum("nij,jpq->npqi", warps.float(), torch.stack([x, y, torch.ones_like(x)]))
    grid = there[..., :2] / there[..., 2:]
    expected = F.grid_sample(crops, grid, "bilinear", "border", align_corners=False)
    torch.testing.assert_close(warp(crops, warps), expected, atol=1e-4, rtol=1e-4)


def test_warps_mirror_rotate_tilt_or_do_nothing() -> None:
    warps = draw_warps(400, torch.Generator().manual_seed(0))
    mirrored = torch.linalg.det(warps[:, :2, :2]) < 0
    assert 0.4 < mirrored.double().mean() < 0.6
    tilted = warps[:, 2, :2].abs().sum(1) > 1e-9
    assert 0.3 < tilted.double().mean() < 0.5
    upright = ~tilted
    turned = upright & (warps[:, 1, 0].abs() > 1e-9)
    assert 0.7 < turned.sum() / upright.sum() < 0.9
    assert warps[upright][:, 1, 0].abs().max() <= math.sin(math.radians(30))
    assert warps[upright][:, :2, 2].abs().max() <= 0.2
    alone = upright & ~turned & ~mirrored
    assert alone.any()
    torch.testing.assert_close(warps[alone], torch.eye(3).double().expand_as(warps[alone]), atol=1e-9, rtol=0)


def test_a_tint_keeps_grey_and_rotates_colours_slightly() -> None:
    tints = draw_tints(100, torch.Generator().manual_seed(0))
    grey = torch.full((100, 3, 2, 2), 0.5)
    torch.testing.assert_close(tint(grey, tints), grey, atol=1e-3, rtol=0)
    red = torch.tensor([1.0, 0, 0]).view(1, 3, 1, 1).expand(100, 3, 2, 2)
    moved = (tint(red, tints) - red).abs().amax((1, 2, 3))
    assert 0 < (moved > 1e-3).double().mean() < 1
    assert moved.max() < 0.1


@pytest.fixture
def perceptor(style: InstalledStyle) -> ClipPerceptor:
    return ClipPerceptor.load(style.checked(style.card.perceptors[0]), "cpu")


def test_perceptors_of_one_input_size_share_their_cutouts(
    perceptor: ClipPerceptor, image: torch.Tensor, params: Params
) -> None:
    critic = Critic(perceptor, [(prompt, perceptor.encode_text(prompt.text)) for prompt in params.scenes[0]])
    alone, together = Streams(0), Streams(0)
    loss, gradient = criticise(image, [critic], params, alone, None)
    twice = criticise(image, [critic, critic], params, together, None)
    torch.testing.assert_close(twice[0], 2 * loss)
    torch.testing.assert_close(twice[1], 2 * gradient)
    assert torch.equal(together.state()["cutouts"], alone.state()["cutouts"])


def test_the_total_variation_is_the_mean_square_between_neighbours(
    perceptor: ClipPerceptor, image: torch.Tensor, params: Params
) -> None:
    stripes = torch.zeros(1, 3, 4, 4)
    stripes[..., ::2] = 0.5
    assert total_variation(stripes).item() == pytest.approx(0.25)
    assert total_variation(stripes.transpose(2, 3)).item() == pytest.approx(0.25)
    without = criticise(image, [], params, Streams(0), None)
    assert without[1].abs().max() == 0
    smoothing = criticise(image, [], _changed(params, tv_scale=2.0), Streams(0), None)
    assert smoothing[0].item() == pytest.approx(2 * total_variation(image).item())
    assert total_variation(image - smoothing[1]) < total_variation(image)


# Operations in the documentation of torch.use_deterministic_algorithms that taking cutouts could come to use.
_NOT_REPEATABLE = re.compile(
    r"(grid_sampler|upsample_(linear|bilinear|bicubic|trilinear)|reflection_pad|adaptive_(avg|max)_pool|max_pool3d"
    r"|fractional_max_pool|max_unpool).*backward|^aten.(put_|histc|cumsum)"
)


class _Operations(TorchDispatchMode):
    """Records the names of all operations, including those of the backward pass."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.names.add(str(func))
        return func(*args, **(kwargs or {}))

    @property
    def not_repeatable(self) -> set[str]:
        return {name for name in self.names if _NOT_REPEATABLE.search(name)}


@pytest.mark.parametrize("cutouts", ["plain", "exact", "fast"])
def test_every_operation_has_a_deterministic_backward_pass_on_a_gpu(
    perceptor: ClipPerceptor, image: torch.Tensor, params: Params, cutouts: str
) -> None:
    critic = Critic(perceptor, [(prompt, perceptor.encode_text(prompt.text)) for prompt in params.scenes[0]])
    asked = _changed(params, cutouts=cutouts, augment=True, cutout_noise=0.1, tv_scale=1.0)
    with _Operations() as seen:
        criticise(image, [critic], asked, Streams(0), 2)
    assert "aten.index_select.default" in seen.names
    assert seen.not_repeatable == set()
    with _Operations() as seen:
        F.interpolate(image.clone().requires_grad_(), (8, 8), mode="bicubic").sum().backward()
    assert seen.not_repeatable == {"aten.upsample_bicubic2d_backward.default"}


def test_the_init_weight_fades_linearly() -> None:
    assert [init_weight_at(step, 10, 2.0, 0.0) for step in (1, 10)] == [2.0, 2.0]
    assert [init_weight_at(step, 10, 2.0, 0.5) for step in (1, 2, 5, 6, 10)] == pytest.approx([2, 1.6, 0.4, 0, 0])
