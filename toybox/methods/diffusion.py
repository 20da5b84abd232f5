"""The toy's diffusion model: what the card says about painting with it, how that is compared and shown."""

from toybox.methods.method import Feature, Method, Way

NAME = "diffusion"
_DEFAULTS = {
    "size": "64x64",
    "steps": 50,
    "num_cutouts": 4,
    "cut_power": 0.5,
    "cutout_noise": 0.05,
    "cutouts": "plain",
    "tv_scale": 0,
    "clip_guidance_scale": 500,
    "pick_class": True,
    "class_scale": 1.5,
}


def _way(name: str, sampler: str, steps: int, plan: str = "frugal") -> Way:
    return Way(name, {"method": NAME, "sampler": sampler, "steps": steps}, plan)


# The first takes all the steps of the model.
_WAYS = (
    _way("ddpm 1000", "ddpm", 1000),
    _way("ddpm 100", "ddpm", 100),
    _way("ddim 100", "ddim", 100),
    _way("dpm 100", "dpm", 100),
    _way("dpm 50", "dpm", 50),
    _way("dpm 25", "dpm", 25),
    _way("lean 50", "dpm", 50, "lean"),
)

_FEATURES: tuple[Feature, ...] = (
    ("diffusion", {"method": NAME}),
    ("... led more strongly", {"method": NAME, "clip_guidance_scale": 10_000}),
    ("... by ddim", {"method": NAME, "sampler": "ddim"}),
    ("... adding no noise", {"method": NAME, "sampler": "ddim", "eta": 0}),
    ("... as published", {"method": NAME, "sampler": "ddpm"}),
    ("... with more steps late", {"method": NAME, "timestep_respacing": "20,30"}),
    ("... in any colours", {"method": NAME, "range_scale": 0}),
    ("... in no glaring ones", {"method": NAME, "saturation_scale": 10_000}),
    ("... led less far at once", {"method": NAME, "clamp_grad": 0.05}),
    ("... of a class", {"method": NAME, "class_label": 4}),
    ("... as the model sees it", {"method": NAME, "class_label": 4, "class_scale": 1}),
    ("... of any class", {"method": NAME, "pick_class": False}),
    ("... begun from a picture", {"method": NAME, "init_image": "another prompt", "skip_timesteps": 25}),
    (
        "... and like it",
        {"method": NAME, "init_image": "another prompt", "skip_timesteps": 25, "init_scale": 10_000},
    ),
)

METHOD = Method(NAME, _DEFAULTS, _WAYS, _FEATURES)
