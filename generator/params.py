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
)

MIN_SIDE, MAX_SIDE = 64, 4096
MAX_SEED = 2**32 - 1


class InvalidParams(ValueError):
    """Somebody asked for what cannot be painted; the message is the sentence they read."""


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

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True)
class Prompt:
    """One part of a prompt: text, its weight, and the loss below which it stops pulling."""

    text: str
    weight: float = 1.0
    stop: float = -math.inf


def parse_prompts(text: str) -> tuple[Prompt, ...]:
    """Read `a castle | fog:2 | people:-1`, each `text:weight:stop` as in the VQGAN-CLIP notebooks.

    Raises InvalidParams where nothing is asked for, or where the weights cancel out.
    """
    number = r"(?::\s*(-?\d+(?:\.\d+)?))?"
    prompts = []
    for part in filter(None, (part.strip() for part in text.split("|"))):
        match = re.fullmatch(rf"(.*?){number}{number}", part, re.DOTALL)
        assert match is not None  # the first group takes whatever the numbers leave
        words, weight, stop = match[1].strip(), float(match[2] or 1), float(match[3] or -math.inf)
        if not words:
            raise InvalidParams(f"prompt: {part!r} has a weight but no words; write it as words:weight.")
        prompts.append(Prompt(words, weight, stop))
    if not prompts:
        raise InvalidParams("prompt must say what to paint.")
    if math.isclose(sum(prompt.weight for prompt in prompts), 0, abs_tol=1e-6):
        raise InvalidParams("prompt: the weights cancel out; give what you want to see the larger one.")
    return tuple(prompts)


class Params(BaseModel):
    """Everything a person decides about a picture. Complete: nothing is left for a default to fill in later.

    Params are kept for years, in rows and in pictures: a field that is added later needs a default here, the value
    that paints what was painted before there was such a field.
    """

    # The input is left out of errors because it may be a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    prompt: str = Field(max_length=1000, description="what to paint; several parts as: a castle | fog:2 | people:-1")
    method: Literal["vqgan_clip"] = Field(description="how it is painted")
    style: str = Field(pattern=r"^[a-z0-9_]{1,40}$", description="the set of weights to paint with")
    size: Annotated[Size, BeforeValidator(Size.parse), PlainSerializer(str, return_type=str)] = Field(
        description="width x height in pixels, such as 300x300"
    )
    steps: int = Field(ge=1, le=10_000, description="how many steps to paint")
    seed: int = Field(ge=0, le=MAX_SEED, description="the same seed paints the same picture")
    learning_rate: float = Field(gt=0, le=10, description="how far each step moves the latents")
    num_cutouts: int = Field(ge=1, le=512, description="how many random crops the perceptor sees in a step")
    cut_power: float = Field(ge=0, le=10, description="above 1 favours small crops, below 1 large ones")
    cutout_noise: float = Field(default=0.0, ge=0, le=1, description="how much noise a crop gets at the most")

    @field_validator("prompt")
    @classmethod
    def _prompt_can_be_read(cls, value: str) -> str:
        parse_prompts(value)
        return value

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        return parse_prompts(self.prompt)


def settle(layers: Mapping[str, Mapping[str, Any]]) -> tuple[Params, dict[str, str]]:
    """Fill every field from the first layer that states it, None standing for "not stated".

    `layers` maps the name of a source ("you", "server", "style") to the fields it states, most important first.
    A seed that nobody states is drawn. Returns the params and, for each field, the name of its source.
    Raises InvalidParams with one sentence about the first wrong field.
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for source, fields in [*layers.items(), ("drawn", {"seed": secrets.randbelow(MAX_SEED + 1)})]:
        for name, value in fields.items():
            if value is not None and name not in values:
                values[name], sources[name] = value, source
    try:
        return Params.model_validate(values), sources
    except ValidationError as error:
        raise InvalidParams(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    """Turn pydantic's first complaint into one plain sentence that says what to do."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    raised = first.get("ctx", {}).get("error")
    if isinstance(raised, InvalidParams):
        return str(raised)
    if first["type"] == "missing":
        return f"{name} is missing."
    if name not in Params.model_fields:
        return f"{name} is not something a picture has; the names are: {', '.join(Params.model_fields)}."
    if first["type"] == "string_too_long":
        return f"{name} may be at most {first['ctx']['max_length']} characters long."
    return f"{name} must be {_allowed(name)}; {str(first['input'])[:40]!r} is not."


def _allowed(name: str) -> str:
    """Describe a field's range: "a whole number from 1 to 10000"."""
    field = Params.model_fields[name]
    limits = {key: getattr(limit, key) for limit in field.metadata for key in ("gt", "ge", "le") if hasattr(limit, key)}
    kind = {int: "a whole number", float: "a number"}.get(field.annotation or str)  # type: ignore[arg-type]
    if kind is None:
        return "one of its choices" if name == "method" else "a name of small letters, digits and _"
    low = f"from {limits['ge']}" if "ge" in limits else f"above {limits['gt']}"
    return f"{kind} {low} to {limits['le']}"
