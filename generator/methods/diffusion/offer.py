"""The OFFER of CLIP-guided diffusion. Imports no torch."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from generator.wire.offers import Architecture, Ladder, Offer, Rung
from generator.wire.params import TIMESTEPS, Params
from words.sentence import Sentence, say

IMAGENET_CLASSES = 1000


class DiffusionOffer(Offer):
    """Crowson, "CLIP Guided Diffusion HQ", with that notebook's defaults."""

    name = "diffusion"
    title = "CLIP-guided diffusion"
    defaults: ClassVar[Mapping[str, Any]] = {
        "size": "256x256",
        "steps": 100,
        "learning_rate": 0.05,  # unused here, but params are complete
        "num_cutouts": 64,
        "cut_power": 0.5,
        "cutouts": "exact",
        "tv_scale": 150.0,
        "init_scale": 1000.0,
    }
    # Every rung but the last keeps the published result.
    ladders: ClassVar[tuple[Ladder, ...]] = (
        {
            "roomy": Rung("everything", 32, "half"),
            "thrifty": Rung("blocks", 16, "half"),
            "frugal": Rung("blocks", 4, "half"),
            "lean": Rung("nothing", 4, "half"),
        },
    )
    # GFLOP with ViT-B/16: 9080 at 256x256 and 12530 at 512x512, in two different networks, so this is right to within a
    # factor of two.
    gflop_per_pixel = 0.08
    table = Path(__file__).with_name("plan_table.json")
    factor = 64  # for the published U-Nets: the largest halves a picture six times
    any_size = False
    kind = "diffusion"
    card_key = "diffusion"
    only = frozenset(
        {
            *("clip_guidance_scale", "saturation_scale", "init_scale", "clamp_grad", "sampler", "eta"),
            *("timestep_respacing", "skip_timesteps", "class_label", "pick_class", "class_scale"),
        }
    )
    sample: ClassVar[Mapping[str, Any]] = {"num_cutouts": 16}

    def example(self, *, toy: bool = False, trained_at: int | None = None, factor: int | None = None) -> str:
        if toy:
            return "toy"
        return "256" if trained_at and trained_at <= 256 else "512"

    def contradiction(self, params: Params) -> Sentence | None:
        if params.steps < 2:
            return say("diffusion-too-few-steps")
        if params.steps > TIMESTEPS:
            return say("diffusion-too-many-steps", most=str(TIMESTEPS))
        if params.skip_timesteps >= params.steps:
            return say("diffusion-skips-all")
        if params.skip_timesteps and not params.init_image:
            return say("diffusion-skips-without-picture")
        if params.continue_from:
            return say("diffusion-has-no-codes")
        return _respacing_contradiction(params)

    def downsample_factor(self, architecture: Architecture | None) -> int:
        assert architecture is not None  # painting needs a U-Net
        if "num_channels" in architecture:  # a published U-Net, with create_model's arguments
            return self.factor
        return int(architecture.get("patch", 1) * 2 ** (len(architecture["channel_mult"]) - 1))

    def trained_at(self, architecture: Architecture | None) -> int | None:
        assert architecture is not None  # painting needs a U-Net
        return int(architecture["image_size"] * architecture.get("patch", 1))

    def style_defaults(self, architecture: Architecture) -> Mapping[str, Any]:
        side = self.trained_at(architecture)
        of_imagenet = architecture.get("class_cond") or architecture.get("num_classes") == IMAGENET_CLASSES
        return {"size": f"{side}x{side}", **({"pick_class": True} if of_imagenet else {})}


def _respacing_contradiction(params: Params) -> Sentence | None:
    parts = [int(part) for part in re.findall(r"\d+", params.timestep_respacing)]
    if parts and sum(parts) != params.steps:
        return say("respacing-wrong-sum", sum=str(sum(parts)), steps=str(params.steps))
    if parts and max(parts) > TIMESTEPS // len(parts):
        return say("respacing-part-too-long", most=str(TIMESTEPS // len(parts)))
    if params.timestep_respacing == "ddim" and len(range(0, TIMESTEPS, TIMESTEPS // params.steps)) != params.steps:
        return say("respacing-not-even")
    return None


OFFER = DiffusionOffer()
