"""Weights, pictures and checkpoints on disk."""

import shutil
from pathlib import Path

import pytest
import torch
from PIL import Image

from generator.device import is_out_of_memory
from generator.engine import Engine
from generator.pictures import checkpoint, images
from generator.styles.cards import InstalledStyle
from generator.wire.errors import BadWeights, MissingWeights
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size


def test_a_file_that_is_not_what_its_card_says_is_refused_before_it_is_read(
    style: InstalledStyle, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(style.folder, tmp_path / "copy"))
    content = bytearray((copy / "vqgan.safetensors").read_bytes())
    content[-1] ^= 1
    (copy / "vqgan.safetensors").write_bytes(content)
    changed = InstalledStyle(copy)
    with pytest.raises(BadWeights, match="does not match its card"):
        changed.checked(changed.card.network("vqgan_clip"))
    (copy / "vqgan.safetensors").unlink()
    with pytest.raises(MissingWeights, match="is missing"):
        changed.checked(changed.card.network("vqgan_clip"))


def test_a_style_that_is_not_installed_is_named(engine: Engine) -> None:
    with pytest.raises(MissingWeights, match=r"The style oil is not installed; choose one of: tiny\."):
        engine.style("oil")


def test_a_picture_carries_its_recipe_and_nothing_of_when_or_where(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path
) -> None:
    recipe = engine.recipe(params, plan)
    image = torch.rand(3, 8, 8)
    first, second = (images.save(tmp_path / name, image, recipe) for name in ("one.png", "two.png"))
    assert first == second
    assert images.read_recipe(tmp_path / "one.png") == recipe
    with Image.open(tmp_path / "one.png") as picture:
        assert set(picture.info) == {"Software", "easel"}


@pytest.mark.parametrize("content", [b"", b"not a picture"])
def test_what_carries_no_recipe_is_said_so(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "it.png").write_bytes(content)
    with pytest.raises(images.NoRecipe, match="has no Easel recipe"):
        images.read_recipe(tmp_path / "it.png")


def test_a_recipe_tells_what_differs(engine: Engine, params: Params, plan: Plan) -> None:
    recipe = engine.recipe(params, plan)
    assert recipe.differences(recipe) == []
    other = recipe.model_copy(update={"versions": {**recipe.versions, "torch": "9.9"}, "device": "another"})
    assert [str(each) for each in recipe.differences(other)] == [
        "the device was test and is another here.",
        f"torch was {recipe.versions['torch']} and is 9.9 here.",
    ]


def test_the_crop_is_from_the_middle() -> None:
    image = torch.arange(6 * 6).float().view(1, 6, 6).expand(3, 6, 6)
    assert images.crop(image, Size(2, 4))[0].tolist() == [[8, 9], [14, 15], [20, 21], [26, 27]]


def test_a_checkpoint_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state"
    assert checkpoint.read(path, "me") is None
    checkpoint.write(path, {"done": torch.tensor(3)}, "me")
    state = checkpoint.read(path, "me")
    assert state is not None
    assert state["done"].item() == 3
    with pytest.raises(checkpoint.ForeignState):
        checkpoint.read(path, "you")
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(checkpoint.ForeignState):
        checkpoint.read(path, "me")
    assert [p.name for p in tmp_path.iterdir()] == ["state"]


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (MemoryError(), True),
        (torch.OutOfMemoryError("CUDA out of memory."), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes."), True),
        (RuntimeError("std::bad_alloc"), True),
        (RuntimeError("could not create a primitive"), True),
        (RuntimeError("can't start new thread"), True),
        (torch.AcceleratorError("CUDA error: out of memory"), True),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"), True),
        (RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"), True),
        (RuntimeError("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED"), True),
        (torch.AcceleratorError("CUDA error: an illegal memory access was encountered"), False),
        (torch.AcceleratorError("CUDA error: unspecified launch failure"), False),
        (RuntimeError("shape mismatch"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_the_faces_of_out_of_memory(error: BaseException, verdict: bool) -> None:
    assert is_out_of_memory(error) is verdict
