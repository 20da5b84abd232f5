"""The recipe: all that decides a picture, kept in the picture itself."""

import platform
from importlib.metadata import version

from pydantic import BaseModel, ConfigDict

from generator.styles.cards import StyleCard
from generator.wire.params import Params
from generator.wire.plan import Device, Plan

# What can change a picture's bytes without being a parameter: the arithmetic, the tokenizer, the networks' code, and
# the encoder of the file.
_PACKAGES = ("torch", "openai-clip", "taming-transformers-rom1504", "guided-diffusion-sdk", "pillow")


class Recipe(BaseModel):
    """Painting the same recipe on the same machine gives the same bytes. It holds no time, id or path."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    params: Params
    plan: Plan
    device: str
    weights: dict[str, str]
    versions: dict[str, str]

    @classmethod
    def of(cls, params: Params, plan: Plan, card: StyleCard, device: Device) -> "Recipe":
        """Return the recipe of a job that paints now."""
        weights = {file.file: file.sha256 for file in card.files(params.method)}
        return cls(params=params, plan=plan, device=device.name, weights=weights, versions=versions())

    def differences(self, now: "Recipe") -> list[str]:
        """Say, a sentence each, what differs `now`, and so may change the picture."""
        then, today = (_flat(recipe) for recipe in (self, now))
        names = sorted(then.keys() | today.keys())
        return [
            f"{name} was {then.get(name, 'absent')}, and is {today.get(name, 'absent')} here."
            for name in names
            if then.get(name) != today.get(name)
        ]


def versions() -> dict[str, str]:
    """Return the versions that decide a picture's bytes, by package."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}


def _flat(recipe: Recipe) -> dict[str, str]:
    """Return what surrounds the params, each value under one name."""
    weights = {f"the file {name}": digest[:12] for name, digest in recipe.weights.items()}
    plan = {f"the plan's {name}": str(value) for name, value in recipe.plan.model_dump().items()}
    return {"the device": recipe.device, **plan, **weights, **recipe.versions}
