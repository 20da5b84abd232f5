"""What a job may ask for: names, ranges, and the sentence for a wrong value. Imports no torch.

One knob has one name everywhere: a field here is the slash option, the database key, the picture's metadata and the
command line's option.
"""

import secrets
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    create_model,
    field_validator,
    model_validator,
)

from generator.wire.invalid import InvalidParams as InvalidParams
from generator.wire.invalid import one_of, sentence
from generator.wire.offers import offer, offers
from generator.wire.prompts import Scene, parse_scenes
from generator.wire.size import Size

NAME = r"^[a-z0-9_]{1,40}$"  # of styles, and of all weights
MAX_SEED = 2**32 - 1
TIMESTEPS = 1000  # of a diffusion model


def _known(method: object) -> object:
    """Return the name of a method as it is. Raises InvalidParams where no method has this name."""
    if not isinstance(method, str) or method not in offers():
        raise InvalidParams(f"method must be {one_of(tuple(offers()))}; {str(method)[:40]!r} is not.")
    return method


Method = Annotated[str, BeforeValidator(_known)]
"""The name of a method, as `generator.wire.offers` has it."""

Picture = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A picture that somebody gave, by its sha256; `generator.pictures.inputs` keeps the file."""

PICTURES = ("init_image", "image_prompt", "continue_from")

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
    style: str = Field(pattern=NAME, description="the set of weights to paint with")
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
    clip_guidance_scale: float = Field(
        default=1000.0, ge=0, le=1e6, description="how strongly the picture is led to the prompt"
    )
    range_scale: float = Field(
        default=50.0, ge=0, le=1e6, description="how strongly colours that no screen has are held back"
    )
    saturation_scale: float = Field(default=0.0, ge=0, le=1e6, description="how strongly glaring colours are held back")
    init_scale: float = Field(
        default=0.0, ge=0, le=1e6, description="how strongly what the perceptor sees in init_image is held on to"
    )
    clamp_grad: float = Field(
        default=0.0, ge=0, le=1e3, description="the most that guidance moves a step, root mean square; 0: no limit"
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
        if contradiction := offer(self.method).contradiction(self):
            raise InvalidParams(contradiction)
        return self

    @property
    def scenes(self) -> tuple[Scene, ...]:
        return parse_scenes(self.prompt)


@cache
def _alone(name: str) -> type[BaseModel]:
    """Return a model of one field of Params."""
    field: Any = Params.model_fields[name]
    fields: dict[str, Any] = {name: (field.annotation, field)}
    return create_model("Alone", __config__=Params.model_config, **fields)


def read_field(name: str, value: object) -> Any:
    """Return a value as a field of Params reads it. Raises InvalidParams with one sentence."""
    try:
        return getattr(_alone(name).model_validate({name: value}), name)
    except ValidationError as error:
        raise InvalidParams(sentence(error, Params)) from None


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
    if values.get("method") in offers():
        fill("method", offer(values["method"]).defaults)
    fill("drawn", {"seed": secrets.randbelow(MAX_SEED + 1)})
    try:
        return Params.model_validate(values), sources
    except ValidationError as error:
        raise InvalidParams(sentence(error, Params)) from None
