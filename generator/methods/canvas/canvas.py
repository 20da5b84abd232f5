"""Everything that changes between the steps of an optimiser's painting, and so everything that a state must hold."""

import torch
from torch import Tensor
from torch._subclasses.fake_tensor import FakeTensor

from generator.methods.canvas import optimizers
from generator.methods.canvas.averaging import Average
from generator.methods.canvas.stopping import EarlyStop
from generator.randomness import Streams
from generator.step import State
from generator.wire.errors import NotANumber
from generator.wire.params import Params
from words.sentence import Sentence, say


class Canvas:
    """What is moved, the `latents` of any shape, with their optimiser, average, recent losses and random streams."""

    def __init__(self, start: Tensor, params: Params, streams: Streams) -> None:
        self.latents = start.clone().requires_grad_()
        self.average = Average(start, params.ema_decay)
        self.early_stop = EarlyStop(params.early_stop, params.early_stop_improvement)
        self._optimizer = optimizers.make(params.optimizer, self.latents, params.learning_rate)
        self._streams = streams

    def move(self, gradient: Tensor, learning_rate: float) -> None:
        """Take an optimiser step."""
        optimizers.set_learning_rate(self._optimizer, learning_rate)
        self.latents.grad = gradient
        self._optimizer.step()

    def clamp(self, low: Tensor, high: Tensor) -> None:
        """Clamp the latents to bounds that broadcast to their shape."""
        with torch.no_grad():
            self.latents.clamp_(low, high)

    def settle(self, loss: Tensor, step: int) -> tuple[Sentence, ...]:
        """Record the result of a step, counted from 1, and the loss before it. Return notes if painting must stop.

        Latents with NaN or infinity are not recorded, so the average is still that of the steps before. Raises
        NotANumber if this is the first step.
        """
        if not _all_finite(self.latents):
            if step == 1:
                raise NotANumber("not-a-number-latents")
            return (say("note-not-a-number", step=str(step), before=str(step - 1)),)
        self.average.add(self.latents.detach())
        self.early_stop.add(loss)
        if self.early_stop.now:
            return (say("note-stopped-early", step=str(step)),)
        return ()

    def capture(self, done: int) -> State:
        """Return a copy of the state after `done` steps."""
        return {
            "done": torch.tensor(done),
            "latents": self.latents.detach().cpu().clone(),
            "average.sum": self.average.sum.cpu().clone(),
            "average.share": torch.tensor(self.average.share, dtype=torch.float64),
            "losses": self.early_stop.losses.clone(),
            **_add_prefix("optimizer.", optimizers.state_of(self._optimizer, self.latents)),
            **_add_prefix("stream.", self._streams.state()),
        }

    def restore(self, state: State) -> int:
        """Restore the captured `state` and return how many steps are done."""
        with torch.no_grad():
            self.latents.copy_(state["latents"])
        self.average.sum.copy_(state["average.sum"])
        self.average.share = float(state["average.share"])
        self.early_stop.losses = state["losses"].clone()
        optimizers.restore(self._optimizer, self.latents, _with_prefix(state, "optimizer."))
        self._streams.restore(_with_prefix(state, "stream."))
        return int(state["done"])


def _all_finite(latents: Tensor) -> bool:
    """Return whether all latents are finite. Fake tensors, which memory is counted with, have no values to check."""
    return isinstance(latents, FakeTensor) or bool(latents.isfinite().all())


def _add_prefix(prefix: str, state: State) -> State:
    return {prefix + name: tensor for name, tensor in state.items()}


def _with_prefix(state: State, prefix: str) -> State:
    return {name.removeprefix(prefix): tensor for name, tensor in state.items() if name.startswith(prefix)}
