"""What the tensors of a U-Net do not tell of how it was trained, so that people have to say it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.wire.errors import WeightsRefused
from generator.wire.params import TIMESTEPS
from generator.wire.size import MAX_SIDE, MIN_SIDE

_Count = Annotated[int, Field(ge=1)]
_Side = Annotated[int, Field(ge=MIN_SIDE, le=MAX_SIDE)]
_Steps = Annotated[int, Field(ge=TIMESTEPS, le=16 * TIMESTEPS, multiple_of=TIMESTEPS)]


class Told(BaseModel):
    """The arguments of guided-diffusion's programs that no tensor shows; None where nothing is said.

    What has no usual value must be said: one of `num_heads` and `num_head_channels` (which counts if both are there),
    and `image_size` unless the levels of the model suggest it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    image_size: _Side | None = None
    num_heads: _Count | None = None
    num_head_channels: _Count | None = None
    noise_schedule: Literal["linear", "cosine"] | None = None
    diffusion_steps: _Steps | None = None
    use_new_attention_order: bool = False
    predict_xstart: bool = False
    rescale_timesteps: bool = False


_VALUES = {
    "image_size": f"{MIN_SIDE}|{2 * MIN_SIDE}|{4 * MIN_SIDE}|…",
    **dict.fromkeys(("num_heads", "num_head_channels"), "1|2|3|…"),
    "noise_schedule": "linear|cosine",
    "diffusion_steps": f"{TIMESTEPS}|{2 * TIMESTEPS}|…",
    **dict.fromkeys(("use_new_attention_order", "predict_xstart", "rescale_timesteps"), "True|False"),
}
"""What may be said, in the sentences about it."""

NAMES = tuple(_VALUES)


def read(given: Mapping[str, Any]) -> Told:
    """Read what somebody says. Raises WeightsRefused about the first thing that cannot be read."""
    try:
        return Told.model_validate(given)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        if name not in NAMES:
            raise WeightsRefused("told-unknown", name=name, names=", ".join(NAMES)) from None
        raise WeightsRefused("told-wrong", name=name, value=str(given[name]), values=_VALUES[name]) from None


def require_all(said: Told, image_size: int | None) -> None:
    """Raise WeightsRefused with all that is still to be said. `image_size` is what the model's levels suggest."""
    known = {
        "num_heads": said.num_head_channels or said.num_heads,
        "noise_schedule": said.noise_schedule,
        "diffusion_steps": said.diffusion_steps,
        "image_size": said.image_size or image_size,
    }
    missing = [f"{name}={_VALUES[name]}" for name, value in known.items() if value is None]
    if missing:
        raise WeightsRefused("told-missing", missing=" ".join(missing))
