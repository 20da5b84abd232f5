"""torch's optimisers, with exact capture and restore of their state."""

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
    """Return an optimiser for the latents, with torch's default settings."""
    return OPTIMIZERS[name]([latents], lr=learning_rate)  # type: ignore[call-arg]


def set_learning_rate(optimizer: torch.optim.Optimizer, learning_rate: float) -> None:
    """Set the learning rate of the next steps."""
    for group in optimizer.param_groups:
        group["lr"] = learning_rate


def learning_rate_at(step: int, steps: int, learning_rate: float, drop: float) -> float:
    """Return the learning rate at a step, counted from 1. In the last quarter it is multiplied by `drop`."""
    return learning_rate * drop if step > _DROPS_AT * steps else learning_rate


def state_of(optimizer: torch.optim.Optimizer, latents: Tensor) -> State:
    """Return a copy of the optimiser's state for the latents, on the CPU, under torch's own names."""
    return {name: torch.as_tensor(value).detach().cpu().clone() for name, value in optimizer.state[latents].items()}


def restore(optimizer: torch.optim.Optimizer, latents: Tensor, state: State) -> None:
    """Restore the output of `state_of`. Tensors shaped like the latents go to their device, counters to the CPU."""
    optimizer.state[latents] = {
        name: value.clone().to(latents.device if value.shape == latents.shape else "cpu")
        for name, value in state.items()
    }
