"""The published step must be correct, because everything is measured against it."""

import pytest
import torch
from taming.modules.vqvae.quantize import VectorQuantizer2
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.nn import functional as F

from generator.methods.vqgan_clip import published
from generator.methods.vqgan_clip.published import FULL_SIZE, PublishedStep, random_networks
from generator.models.openai_clip import VIT_B_32
from tests.generator.conftest import ARCHITECTURE

SMALL_PERCEPTOR = {**VIT_B_32, "image_resolution": 32, "vision_layers": 1, "vision_width": 64, "vision_patch_size": 8}
SMALL_PERCEPTOR |= {"embed_dim": 16, "transformer_width": 64, "transformer_heads": 1, "transformer_layers": 1}


def _step(num_cutouts: int = 4) -> PublishedStep:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        networks = random_networks(ARCHITECTURE, SMALL_PERCEPTOR, torch.float32)
        return PublishedStep(networks, torch.randn(1, 8, 16, 12), torch.randn(1, 16), num_cutouts)


def test_it_approaches_its_prompt() -> None:
    step = _step(num_cutouts=16)
    losses = []
    for _ in range(30):
        losses.append(step._loss(step()).item())
    assert sum(losses[-5:]) < sum(losses[:5])


def test_a_preview_is_more_work_and_the_same_picture() -> None:
    with_preview, without = _step(), _step()
    for _ in range(2):
        assert torch.equal(with_preview(preview=True), without())


def test_it_quantizes_like_taming() -> None:
    theirs = VectorQuantizer2(16, 8, beta=0.25)
    latents = torch.randn(1, 8, 5, 6, generator=torch.Generator().manual_seed(0)) / 16
    quantized, _, _ = theirs(latents)
    ours = published._vector_quantize(latents.movedim(1, 3), theirs.embedding.weight).movedim(3, 1)
    torch.testing.assert_close(ours, quantized)


def test_resampling_is_close_to_torchs_resizing() -> None:
    line = torch.linspace(0, 1, 90)
    picture = torch.stack([line.expand(90, 90), line[:, None].expand(90, 90), torch.full((90, 90), 0.5)])[None]
    resampled = published._resample(picture, 32)
    expected = F.interpolate(picture, (32, 32), mode="bicubic", align_corners=True)
    torch.testing.assert_close(resampled, expected, atol=0.02, rtol=0)
    torch.testing.assert_close(published._resample(picture, 90), picture)


def test_full_size_matches_the_published_weights() -> None:
    with FakeTensorMode():
        vqgan, perceptor = random_networks(FULL_SIZE, VIT_B_32, torch.float16)
    assert sum(p.numel() for p in vqgan.decoder.parameters()) == pytest.approx(42.4e6, rel=2e-3)
    assert sum(p.numel() for p in perceptor.parameters()) == 151_277_313
    assert perceptor.visual.proj.dtype == torch.float16
