"""What CLIP-guided diffusion offers. Imports no torch."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from generator.wire.offers import Architecture, Ladder, Offer, Rung
from generator.wire.params import TIMESTEPS, Params


class DiffusionOffer(Offer):
    """Crowson, "CLIP Guided Diffusion HQ". The defaults are that notebook's."""

    name = "diffusion"
    title = "CLIP-guided diffusion"
    defaults: ClassVar[Mapping[str, Any]] = {
        "size": "256x256",
        "steps": 100,
        "learning_rate": 0.05,  # of no use here; params are complete
        "num_cutouts": 64,
        "cut_power": 0.5,
        "cutouts": "exact",
        "tv_scale": 150.0,
        "init_scale": 1000.0,
    }
    # Every rung but the last keeps the result.
    ladders: ClassVar[tuple[Ladder, ...]] = (
        {
            "roomy": Rung("everything", 32, "half"),
            "thrifty": Rung("blocks", 16, "half"),
            "frugal": Rung("blocks", 4, "half"),
            "lean": Rung("nothing", 4, "half"),
        },
    )
    # In 10^9, with ViT-B/16: 9080 at 256x256 and 12530 at 512x512, by two different networks, so that this is right to
    # within a factor of two.
    gflop_per_pixel = 0.08
    table = Path(__file__).with_name("plan_table.json")
    factor = 64  # of the published U-Nets: the largest halves a picture six times
    any_size = False
    kind = "diffusion"
    card_key = "diffusion"
    only = frozenset(
        {
            *("clip_guidance_scale", "range_scale", "saturation_scale", "init_scale", "clamp_grad", "sampler", "eta"),
            *("timestep_respacing", "skip_timesteps", "class_label"),
        }
    )
    sample: ClassVar[Mapping[str, Any]] = {"num_cutouts": 16}

    def example(self, trained_at: int | None) -> str:
        return "256" if trained_at and trained_at <= 256 else "512"

    def contradiction(self, params: Params) -> str | None:
        if params.steps < 2:
            return "steps: diffusion needs 2 of them at the least."
        if params.steps > TIMESTEPS:
            return f"steps: diffusion has {TIMESTEPS} of them at the most."
        if params.skip_timesteps >= params.steps:
            return "skip_timesteps must leave a step to paint; make it less than steps."
        if params.skip_timesteps and not params.init_image:
            return "skip_timesteps: there is nothing to begin from; give an init_image too."
        if params.continue_from:
            return "continue_from goes on with codes, which diffusion has none of; give it as init_image."
        return _respacing_contradiction(params)

    def downsample_factor(self, architecture: Architecture | None) -> int:
        assert architecture is not None  # there is no painting without a U-Net
        if "num_channels" in architecture:  # a published one, as create_model has it
            return self.factor
        return int(architecture.get("patch", 1) * 2 ** (len(architecture["channel_mult"]) - 1))

    def trained_at(self, architecture: Architecture | None) -> int | None:
        assert architecture is not None  # there is no painting without a U-Net
        return int(architecture["image_size"] * architecture.get("patch", 1))

    def style_defaults(self, architecture: Architecture) -> Mapping[str, Any]:
        side = self.trained_at(architecture)
        return {"size": f"{side}x{side}"}


def _respacing_contradiction(params: Params) -> str | None:
    parts = [int(part) for part in re.findall(r"\d+", params.timestep_respacing)]
    if parts and sum(parts) != params.steps:
        return f"timestep_respacing adds up to {sum(parts)}; steps is {params.steps}: let them agree."
    if parts and max(parts) > TIMESTEPS // len(parts):
        return f"timestep_respacing: each part has {TIMESTEPS // len(parts)} steps at the most."
    if params.timestep_respacing == "ddim" and len(range(0, TIMESTEPS, TIMESTEPS // params.steps)) != params.steps:
        return "timestep_respacing: ddim takes every nth of 1000; ask for steps that divide it, or even."
    return None


OFFER = DiffusionOffer()
