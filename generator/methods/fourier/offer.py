"""The OFFER of Fourier. Imports no torch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from generator.wire.offers import Ladder, Offer, Rung
from generator.wire.params import Params
from words.sentence import Sentence, say


class FourierOffer(Offer):
    """Olah, Mordvintsev and Schubert, "Feature Visualization", Distill 2017: a picture optimised by its frequencies.

    eps696's Aphantasia does the same with CLIP; the defaults are near that program's.
    """

    name = "fourier"
    title = "Fourier"
    defaults: ClassVar[Mapping[str, Any]] = {
        "size": "512x512",
        "steps": 200,
        "learning_rate": 0.05,
        "num_cutouts": 32,
        "cut_power": 1.0,
        "cutout_noise": 0.1,
        "cutouts": "padded",
        "augment": True,
    }
    ladders: ClassVar[tuple[Ladder, ...]] = (
        {
            "roomy": Rung("everything", 32),
            "thrifty": Rung("everything", 16),
            "frugal": Rung("everything", 4),
        },
        {
            "quick": Rung("everything", 32, "bfloat16"),
            "small": Rung("everything", 16, "bfloat16"),
            "lean": Rung("everything", 4, "bfloat16"),
        },
    )
    # GFLOP of a step with ViT-B/32 and 64 cutouts, which take nearly all of it at any size.
    gflop_per_pixel = 1100 / (512 * 512)
    table = Path(__file__).with_name("plan_table.json")
    needs_network = False
    kind = "fourier"
    optimizes = True
    only = frozenset({"decay_power", "highest_frequency", "whole_share"})

    def example(self, *, toy: bool = False, trained_at: int | None = None, factor: int | None = None) -> str:
        return "toy" if toy else "clip"

    def contradiction(self, params: Params) -> Sentence | None:
        if params.continue_from:
            return say("fourier-has-no-codes")
        return None


OFFER = FourierOffer()
