"""An architecture that is small enough to train in a test."""

import pytest
import torch

from toybox.networks.vqgan import Architecture


@pytest.fixture
def tiny() -> Architecture:
    """Return an architecture of 32 pixels and four tokens a side: the smallest that can grow three times."""
    return Architecture(
        embed_dim=8,
        n_embed=16,
        z_channels=8,
        resolution=32,
        ch=32,
        ch_mult=(1, 1, 1, 1),
        attn_resolutions=(),
    )


@pytest.fixture(autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
