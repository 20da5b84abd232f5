"""The params of a job: names, ranges, and the sentence for an invalid value. Imports no torch.

Each param has one name everywhere: the field here is also the slash command's option, the database key, the key in the
picture's metadata and the command line's option.
"""

import math
import secrets
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    create_model,
    model_validator,
)

from generator.wire import notebook, prompts
from generator.wire.errors import InvalidParams
from generator.wire.invalid import one_of, refused, wrong_value
from generator.wire.offers import offer, offers
from generator.wire.prompts import Scene
from generator.wire.size import MIN_SIDE, Size
from words.sentence import say, text

NAME = r"^[a-z0-9_]{1,40}$"  # of styles, and of all weights
MAX_SEED = 2**32 - 1
TIMESTEPS = 1000  # of a diffusion model


def _known_method(method: object) -> object:
    """Return the name of a method unchanged. Raises InvalidParams if no method has this name."""
    if not isinstance(method, str) or method not in offers():
        raise wrong_value("method", one_of(tuple(offers())), method)
    return method


Method = Annotated[str, BeforeValidator(_known_method)]
"""The name of a method in `generator.wire.offers`."""

Picture = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A picture that somebody gave, named by its sha256. `generator.pictures.inputs` keeps the file."""

PICTURES = ("init_image", "image_prompt", "continue_from")

_MOST_WEIGHT = 100.0


def _listed_weights(weights: object) -> object:
    """Return the numbers of "1,0.5", or anything else unchanged."""
    return weights.split(",") if isinstance(weights, str) else weights


def _some_weight(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return weights unchanged. Raises InvalidParams if there are some and all are 0."""
    if weights and not any(weights):
        raise wrong_value("perceptor_weights", say("allowed-weights"), ",".join(map(str, weights)))
    return weights


Weights = Annotated[
    tuple[Annotated[float, Field(ge=0, le=_MOST_WEIGHT)], ...],
    BeforeValidator(_listed_weights),
    AfterValidator(_some_weight),
]
"""How much each of some perceptors counts, not all 0, or nothing if all count 1."""

# Evenly spread cutouts need fewer of them.
_FAST = {"num_cutouts": 16}
_NYQUIST = 0.5  # cycles a pixel: no picture holds more
_DECAY = 1.5  # Aphantasia's


def _is_zero(value: float) -> bool:
    return value == 0


