"""Torch's own optimisers, whose state can be taken and put back exactly, whatever it consists of."""

import torch
from torch import Tensor

from generator.step import State

OPTIMIZERS: dict[str, type[torch.optim.Optimizer]] = {
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
    "adagrad": torch.optim.Adagrad,
    "adamax": torch.optim.Adamax,
    "nadam": torch.optim.NAdam,
    "radam": torch.optim.RAdam,
    "rmsprop": torch.optim.RMSprop,
}

_DROPS_AT = 0.75  # of the steps, as in pixray


def make(name: str, latents: Tensor, learning_rate: float) -> torch.optim.Optimizer:
    """Return an optimiser of the latents with torch's own settings."""
    return OPTIMIZERS[name]([latents], lr=learning_rate)  # type: ignore[call-arg]


def set_learning_rate(optimizer: torch.optim.Optimizer, learning_rate: float) -> None:
    """Let the next steps move so far."""
    for group in optimizer.param_groups:
        group["lr"] = learning_rate


def learning_rate_at(step: int, steps: int, learning_rate: float, drop: float) -> float:
    """Return the learning rate of a step, from 1: `drop` times the first one for the last quarter of the steps."""
    return learning_rate * drop if step > _DROPS_AT * steps else learning_rate


def state_of(optimizer: torch.optim.Optimizer, latents: Tensor) -> State:
    """Return copies of all that the optimiser remembers of the latents, on the CPU, by torch's own names."""
    return {name: torch.as_tensor(value).detach().cpu().clone() for name, value in optimizer.state[latents].items()}


def restore(optimizer: torch.optim.Optimizer, latents: Tensor, state: State) -> None:
    """Put back what `state_of` took. What has the latents' shape lives where they do; counters stay on the CPU."""
    optimizer.state[latents] = {
        name: value.clone().to(latents.device if value.shape == latents.shape else "cpu")
        for name, value in state.items()
    }
