"""No step uses an operation that torch documents as nondeterministic on CUDA. The tests need no GPU."""

import pytest
import torch
from torch.nn import functional as F

from generator.engine import Engine
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import Device
from tests.generator.operations import UNREPEATABLE, Operations, unrepeatable


@pytest.mark.parametrize("name", [*offer().plans, "plain"])
def test_a_step_uses_only_deterministic_operations(engine: Engine, params: Params, plan, name: str) -> None:
    device = Device(kind="cpu", name="a processor", threads=1, gflops=1, bf16=True)
    wanted = plan if name == "plain" else offer().plan(name, device)
    noisy = params.model_copy(update={"steps": 2, "cutout_noise": 0.1})
    with Operations() as operations:
        list(engine.paint(noisy, wanted, None, lambda doing: None))
    assert {"convolution", "convolution_backward", "native_group_norm"} <= operations.names
    assert unrepeatable(operations.names) == set()


def test_the_notebooks_nondeterministic_operations_are_found() -> None:
    image = torch.rand(1, 3, 8, 8, requires_grad=True)
    with Operations() as operations:
        resized = F.interpolate(image, (4, 4), mode="bicubic") + F.adaptive_avg_pool2d(image, 4)
        torch.autograd.grad(resized.sum(), image)
    assert {"upsample_bicubic2d_backward"} <= unrepeatable(operations.names)


@pytest.mark.parametrize("documented", UNREPEATABLE)
def test_the_list_matches_the_documentation(documented: str) -> None:
    assert documented in torch.use_deterministic_algorithms.__doc__
