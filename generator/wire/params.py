"""What a job may ask for: names, ranges, and the sentence for a wrong value. Imports no torch.

One knob has one name everywhere: a field here is the slash option, the database key, the picture's metadata and the
command line's option.
"""

import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    field_validator,
    model_validator,
)

from generator.wire.invalid import InvalidParams as InvalidParams
from generator.wire.invalid import sentence
from generator.wire.prompts import Scene, parse_scenes

Method = Literal["vqgan_clip", "diffusion"]

MIN_SIDE, MAX_SIDE = 64, 4096
MAX_SEED = 2**32 - 1
TIMESTEPS = 1000  # of a diffusion model


@dataclass(frozen=True)
class Size:
    """Width and height of a picture, in pixels."""

    width: int
    height: int

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read `300x200`, or `300` for a square. Raises InvalidParams."""
        if isinstance(text, cls):
            return text
        match = re.fullmatch(r"\s*(\d{1,5})\s*(?:[x×*]\s*(\d{1,5})\s*)?", str(text), re.IGNORECASE)
        width, height = (int(side or match[1]) for side in match.groups()) if match else (0, 0)
        if not (MIN_SIDE <= width <= MAX_SIDE and MIN_SIDE <= height <= MAX_SIDE):
            raise InvalidParams(
                f"size must be width x height in pixels, such as 300x300, each from {MIN_SIDE} to {MAX_SIDE}."
            )
        return cls(width, height)

    def smaller(self) -> "Size | None":
        """Return a size of about half the area, its sides multiples of 16; None where there is none."""
        width, height = (math.floor(side / math.sqrt(2) / 16) * 16 for side in (self.width, self.height))
        return Size(width, height) if min(width, height) >= MIN_SIDE else None

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


Picture = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A picture that somebody gave, by its sha256; `generator.pictures.inputs` keeps the file."""

PICTURES = ("init_image", "image_prompt", "continue_from")

# What is painted where neither the person nor the style says anything: the published app's values, and as many steps
# as its notes advise.
_METHODS: dict[str, dict[str, Any]] = {
    "vqgan_clip": {
        "size": "300x300",
        "steps": 1000,
        "learning_rate": 0.05,
        "num_cutouts": 64,
        "cut_power": 1.0,
        "cutout_noise": 0.1,
        "cutouts": "exact",
    },
    "diffusion": {
        "size": "256x256",
        "steps": 100,
        "learning_rate": 0.05,  # of no use here; params are complete
        "num_cutouts": 64,
        "cut_power": 0.5,
        "cutouts": "exact",
        "tv_scale": 150.0,
        "init_scale": 1000.0,
    },
}


# Crops that are spread evenly are fewer.
_FAST = {"num_cutouts": 16}


