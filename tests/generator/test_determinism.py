"""Without a card: no operation of a step is one that torch documents as having no deterministic CUDA implementation."""

import pytest
import torch
from torch.nn import functional as F
from torch.utils._python_dispatch import TorchDispatchMode

from generator.engine import Engine
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import Device

# As the documentation of torch.use_deterministic_algorithms names them, and how their operators are called.
UNREPEATABLE = {
    "AvgPool3d": "avg_pool3d_backward",
    "AdaptiveAvgPool2d": "adaptive_avg_pool2d_backward",
    "AdaptiveAvgPool3d": "adaptive_avg_pool3d_backward",
    "MaxPool3d": "max_pool3d_with_indices_backward",
    "AdaptiveMaxPool2d": "adaptive_max_pool2d_backward",
    "FractionalMaxPool2d": "fractional_max_pool2d_backward",
    "FractionalMaxPool3d": "fractional_max_pool3d_backward",
    "MaxUnpool2d": "max_unpool2d",
    "linear``": "upsample_linear1d_backward",
    "bilinear": "upsample_bilinear2d",
    "bicubic": "upsample_bicubic2d",
    "trilinear": "upsample_trilinear3d_backward",
    "ReflectionPad1d": "reflection_pad1d_backward",
    "ReflectionPad3d": "reflection_pad3d_backward",
    "ReplicationPad1d": "replication_pad1d_backward",
    "ReplicationPad3d": "replication_pad3d_backward",
    "NLLLoss": "nll_loss2d_forward",
    "CTCLoss": "ctc_loss_backward",
    "EmbeddingBag": "embedding_bag",
    "histc": "histc",
    "bincount": "bincount",
    "median": "median",
    "grid_sample": "grid_sampler_2d_backward",
    "resize_": "resize_",
}


class _Listing(TorchDispatchMode):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_dispatch__(self, operation, types, arguments=(), options=None):
        self.names.add(operation.overloadpacket.__name__)
        return operation(*arguments, **(options or {}))


def _unrepeatable(names: set[str]) -> set[str]:
    return {name for name in names for known in UNREPEATABLE.values() if name.strip("_").startswith(known.strip("_"))}


@pytest.mark.parametrize("name", [*offer().plans, "plain"])
def test_a_step_has_only_operations_that_can_be_repeated(engine: Engine, params: Params, plan, name: str) -> None:
    device = Device(kind="cpu", name="a processor", threads=1, gflops=1, bf16=True)
    wanted = plan if name == "plain" else offer().plan(name, device)
    noisy = params.model_copy(update={"steps": 2, "cutout_noise": 0.1})
    with _Listing() as listing:
        list(engine.paint(noisy, wanted, None, lambda doing: None))
    assert {"convolution", "convolution_backward", "native_group_norm"} <= listing.names
    assert _unrepeatable(listing.names) == set()


def test_what_the_notebooks_do_is_found() -> None:
    image = torch.rand(1, 3, 8, 8, requires_grad=True)
    with _Listing() as listing:
        resized = F.interpolate(image, (4, 4), mode="bicubic") + F.adaptive_avg_pool2d(image, 4)
        torch.autograd.grad(resized.sum(), image)
    assert {"upsample_bicubic2d_backward"} <= _unrepeatable(listing.names)


@pytest.mark.parametrize("documented", UNREPEATABLE)
def test_the_list_is_that_of_the_documentation(documented: str) -> None:
    assert documented in torch.use_deterministic_algorithms.__doc__
