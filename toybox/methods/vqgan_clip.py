"""The toy's VQGAN and its perceptor: what the card says about painting with them, how that is compared and shown."""

from toybox.methods.method import Feature, Method, Way

RED = "a red circle on a blue background"
STAR = "a yellow star on a green background"

_DEFAULTS = {
    "size": "128x128",
    "steps": 50,
    "learning_rate": 0.5,
    "learning_rate_drop": 0.1,
    "num_cutouts": 8,
    "cut_power": 0.3,
    "cutout_noise": 0.02,
    "cutouts": "plain",
}

# The first is the published step with the notebooks' cutouts.
_WAYS = (
    Way("plain", {"cutouts": "exact"}, "plain"),
    Way("frugal", {"cutouts": "exact"}, "frugal"),
    Way("lean", {"cutouts": "exact"}, "lean"),
    Way("quick", {"cutouts": "fast"}, "quick"),
)

_FEATURES: tuple[Feature, ...] = (
    ("the style's defaults", {}),
    ("another prompt", {"prompt": STAR}),
    ("a second part, with weight", {"prompt": f"{RED} | a green heart:0.6"}),
    ("a part that pushes away", {"prompt": f"{RED} | a blue background:-0.3"}),
    ("a part that stops pulling", {"prompt": f"{RED}:1:0.8"}),
    ("scenes in turn", {"prompt": f"{STAR} ^ {RED}"}),
    ("a picture as prompt", {"prompt": "a picture:0.1", "image_prompt": "another prompt"}),
    ("... pushing away", {"image_prompt": "another prompt", "image_prompt_weight": -0.3}),
    ("a picture to begin with", {"init_image": "another prompt", "learning_rate": 0.2}),
    ("... held on to", {"init_image": "another prompt", "learning_rate": 0.2, "init_weight": 100}),
    (
        "... and let go of",
        {"init_image": "another prompt", "learning_rate": 0.2, "init_weight": 100, "init_fade": 0.5},
    ),
    ("gone on from a picture", {"continue_from": "another prompt", "learning_rate": 0.2}),
    ("a small learning rate", {"learning_rate": 0.1}),
    ("a drop at three quarters", {"learning_rate_drop": 0.1}),
    ("torch's adamw", {"optimizer": "adamw"}),
    ("torch's adagrad", {"optimizer": "adagrad"}),
    ("torch's adamax", {"optimizer": "adamax"}),
    ("torch's nadam", {"optimizer": "nadam"}),
    ("torch's radam", {"optimizer": "radam"}),
    ("torch's rmsprop", {"optimizer": "rmsprop", "learning_rate": 0.1}),
    ("the latents' average", {"ema_decay": 0.9}),
    ("total variation", {"tv_scale": 20}),
    ("crops as the notebooks'", {"cutouts": "exact"}),
    ("crops spread evenly, fewer", {"cutouts": "fast", "num_cutouts": 4}),
    ("augmentations", {"augment": "on"}),
    ("few crops", {"num_cutouts": 2}),
    ("small crops", {"cut_power": 4}),
    ("no noise", {"cutout_noise": 0}),
    ("two perceptors (the same twice)", {"style": "toy_two"}),
    ("... one of them a step", {"style": "toy_two", "perceptors_in_turn": True}),
    ("a Gumbel checkpoint's layout", {"style": "toy_gumbel"}),
    ("stopped early", {"early_stop": 10, "early_stop_improvement": 0.1}),
)

METHOD = Method("vqgan_clip", _DEFAULTS, _WAYS, _FEATURES)
