"""All that changes from step to step of a painting by latents, and so all that a state must hold."""

import torch
from torch import Tensor
from torch._subclasses.fake_tensor import FakeTensor

from generator.methods.vqgan_clip import optimizers
from generator.methods.vqgan_clip.averaging import Average
from generator.methods.vqgan_clip.stopping import EarlyStop
from generator.randomness import Streams
from generator.step import State
from generator.wire.errors import NotANumber
from generator.wire.params import Params
from words.sentence import Sentence, say


class Canvas:
    """The latents (1, embed_dim, h, w), and what their past has left: optimiser, average, losses, random streams."""

    def __init__(self, start: Tensor, params: Params, streams: Streams) -> None:
        self.latents = start.clone().requires_grad_()
        self.average = Average(start, params.ema_decay)
        self.early_stop = EarlyStop(params.early_stop, params.early_stop_improvement)
        self._optimizer = optimizers.make(params.optimizer, self.latents, params.learning_rate)
        self._streams = streams

    def move(self, gradient: Tensor, learning_rate: float, low: Tensor, high: Tensor) -> None:
        """Let the optimiser move the latents, but not beyond `low` and `high` (1, embed_dim, 1, 1)."""
        optimizers.set_learning_rate(self._optimizer, learning_rate)
        self.latents.grad = gradient
        self._optimizer.step()
        with torch.no_grad():
            self.latents.clamp_(low, high)

    def settle(self, loss: Tensor, step: int) -> tuple[Sentence, ...]:
        """Take in where a step, from 1, has led and the loss that it began with; say why to stop there, if so.

        What is no number is not taken in: the average is that of the steps before. Raises NotANumber where there are
        none.
        """
        if not _numbers(self.latents):
            if step == 1:
                raise NotANumber("not-a-number-latents")
            return (say("note-not-a-number", step=str(step), before=str(step - 1)),)
        self.average.add(self.latents.detach())
        self.early_stop.add(loss)
        if self.early_stop.now:
            return (say("note-stopped-early", step=str(step)),)
        return ()

    def capture(self, done: int) -> State:
        """Return copies of everything after so many steps."""
        return {
            "done": torch.tensor(done),
            "latents": self.latents.detach().cpu().clone(),
            "average.sum": self.average.sum.cpu().clone(),
            "average.share": torch.tensor(self.average.share, dtype=torch.float64),
            "losses": self.early_stop.losses.clone(),
            **_under("optimizer.", optimizers.state_of(self._optimizer, self.latents)),
            **_under("stream.", self._streams.state()),
        }

    def restore(self, state: State) -> int:
        """Put everything where `state` left it and return how many steps are done."""
        with torch.no_grad():
            self.latents.copy_(state["latents"])
        self.average.sum.copy_(state["average.sum"])
        self.average.share = float(state["average.share"])
        self.early_stop.losses = state["losses"].clone()
        optimizers.restore(self._optimizer, self.latents, _of(state, "optimizer."))
        self._streams.restore(_of(state, "stream."))
        return int(state["done"])


def _numbers(latents: Tensor) -> bool:
    """Whether all latents are numbers; fake tensors, by which memory is counted, hold nothing to be looked at."""
    return isinstance(latents, FakeTensor) or bool(latents.isfinite().all())


def _under(prefix: str, state: State) -> State:
    return {prefix + name: tensor for name, tensor in state.items()}


def _of(state: State, prefix: str) -> State:
    return {name.removeprefix(prefix): tensor for name, tensor in state.items() if name.startswith(prefix)}
