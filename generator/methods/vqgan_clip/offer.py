"""The OFFER of VQGAN-CLIP. Imports no torch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from generator.wire.offers import Architecture, Ladder, Offer, Rung


class VqganClipOffer(Offer):
    """Crowson et al., "VQGAN-CLIP", arXiv 2204.08583, with the defaults of vqgan-clip-app and its notes."""

    name = "vqgan_clip"
    title = "VQGAN-CLIP"
    defaults: ClassVar[Mapping[str, Any]] = {
        "size": "300x300",
        "steps": 1000,
        "learning_rate": 0.05,
        "num_cutouts": 64,
        "cut_power": 1.0,
        "cutout_noise": 0.1,
        "cutouts": "exact",
    }
    # The first ladder keeps the published step's picture to the last bit and its gradient to within 1e-5. The second
    # does not, but is faster by as much as the device is in bfloat16.
    ladders: ClassVar[tuple[Ladder, ...]] = (
        {
            "roomy": Rung("convolutions", 32),
            "thrifty": Rung("blocks", 16),
            "frugal": Rung("levels", 8),
        },
        {
            "quick": Rung("convolutions", 32, "bfloat16"),
            "small": Rung("blocks", 16, "bfloat16"),
            "lean": Rung("levels", 8, "bfloat16"),
        },
    )
    # GFLOP of a published step with ViT-B/32 and one decode. Sizes between 300x300 and 1280x720 stay within a fifth of
    # it.
    gflop_per_pixel = 2927 / (480 * 480)
    table = Path(__file__).with_name("plan_table.json")
    factor = 16
    kind = "style"
    file = "vqgan.safetensors"
    card_key = "vqgan"
    optimizes = True
    only = frozenset({"learning_rate_drop", "continue_from"})
    sample: ClassVar[Mapping[str, Any]] = {"size": "128x128", "num_cutouts": 16, "learning_rate": 0.2}

    def example(self, *, toy: bool = False, trained_at: int | None = None, factor: int | None = None) -> str:
        if toy:
            return "toy"
        return "f8" if factor and factor < self.factor else "f16"

    def downsample_factor(self, architecture: Architecture | None) -> int:
        """Return how many pixels one latent spans along a side: each level but the first halves the picture."""
        assert architecture is not None  # painting needs a VQGAN
        return int(2 ** (len(architecture["ch_mult"]) - 1))


OFFER = VqganClipOffer()