class Params(BaseModel):
    """Everything a person decides about a picture. Complete: nothing is left for a default to fill in later.

    Params are kept for years, in rows and in pictures: a field that is added later needs a default here, the value
    that paints what was painted before there was such a field.
    """

    # The input is left out of errors because it may be a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)

    prompt: str = Field(
        max_length=1000,
        description="what to paint; parts with weights: a castle | fog:2 | people:-1; scenes in turn: spring ^ summer",
    )
    method: Method = Field(description="how it is painted")
    style: str = Field(pattern=r"^[a-z0-9_]{1,40}$", description="the set of weights to paint with")
    size: Annotated[Size, BeforeValidator(Size.parse), PlainSerializer(str, return_type=str)] = Field(
        description="width x height in pixels, such as 300x300"
    )
    steps: int = Field(ge=1, le=10_000, description="how many steps to paint")
    seed: int = Field(ge=0, le=MAX_SEED, description="the same seed paints the same picture")
    learning_rate: float = Field(gt=0, le=10, description="how far each step moves the latents")
    learning_rate_drop: float = Field(
        default=1.0, gt=0, le=1, description="the learning rate is multiplied by this for the last quarter of the steps"
    )
    optimizer: Literal["adam", "adamw", "adagrad", "adamax", "nadam", "radam", "rmsprop"] = Field(
        default="adam", description="which of torch's optimisers moves the latents"
    )
    ema_decay: float = Field(
        default=0.0, ge=0, le=0.9999, description="the picture is of the latents' moving average, which forgets so much"
    )
    num_cutouts: int = Field(ge=1, le=512, description="how many random crops the perceptor sees in a step")
    cut_power: float = Field(ge=0, le=10, description="above 1 favours small crops, below 1 large ones")
    cutouts: Literal["plain", "exact", "fast"] = Field(
        default="plain", description="exact: crops as the notebooks'; fast: spread evenly, so that fewer do"
    )
    augment: bool = Field(default=False, description="on: crops are mirrored, turned, tilted and tinted at random")
    cutout_noise: float = Field(default=0.0, ge=0, le=1, description="how much noise a crop gets at the most")
    tv_scale: float = Field(default=0.0, ge=0, le=1000, description="how much differences between neighbours weigh")
    init_image: Picture | None = Field(default=None, description="a picture to begin with")
    init_weight: float = Field(default=0.0, ge=0, le=100, description="how strongly the start is held on to")
    init_fade: float = Field(
        default=0.0, ge=0, le=1, description="init_weight fades to nothing over this part of the steps; 0: never"
    )
    image_prompt: Picture | None = Field(default=None, description="a picture to come near to, like a prompt")
    image_prompt_weight: float = Field(default=1.0, ge=-100, le=100, description="the weight of image_prompt")
    continue_from: Picture | None = Field(default=None, description="a picture by Easel to go on from")
    early_stop: int = Field(
        default=0, ge=0, le=10_000, description="stop when so many steps bring too little; 0: paint all steps"
    )
    early_stop_improvement: float = Field(
        default=0.002, ge=0, le=1, description="the part of the loss that early_stop wants to see gone"
    )
    # Of diffusion alone.
    clip_guidance_scale: float = Field(
        default=1000.0, ge=0, le=1e6, description="how strongly diffusion is led to the prompt"
    )
    range_scale: float = Field(
        default=50.0, ge=0, le=1e6, description="how strongly diffusion is kept from colours that no screen has"
    )
    saturation_scale: float = Field(
        default=0.0, ge=0, le=1e6, description="how strongly diffusion is kept from glaring colours"
    )
    init_scale: float = Field(
        default=0.0, ge=0, le=1e6, description="how strongly what the perceptor sees in init_image is held on to"
    )
    clamp_grad: float = Field(
        default=0.0, ge=0, le=1e3, description="the most that diffusion is led in a step, root mean square; 0: no limit"
    )
    sampler: Literal["dpm", "ddim", "ddpm"] = Field(
        default="dpm", description="how noise becomes a picture: dpm in few steps, ddpm as published"
    )
    eta: float = Field(default=1.0, ge=0, le=1, description="how much new noise each step of dpm and ddim adds")
    timestep_respacing: str = Field(
        default="even",
        pattern=r"^(even|ddim|[1-9]\d{0,3}(,[1-9]\d{0,3}){0,9})$",
        description="how steps lie among the model's 1000: even, ddim, or how many in each part, such as 20,30,50",
    )
    skip_timesteps: int = Field(
        default=0, ge=0, le=9_999, description="how many of the steps are left out, to begin from init_image"
    )
    class_label: int | None = Field(
        default=None, ge=0, le=999, description="the class that a class-conditional model paints, by number"
    )

    @field_validator("prompt")
    @classmethod
    def _prompt_can_be_read(cls, value: str) -> str:
        parse_scenes(value)
        return value

    @model_validator(mode="after")
    def _nothing_contradicts(self) -> Self:
        if self.init_image and self.continue_from:
            raise InvalidParams("init_image and continue_from: a picture has one beginning; leave one of them out.")
        if len(self.scenes) > self.steps:
            raise InvalidParams(f"prompt: {len(self.scenes)} scenes need as many steps; there are {self.steps}.")
        if self.early_stop and len(self.scenes) > 1:
            raise InvalidParams("early_stop would end the painting before its last scene; leave one of them out.")
        if self.method == "diffusion":
            self._can_be_diffused()
        return self

    def _can_be_diffused(self) -> None:
        if self.steps < 2:
            raise InvalidParams("steps: diffusion needs 2 of them at the least.")
        if self.steps > TIMESTEPS:
            raise InvalidParams(f"steps: diffusion has {TIMESTEPS} of them at the most.")
        if self.skip_timesteps >= self.steps:
            raise InvalidParams("skip_timesteps must leave a step to paint; make it less than steps.")
        if self.skip_timesteps and not self.init_image:
            raise InvalidParams("skip_timesteps: there is nothing to begin from; give an init_image too.")
        if self.continue_from:
            raise InvalidParams("continue_from goes on with codes, which diffusion has none of; give it as init_image.")
        parts = [int(part) for part in re.findall(r"\d+", self.timestep_respacing)]
        if parts and sum(parts) != self.steps:
            raise InvalidParams(f"timestep_respacing adds up to {sum(parts)}; steps is {self.steps}: let them agree.")
        if parts and max(parts) > TIMESTEPS // len(parts):
            raise InvalidParams(f"timestep_respacing: each part has {TIMESTEPS // len(parts)} steps at the most.")
        if self.timestep_respacing == "ddim" and len(range(0, TIMESTEPS, TIMESTEPS // self.steps)) != self.steps:
            raise InvalidParams(
                "timestep_respacing: ddim takes every nth of 1000; ask for steps that divide it, or even."
            )

    @property
    def scenes(self) -> tuple[Scene, ...]:
        return parse_scenes(self.prompt)


def settle(layers: Mapping[str, Mapping[str, Any]]) -> tuple[Params, dict[str, str]]:
    """Fill every field from the first layer that states it, None standing for "not stated".

    `layers` maps the name of a source ("you", "server", "style") to the fields it states, most important first. What
    none of them states is the method's ("method"), and a seed is drawn ("drawn"). Returns the params and, for each
    field, the name of its source. Raises InvalidParams with one sentence about the first wrong field.
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def fill(source: str, fields: Mapping[str, Any]) -> None:
        for name, value in fields.items():
            if value is not None and name not in values:
                values[name], sources[name] = value, source

    for source, fields in layers.items():
        fill(source, fields)
    if values.get("cutouts") == "fast":
        fill("method", _FAST)
    fill("method", _METHODS.get(str(values.get("method")), {}))
    fill("drawn", {"seed": secrets.randbelow(MAX_SEED + 1)})
    try:
        return Params.model_validate(values), sources
    except ValidationError as error:
        raise InvalidParams(sentence(error, Params)) from None
