"""What the toy style has for one method."""

from dataclasses import dataclass, field
from typing import Any

Feature = tuple[str, dict[str, Any]]  # a title, and what is asked for besides the style's defaults


@dataclass(frozen=True)
class Way:
    """A way of painting: parameters besides the style's defaults, and a plan by name, or None for the planner's own."""

    name: str
    params: dict[str, Any] = field(default_factory=dict)
    plan: str | None = None


@dataclass(frozen=True)
class Method:
    """A method that the toy's own weights paint with.

    `defaults` go on the style's card. `ways` are compared with each other, the first being the reference. A feature may
    name an earlier one where a parameter is a picture.
    """

    name: str
    defaults: dict[str, Any]
    ways: tuple[Way, ...]
    features: tuple[Feature, ...]
