"""Lean plans keep the picture to the last bit and its gradient to within 1e-5, if they claim to."""

import copy

import pytest
import torch
from torch import Tensor

from generator.engine import Engine
from generator.guidance import critique
from generator.guidance.critique import Critic
from generator.models.precision import move
from generator.models.vqgan import Vqgan
from generator.randomness import Streams
from generator.wire.params import Params
from generator.wire.plan import Keep, Plan

KEEPS: tuple[Keep, ...] = ("convolutions", "blocks", "levels")


@pytest.fixture(scope="module")
def vqgan() -> Vqgan:
    """A VQGAN with random weights: like the published decoder, it has levels, changing channels and attention."""
    architecture = {
        "embed_dim": 8, "n_embed": 16, "z_channels": 8, "resolution": 32, "in_channels": 3, "out_ch": 3, "ch": 32,
        "ch_mult": [1, 1, 2], "num_res_blocks": 2, "attn_resolutions": [8], "dropout": 0.0,
    }  # fmt: skip
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = Vqgan(architecture).eval().requires_grad_(False)
        for module in model.modules():
            if isinstance(module, torch.nn.GroupNorm):
                torch.nn.init.normal_(module.weight, 1, 0.2)
                torch.nn.init.normal_(module.bias, 0, 0.2)
    return model


def _picture_and_gradient(vqgan: Vqgan, keep: Keep, height: int = 9, width: int = 12) -> tuple[Tensor, Tensor]:
    rng = torch.Generator().manual_seed(0)
    quantized = torch.randn(1, 8, height, width, generator=rng).requires_grad_()
    picture = vqgan.decode(quantized, keep)
    (gradient,) = torch.autograd.grad(picture, quantized, torch.randn(picture.shape, generator=rng))
    return picture.detach(), gradient


@pytest.mark.parametrize("keep", KEEPS)
def test_the_picture_is_the_same_and_its_gradient_too(vqgan: Vqgan, keep: Keep) -> None:
    picture, gradient = _picture_and_gradient(vqgan, "everything")
    lean_picture, lean_gradient = _picture_and_gradient(vqgan, keep)
    assert torch.equal(lean_picture, picture)
    assert (lean_gradient - gradient).norm() <= 1e-5 * gradient.norm()


@pytest.mark.parametrize("keep", KEEPS)
def test_bands_do_not_change_the_result(vqgan: Vqgan, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _picture_and_gradient(vqgan, keep, 8, 12)
    monkeypatch.setattr("generator.models.lean.normalization._BAND", 1)
    for in_bands, at_once in zip(_picture_and_gradient(vqgan, keep, 8, 12), whole, strict=True):
        assert torch.equal(in_bands, at_once)


@pytest.mark.parametrize("at_once", [1, 3, 4])
def test_chunks_of_cutouts_give_the_same_loss_and_gradient(
    engine: Engine, params: Params, plan: Plan, at_once: int
) -> None:
    noisy = params.model_copy(update={"cutout_noise": 0.1, "num_cutouts": 8, "steps": 1})
    perceptor = engine.networks("tiny", "vqgan_clip", plan, print).perceptors[0]
    critics = [Critic(perceptor, [(prompt, perceptor.encode_text(prompt.text)) for prompt in noisy.scenes[0]])]
    image = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    whole, chunked = (critique.criticise(image, critics, noisy, Streams(0), each)[1] for each in (None, at_once))
    assert (chunked - whole).norm() <= 1e-5 * whole.norm()


def test_bfloat16_is_close_but_changes_the_result(vqgan: Vqgan) -> None:
    picture, gradient = _picture_and_gradient(vqgan, "everything")
    less_precise = copy.deepcopy(vqgan)
    move(less_precise, "cpu", "bfloat16")
    assert less_precise.codebook.dtype == torch.float32
    other, other_gradient = _picture_and_gradient(less_precise, "levels")
    assert 1e-5 < (other - picture).norm() / picture.norm() < 0.05
    assert 1e-5 < (other_gradient - gradient).norm() / gradient.norm() < 0.2
