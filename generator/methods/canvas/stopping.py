"""Early stopping, once more steps bring too little improvement."""

import torch
from torch import Tensor


class EarlyStop:
    """Compares the mean loss of the last `window` steps with that of the window before."""

    def __init__(self, window: int, improvement: float) -> None:
        """`improvement` is the fraction by which the loss must fall between windows. Window 0 never stops."""
        self._window, self._improvement = window, improvement
        self.losses = torch.zeros(0, dtype=torch.float64)

    def add(self, loss: Tensor) -> None:
        """Record a step's loss."""
        if self._window:
            self.losses = torch.cat([self.losses, loss.detach().cpu().double().view(1)])[-2 * self._window :]

    @property
    def now(self) -> bool:
        """Whether the last window improved too little."""
        if not self._window or len(self.losses) < 2 * self._window:
            return False
        before, last = float(self.losses[: self._window].mean()), float(self.losses[self._window :].mean())
        return before - last < self._improvement * abs(before)
