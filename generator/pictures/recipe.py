"""The recipe: everything that decides a picture, kept in the picture itself."""

import platform
from importlib.metadata import version

from pydantic import BaseModel, ConfigDict

from generator.styles.cards import StyleCard
from generator.styles.shipped import UPSCALER, UPSCALER_SHA256
from generator.wire.params import Params
from generator.wire.plan import Device, Plan
from words.sentence import Sentence, as_written, say

# What can change a picture's bytes besides its params: the arithmetic, the tokenizer, the networks' code, and the
# encoder of the file.
_PACKAGES = ("torch", "openai-clip", "taming-transformers-rom1504", "guided-diffusion-sdk", "pillow")


class Recipe(BaseModel):
    """Painted again on the same machine, a recipe gives the same bytes. It holds no time, id or path."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    params: Params
    plan: Plan
    device: str
    weights: dict[str, str]
    versions: dict[str, str]

    @classmethod
    def of(cls, params: Params, plan: Plan, card: StyleCard, device: Device) -> "Recipe":
        """Return the recipe of a picture that is painted now."""
        weights = {file.file: file.sha256 for file in card.files(params.method)}
        if params.enlarge > 1:
            weights[UPSCALER.name] = UPSCALER_SHA256
        return cls(params=params, plan=plan, device=device.name, weights=weights, versions=versions())

    def differences(self, now: "Recipe") -> list[Sentence]:
        """Return a sentence for each difference from `now`, any of which may change the picture."""
        then, today = (_flat(recipe) for recipe in (self, now))
        names = {str(name): name for name, _ in (*then, *today)}
        was, is_now = ({str(name): value for name, value in flat} for flat in (then, today))
        absent = say("recipe-absent")
        return [
            say("recipe-differs", name=names[name], then=was.get(name, absent), now=is_now.get(name, absent))
            for name in sorted(names)
            if was.get(name) != is_now.get(name)
        ]


def versions() -> dict[str, str]:
    """Return the versions that affect a picture's bytes, by package."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}


def _flat(recipe: Recipe) -> list[tuple[Sentence, str]]:
    """Return everything besides the params, each value with its name."""
    return [
        (say("recipe-device"), recipe.device),
        *((say("recipe-plan", name=name), str(value)) for name, value in recipe.plan.model_dump().items()),
        *((say("recipe-file", name=name), digest[:12]) for name, digest in recipe.weights.items()),
        *((as_written(name), version) for name, version in recipe.versions.items()),
    ]
