import re
from urllib.parse import urlsplit

import pytest

from generator.methods.diffusion import checkpoint as of_unet
from generator.methods.vqgan_clip import checkpoint as of_vqgan
from generator.weights.catalogue import Catalogue
from generator.wire.errors import UnknownName

CATALOGUE = Catalogue.read()


def test_every_checkpoint_is_there() -> None:
    by_kind: dict[str, set[str]] = {}
    for checkpoint in CATALOGUE.checkpoints.values():
        by_kind.setdefault(checkpoint.kind, set()).add(checkpoint.name)
    assert by_kind == {
        "style": {
            *("imagenet_1024", "imagenet_16384", "openimages_8192", "sflckr", "wikiart_1024", "wikiart_16384"),
            *("coco", "faceshq", "ade20k", "celebahq", "ffhq"),
        },
        "perceptor": {"rn50", "rn101", "rn50x4", "vit_b_32", "vit_b_16", "vit_l_14"},
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


@pytest.mark.parametrize("name", ["rn50", "rn101", "rn50x4", "vit_b_32", "vit_b_16", "vit_l_14"])
def test_a_perceptors_hash_is_the_one_in_its_address(name: str) -> None:
    checkpoint = CATALOGUE.checkpoints[name]
    for source in checkpoint.sources:
        assert re.findall(r"/([0-9a-f]{64})/", source) == [checkpoint.sha256]


def test_names_are_found_as_people_write_them() -> None:
    assert [each.name for each in CATALOGUE.find(["ViT-B/32", "starter"])] == ["vit_b_32", "imagenet_1024"]
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