class Params(BaseModel):
    """Everything a person decides about a picture. It is complete: no default is filled in later.

    Params are kept for years, in rows and in pictures. A new field needs a default here that paints what was painted
    before the field existed.
    """

    # The input is left out of errors because it may be a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)

    prompt: str = Field(
        max_length=1000,
        description=text("param-prompt"),
    )
    method: Method = Field(description=text("param-method"))
    style: str = Field(pattern=NAME, json_schema_extra={"allowed": "allowed-name"}, description=text("param-style"))
    size: Annotated[Size, BeforeValidator(Size.parse), PlainSerializer(str, return_type=str)] = Field(
        description=text("param-size")
    )
    steps: int = Field(ge=1, le=10_000, description=text("param-steps"))
    seed: int = Field(ge=0, le=MAX_SEED, description=text("param-seed"))
    learning_rate: float = Field(gt=0, le=10, description=text("param-learning-rate"))
    learning_rate_drop: float = Field(default=1.0, gt=0, le=1, description=text("param-learning-rate-drop"))
    optimizer: Literal["adam", "adamw", "adagrad", "adamax", "nadam", "radam", "rmsprop"] = Field(
        default="adam", description=text("param-optimizer")
    )
    ema_decay: float = Field(default=0.0, ge=0, le=0.9999, description=text("param-ema-decay"))
    num_cutouts: int = Field(ge=1, le=512, description=text("param-num-cutouts"))
    cut_power: float = Field(ge=0, le=10, description=text("param-cut-power"))
    cutouts: Literal["plain", "exact", "fast", "padded"] = Field(default="plain", description=text("param-cutouts"))
    augment: bool = Field(default=False, description=text("param-augment"))
    cutout_noise: float = Field(default=0.0, ge=0, le=1, description=text("param-cutout-noise"))
    tv_scale: float = Field(default=0.0, ge=0, le=1000, description=text("param-tv-scale"))
    init_image: Picture | None = Field(
        default=None, json_schema_extra={"allowed": "allowed-picture"}, description=text("param-init-image")
    )
    init_weight: float = Field(default=0.0, ge=0, le=100, description=text("param-init-weight"))
    init_fade: float = Field(default=0.0, ge=0, le=1, description=text("param-init-fade"))
    image_prompt: Picture | None = Field(
        default=None, json_schema_extra={"allowed": "allowed-picture"}, description=text("param-image-prompt")
    )
    image_prompt_weight: float = Field(default=1.0, ge=-100, le=100, description=text("param-image-prompt-weight"))
    continue_from: Picture | None = Field(
        default=None, json_schema_extra={"allowed": "allowed-picture"}, description=text("param-continue-from")
    )
    early_stop: int = Field(default=0, ge=0, le=10_000, description=text("param-early-stop"))
    early_stop_improvement: float = Field(default=0.002, ge=0, le=1, description=text("param-early-stop-improvement"))
    clip_guidance_scale: float = Field(default=1000.0, ge=0, le=1e6, description=text("param-clip-guidance-scale"))
    range_scale: float = Field(default=50.0, ge=0, le=1e6, description=text("param-range-scale"))
    saturation_scale: float = Field(default=0.0, ge=0, le=1e6, description=text("param-saturation-scale"))
    init_scale: float = Field(default=0.0, ge=0, le=1e6, description=text("param-init-scale"))
    clamp_grad: float = Field(default=0.0, ge=0, le=1e3, description=text("param-clamp-grad"))
    sampler: Literal["dpm", "ddim", "ddpm"] = Field(default="dpm", description=text("param-sampler"))
    eta: float = Field(default=1.0, ge=0, le=1, description=text("param-eta"))
    timestep_respacing: str = Field(
        default="even",
        pattern=r"^(even|ddim|[1-9]\d{0,3}(,[1-9]\d{0,3}){0,9})$",
        json_schema_extra={"allowed": "allowed-respacing"},
        description=text("param-timestep-respacing"),
    )
    skip_timesteps: int = Field(default=0, ge=0, le=9_999, description=text("param-skip-timesteps"))
    class_label: int | None = Field(default=None, ge=0, le=999, description=text("param-class-label"))
    # These are left out of JSON where they are what older recipes mean, so that these keep their bytes.
    pick_class: bool = Field(default=False, exclude_if=_is_zero, description=text("param-pick-class"))
    class_scale: float = Field(
        default=1, ge=1, le=100, exclude_if=lambda scale: scale == 1, description=text("param-class-scale")
    )
    decay_power: float = Field(
        default=_DECAY, ge=0, le=5, exclude_if=lambda power: power == _DECAY, description=text("param-decay-power")
    )
    highest_frequency: float = Field(
        default=_NYQUIST,
        gt=0,
        le=_NYQUIST,
        exclude_if=lambda highest: highest == _NYQUIST,
        description=text("param-highest-frequency"),
    )
    whole_share: float = Field(default=0, ge=0, le=1, exclude_if=_is_zero, description=text("param-whole-share"))
    colour_shift: float = Field(default=0, ge=0, le=1, exclude_if=_is_zero, description=text("param-colour-shift"))
    soft_share: float = Field(default=0, ge=0, le=1, exclude_if=_is_zero, description=text("param-soft-share"))
    enlarge: int = Field(default=1, ge=1, le=2, exclude_if=lambda by: by == 1, description=text("param-enlarge"))
    perceptors_in_turn: bool = Field(default=False, exclude_if=_is_zero, description=text("param-perceptors-in-turn"))
    perceptor_weights: Weights = Field(
        default=(),
        exclude_if=lambda weights: not weights,
        json_schema_extra={"allowed": "allowed-weights"},
        description=text("param-perceptor-weights"),
    )
    prompt_syntax: Literal["notebook", "midjourney"] = Field(
        default="notebook", exclude_if=lambda syntax: syntax == "notebook", description=text("param-prompt-syntax")
    )

    @model_validator(mode="after")
    def _nothing_contradicts(self) -> Self:
        scenes = self.scenes  # raises InvalidParams if the prompt cannot be read
        if self.init_image and self.continue_from:
            raise InvalidParams("params-two-beginnings")
        if len(scenes) > self.steps:
            raise InvalidParams("prompt-too-many-scenes", scenes=len(scenes), steps=str(self.steps))
        if self.enlarge > 1 and min(self.size.width, self.size.height) < self.enlarge * MIN_SIDE:
            raise InvalidParams("params-too-small-to-enlarge", least=str(self.enlarge * MIN_SIDE))
        if self.early_stop and len(scenes) > 1:
            raise InvalidParams("params-early-stop-in-scenes")
        if contradiction := offer(self.method).contradiction(self):
            raise InvalidParams(contradiction)
        return self

    @property
    def painted(self) -> "Params":
        """What a method paints: a picture of half the size where it is enlarged afterwards, and otherwise all of it."""
        if self.enlarge == 1:
            return self
        half = Size(*(math.ceil(side / self.enlarge) for side in (self.size.width, self.size.height)))
        return self.model_copy(update={"size": half, "enlarge": 1})

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The prompt as it is read."""
        read = prompts.parse_scenes if self.prompt_syntax == "midjourney" else notebook.parse_scenes
        return read(self.prompt)


@cache
def _single_field_model(name: str) -> type[BaseModel]:
    """Return a model with only this field of Params."""
    field: Any = Params.model_fields[name]
    fields: dict[str, Any] = {name: (field.annotation, field)}
    return create_model("Alone", __config__=Params.model_config, **fields)


def read_field(name: str, value: object) -> Any:
    """Return a value as this field of Params parses it. Raises InvalidParams with one sentence."""
    try:
        return getattr(_single_field_model(name).model_validate({name: value}), name)
    except ValidationError as error:
        raise refused(error, Params) from None


def settle(layers: Mapping[str, Mapping[str, Any]]) -> tuple[Params, dict[str, str]]:
    """Fill every field from the first layer that states it. None means "not stated".

    `layers` maps the name of a source ("you", "server", "style") to the fields that it states, most important first.
    Fields that none of them states come from the method ("method"), except the seed, which is drawn ("drawn"). Returns
    the params and, for each field, the name of its source. Raises InvalidParams with one sentence about the first
    invalid field.
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
        raise refused(error, Params) from None
