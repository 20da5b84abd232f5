"""The methods that paint, by name. `generator.wire.offers` lists them."""

from importlib import import_module

from generator.methods.method import Method
from generator.wire.offers import packages


def method(name: str) -> Method:
    """Return the method with this name. Raises KeyError."""
    found: Method = import_module(f"{packages()[name]}.method").METHOD
    return found


def methods() -> tuple[Method, ...]:
    """Return all methods, the usual one first."""
    return tuple(method(name) for name in packages())
