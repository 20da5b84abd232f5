import re
from urllib.parse import urlsplit

import pytest
import torch
from clip import clip
from clip.model import CLIP, convert_weights

from generator.methods.diffusion import checkpoint as of_unet
from generator.methods.vqgan_clip import checkpoint as of_vqgan
from generator.models.openai_clip import VIT_B_16, VIT_B_32
from generator.models.shapes import perceptor_tensors, shapes_of
from generator.weights.catalogue import Catalogue
from generator.wire.errors import UnknownName

CATALOGUE = Catalogue.read()

# The arguments of openai-clip's CLIP for its published models (Radford et al., arXiv 2103.00020, tables 19 and 20).
_RESNET = {**VIT_B_32, "vision_patch_size": None}
_VIT_L = {**VIT_B_32, "embed_dim": 768, "vision_layers": 24, "vision_width": 1024, "vision_patch_size": 14}
PERCEPTORS = {
    "vit_b_32": VIT_B_32,
    "vit_b_16": VIT_B_16,
    "vit_l_14": {**_VIT_L, "transformer_width": 768, "transformer_heads": 12},
    "vit_l_14_336px": {**_VIT_L, "transformer_width": 768, "transformer_heads": 12, "image_resolution": 336},
    "rn50": {**_RESNET, "embed_dim": 1024, "vision_layers": (3, 4, 6, 3), "vision_width": 64},
    "rn101": {**_RESNET, "vision_layers": (3, 4, 23, 3), "vision_width": 64},
    "rn50x4": {
        **_RESNET, "embed_dim": 640, "image_resolution": 288, "vision_layers": (4, 6, 10, 6), "vision_width": 80,
        "transformer_width": 640, "transformer_heads": 10,
    },
    "rn50x16": {
        **_RESNET, "embed_dim": 768, "image_resolution": 384, "vision_layers": (6, 8, 18, 8), "vision_width": 96,
        "transformer_width": 768, "transformer_heads": 12,
    },
    "rn50x64": {
        **_RESNET, "embed_dim": 1024, "image_resolution": 448, "vision_layers": (3, 15, 36, 10), "vision_width": 128,
        "transformer_width": 1024, "transformer_heads": 16,
    },
}  # fmt: skip


def test_every_checkpoint_is_there() -> None:
    by_kind: dict[str, set[str]] = {}
    for checkpoint in CATALOGUE.checkpoints.values():
        by_kind.setdefault(checkpoint.kind, set()).add(checkpoint.name)
    assert by_kind == {
        "fourier": {"fourier"},
        "style": {
            *("imagenet_1024", "imagenet_16384", "openimages_8192", "sflckr", "wikiart_1024", "wikiart_16384"),
            *("coco", "faceshq", "ade20k", "celebahq", "ffhq"),
        },
        "perceptor": set(PERCEPTORS),
        "diffusion": {"diffusion_256", "diffusion_512", "diffusion_512_cond"},
        "secondary": {"secondary"},
        "upscaler": {"real_esrgan", "waifu2x"},
    }


@pytest.mark.parametrize("checkpoint", CATALOGUE.checkpoints.values(), ids=lambda each: each.name)
def test_each_can_be_fetched_and_says_what_it_is_good_at(checkpoint) -> None:
    assert checkpoint.good_at
    assert "\n" not in checkpoint.good_at
    assert all(urlsplit(source).scheme == "https" for source in checkpoint.sources)
    assert len(set(checkpoint.sources)) == len(checkpoint.sources)


@pytest.mark.parametrize("name", PERCEPTORS)
def test_a_perceptors_hash_is_the_one_in_its_address(name: str) -> None:
    checkpoint = CATALOGUE.checkpoints[name]
    for source in checkpoint.sources:
        assert re.findall(r"/([0-9a-f]{64})/", source) == [checkpoint.sha256]


def test_every_perceptor_of_openai_clip_can_be_fetched_from_where_it_fetches_it() -> None:
    for title, source in clip._MODELS.items():
        [checkpoint] = CATALOGUE.find([title])
        assert (checkpoint.title, checkpoint.sources[0]) == (f"CLIP {title}", source)


@pytest.mark.parametrize("name", PERCEPTORS)
def test_a_perceptor_is_as_large_as_its_network_and_is_read_from_its_tensors(name: str) -> None:
    """A published file holds the tensors in half precision where openai-clip halves them, and less than 1 MiB more."""
    with torch.device("meta"):
        network = CLIP(**PERCEPTORS[name])
        convert_weights(network)
    published = CATALOGUE.checkpoints[name].bytes
    assert published is not None
    assert 0 < published - sum(tensor.nbytes for tensor in network.state_dict().values()) < 2**20
    shapes = shapes_of(lambda: network)
    assert perceptor_tensors(shapes) == shapes


def test_names_are_found_as_people_write_them() -> None:
    found = CATALOGUE.find(["ViT-B/32", "ViT-L/14@336px", "starter"])
    assert [each.name for each in found] == ["vit_b_32", "vit_l_14_336px", "imagenet_1024"]
    with pytest.raises(UnknownName, match=r"no weights named oil; run `weights list`"):
        CATALOGUE.find(["starter", "oil"])


@pytest.mark.parametrize("name", ["imagenet_1024", "imagenet_16384", "openimages_8192", "coco"])
def test_the_architecture_of_a_style_makes_a_network_of_its_size(name: str) -> None:
    """The published file holds these tensors in float32, and perhaps a loss and optimisers besides."""
    checkpoint = CATALOGUE.checkpoints[name]
    shapes = of_vqgan.tensors(checkpoint.shape, gumbel="gumbel" in checkpoint.title.lower())
    assert of_vqgan.architecture(shapes) == checkpoint.shape
    numbers = sum(_product(shape) for shape in shapes.values())
    assert 4 * numbers < checkpoint.bytes
    if name == "coco":  # the first stage alone
        assert checkpoint.bytes - 4 * numbers < 2**20


def test_the_architecture_of_a_diffusion_model_makes_a_network_of_its_size() -> None:
    for name, exact in (("diffusion_256", True), ("diffusion_512", False), ("diffusion_512_cond", False)):
        checkpoint = CATALOGUE.checkpoints[name]
        numbers = sum(_product(shape) for shape in of_unet.tensors(checkpoint.shape).values())
        assert abs(4 * numbers - checkpoint.bytes) < (2**20 if exact else 10 * 2**20), (name, 4 * numbers)


def _product(shape: tuple[int, ...]) -> int:
    result = 1
    for side in shape:
        result *= side
    return result
