"""Old formats are read as torch reads them, and nothing in them is ever executed."""

import datetime
import pickle
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy
import pytest
import torch
from safetensors.torch import load_file, save_file

from generator.weights import convert, networks
from generator.weights.archives import open_weights
from generator.wire.errors import WeightsRefused
from tests.generator.weights import making


def _converted(path: Path, kind: str, shape=None, *, half: bool = False) -> dict[str, torch.Tensor]:
    out = path.with_suffix(".safetensors")
    with open_weights(path) as weights:
        found = networks.network(kind, weights, shape)
        convert.write(found.tensors, out, half=half, progress=lambda done, total: None)
    return load_file(out)


@pytest.mark.parametrize("prefix", ["", "first_stage_model."])
@pytest.mark.parametrize("gumbel", [False, True])
def test_of_a_lightning_checkpoint_the_first_stage_is_kept(tmp_path: Path, prefix: str, gumbel: bool) -> None:
    state = making.vqgan(gumbel=gumbel)
    if prefix:  # a transformer's checkpoint has other VQGANs in it
        state["x"] = torch.zeros(1)
    found = _converted(making.lightning(tmp_path / "last.ckpt", state, prefix=prefix), "style", making.TINY_VQGAN)
    expected = {name: tensor for name, tensor in state.items() if not name.startswith(("loss.", "x"))}
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], tensor) for name, tensor in expected.items())


def test_a_transformers_own_tensors_are_left_behind(tmp_path: Path) -> None:
    state = {f"first_stage_model.{name}": tensor for name, tensor in making.vqgan(seed=1).items()}
    state |= {f"cond_stage_model.{name}": tensor for name, tensor in making.vqgan(seed=2).items()}
    state["transformer.tok_emb.weight"] = torch.zeros(16, 8)
    found = _converted(making.lightning(tmp_path / "last.ckpt", state), "style")
    assert torch.equal(found["encoder.conv_in.weight"], state["first_stage_model.encoder.conv_in.weight"])
    assert not any("transformer" in name or "stage" in name for name in found)


WRAPPERS = {
    "bare": lambda state: state,
    "DistributedDataParallel": lambda state: {f"module.{name}": tensor for name, tensor in state.items()},
    "an optimizer beside it": lambda state: {"model": state, "optimizer": {"state": {0: {"exp_avg": torch.ones(3)}}}},
    "model_state_dict": lambda state: {"epoch": 3, "model_state_dict": state},
    "a state_dict within a model": lambda state: {"model": {"state_dict": state}},
    "open_clip's training": lambda state: {"name": "run", "state_dict": {f"module.{n}": t for n, t in state.items()}},
    "an average beside it": lambda state: {"model": {n: t + 1 for n, t in state.items()}, "ema": state},
    "params_ema": lambda state: {"params": {n: t + 1 for n, t in state.items()}, "params_ema": state},
    "an average without its buffers": lambda state: {
        "state_dict": {n: t + (n == "encoder.conv_in.weight") for n, t in state.items()},
        "state_dict_ema": {n: t for n, t in state.items() if n != "decoder.conv_out.bias"},
    },
    "LitEma": lambda state: {
        "state_dict": {n: t + 1 for n, t in state.items()}
        | {f"model_ema.{n.replace('.', '')}": t for n, t in state.items()}
        | {"model_ema.decay": torch.tensor(0.9999), "model_ema.num_updates": torch.tensor(5)}
    },
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_network_is_found_in_whatever_wrapper_and_its_average_first(tmp_path: Path, wrapper: str) -> None:
    state = {name: tensor for name, tensor in making.vqgan().items() if not name.startswith("loss.")}
    torch.save(WRAPPERS[wrapper](state), tmp_path / "last.pt")
    with open_weights(tmp_path / "last.pt") as weights:
        assert networks.kind_of(weights) == "style"
        assert networks.network("style", weights, None).averaged == ("average" in wrapper or "ema" in wrapper.lower())
    found = _converted(tmp_path / "last.pt", "style")
    assert found.keys() == state.keys()
    assert all(torch.equal(found[name], tensor) for name, tensor in state.items())


def test_what_only_describes_the_data_is_passed_over(tmp_path: Path) -> None:
    state = making.vqgan()
    beside = {
        "saved": datetime.datetime(2024, 1, 2, 3, 4, tzinfo=datetime.UTC),
        "took": datetime.timedelta(hours=3),
        "random": numpy.random.RandomState(1).get_state(),
        "generator": numpy.random.default_rng(1),
        "losses": numpy.arange(5.0),
        "seen": {1, 2, 3},
        "options": SimpleNamespace(rate=0.1, name="mine"),
    }
    torch.save({"state_dict": state, **beside}, tmp_path / "last.pt")
    found = _converted(tmp_path / "last.pt", "style")
    assert torch.equal(found["encoder.conv_in.weight"], state["encoder.conv_in.weight"])


@pytest.mark.parametrize("arguments", [making.TINY_CLIP, making.TINY_RESNET], ids=["vit", "resnet"])
def test_a_torchscript_clip_gives_the_tensors_that_torch_reads(tmp_path: Path, arguments) -> None:
    path = making.torchscript_clip(tmp_path / "clip.pt", **arguments)
    theirs = making.clip_state(path)
    found = _converted(path, "perceptor")
    assert found.keys() == {name for name in theirs if not name.endswith("num_batches_tracked")}
    assert all(torch.equal(tensor, theirs[name]) for name, tensor in found.items())
    assert found["visual.conv1.weight"].dtype == torch.float16  # as it was published


@pytest.mark.parametrize("new", [True, False], ids=["zip", "before 1.6"])
def test_a_guided_diffusion_file_of_either_age(tmp_path: Path, new: bool) -> None:
    state = making.unet()
    torch.save(state, tmp_path / "unet.pt", _use_new_zipfile_serialization=new)
    found = _converted(tmp_path / "unet.pt", "diffusion", making.TINY_UNET)
    assert found.keys() == state.keys()
    assert all(torch.equal(found[name], tensor) for name, tensor in state.items())


def test_half_precision_rounds_as_torch_does(tmp_path: Path) -> None:
    state = making.vqgan()
    found = _converted(making.lightning(tmp_path / "last.ckpt", state), "style", half=True)
    assert all(torch.equal(tensor, state[name].half()) for name, tensor in found.items())


def test_views_and_parameters_are_read_where_they_are(tmp_path: Path) -> None:
    whole = torch.arange(24.0).view(4, 6)
    state = {"a": whole[1:3, ::2].T, "b": torch.nn.Parameter(whole[3]), "c": whole.bfloat16(), "d": torch.arange(3)}
    torch.save(state, tmp_path / "x.pt")
    found = _converted(tmp_path / "x.pt", "upscaler")
    assert all(torch.equal(found[name], tensor.detach().to(found[name].dtype)) for name, tensor in state.items())


def test_safetensors_are_read_too(tmp_path: Path) -> None:
    state = {name: tensor.half() for name, tensor in making.vqgan().items()}
    save_file(state, tmp_path / "x.safetensors")
    with open_weights(tmp_path / "x.safetensors") as weights:
        tensors = networks.network("style", weights, making.TINY_VQGAN).tensors
        convert.write(tensors, tmp_path / "y.safetensors", half=False, progress=lambda done, total: None)
    found = load_file(tmp_path / "y.safetensors")
    assert all(torch.equal(tensor, state[name]) for name, tensor in found.items())


def test_the_same_file_is_written_twice_the_same(tmp_path: Path) -> None:
    path = making.lightning(tmp_path / "last.ckpt", making.vqgan())
    with open_weights(path) as weights:
        tensors = networks.network("style", weights, None).tensors
        hashes = {
            convert.write(tensors, tmp_path / name, half=False, progress=lambda done, total: None) for name in "ab"
        }
    assert len(hashes) == 1
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def _good(path: Path) -> Path:
    return making.lightning(path, making.vqgan())


def _truncated(path: Path) -> Path:
    _good(path).write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _truncated_old(path: Path) -> Path:
    torch.save(making.vqgan(), path, _use_new_zipfile_serialization=False)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def _hostile_old(path: Path) -> Path:
    with path.open("wb") as stream:
        for each in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}, making.Runs(path.with_name("ran")), []):
            pickle.dump(each, stream, 2)
    return path


def _not_numbers(path: Path) -> Path:
    state = making.vqgan()
    state["decoder.conv_in.weight"][0] = torch.nan
    return making.lightning(path, state)


def _another_shape(path: Path) -> Path:
    return making.lightning(path, making.vqgan({**making.TINY_VQGAN, "n_embed": 32}))


def _a_missing_tensor(path: Path) -> Path:
    state = making.vqgan()
    del state["decoder.norm_out.bias"]
    return making.lightning(path, state)


def _greedy_view(path: Path) -> Path:
    """A tensor of a few bytes that calls itself a terabyte, by a stride of nothing."""
    torch.save({"a": torch.zeros(1).expand(2**38)}, path)
    return path


def _compressed(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"a": "a" * 10**6}, 2))
    return path


def _endless(path: Path) -> Path:
    below: dict[str, object] = {}
    for _ in range(60):  # two ways into each: 2^60 names
        below = {"a": below, "b": below}
    return making.hostile_zip(path, {"x": below, "state_dict": {}})


def _runs(path: Path) -> Path:
    return making.hostile_zip(path, {"state_dict": making.Runs(path.with_name("ran"))})


def _runs_by_build(path: Path) -> Path:
    """A class of Lightning's, which is passed over, whose state would set what is called later."""
    text = b"\x80\x02cpytorch_lightning.x\nY\n(}(X\x08\x00\x00\x00__call__cbuiltins\neval\nutb."
    return making.hostile_zip(path, text)


REFUSED = {
    "an empty file": (lambda path: path.touch() or path, "This file is empty."),
    "a web page": (lambda path: path.write_text("\n<!DOCTYPE html>") and path, "This is a web page, not weights"),
    "a text": (lambda path: path.write_text("Not found") and path, "This is not a file of weights"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" * 9) and path, "This is not a file of weights"),
    "half of a file": (_truncated, "damaged"),
    "half of an old file": (_truncated_old, "damaged"),
    "a flipped bit in the numbers": (lambda path: making.flip(_good(path), 0.5), "damaged"),
    "a flipped bit in the table": (lambda path: making.flip(_good(path), 0.999), "."),
    "another archive": (lambda path: making.hostile_zip(path, b"") and _other_zip(path), "archive holds no weights"),
    "a pickle that runs a program": (_runs, r"asks to run pathlib\.Path\.touch|asks to run"),
    "an old file that runs a program": (_hostile_old, "asks to run"),
    "a pickle alone": (lambda path: path.write_bytes(pickle.dumps([1])) and path, "one of torch's|cannot be read"),
    "a call that comes by a state": (_runs_by_build, r"asks to run builtins\.eval"),
    "a name on the stack": (
        lambda path: making.hostile_zip(path, pickle.dumps(making.Runs(path.with_name("ran")), 4)),
        "asks to run",
    ),
    "a memo of 4 thousand million": (lambda path: making.hostile_zip(path, making.long_memo()), "holds no"),
    "an extension code": (lambda path: making.hostile_zip(path, b"\x80\x02\x82\x01."), "cannot be read"),
    "an old-style instance": (lambda path: making.hostile_zip(path, b"(ios\nsystem\n."), "cannot be read"),
    "a pickle without an end": (lambda path: making.hostile_zip(path, b"\x80\x02}"), "cannot be read"),
    "more names than there are": (_endless, "holds more names|holds no"),
    "a tensor of a terabyte": (_greedy_view, "holds no"),
    "a compressed archive": (_compressed, "is compressed"),
    "numbers that are none": (_not_numbers, "values are not numbers"),
    "another codebook": (_another_shape, "n_embed is 32, not 16"),
    "a missing tensor": (_a_missing_tensor, "it has no decoder.norm_out.bias"),
    "a perceptor for a style": (lambda path: making.torchscript_clip(path), "This file holds no VQGAN"),
    "a diffusion model for a style": (lambda path: torch.save(making.unet(), path) or path, "This file holds no VQGAN"),
}


def _other_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return path


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_style_is_refused_with_a_sentence_and_never_run(case: str, tmp_path: Path) -> None:
    make, sentence = REFUSED[case]
    with pytest.raises(WeightsRefused, match=sentence) as caught:
        _converted(make(tmp_path / "it"), "style", making.TINY_VQGAN)
    assert str(caught.value).endswith(".")
    assert not (tmp_path / "ran").exists()


def test_torch_itself_would_have_run_it(tmp_path: Path) -> None:
    """The hostile file is hostile: without this the table above proves nothing."""
    torch.load(_runs(tmp_path / "it"), weights_only=False)
    assert (tmp_path / "ran").exists()


def test_a_tensor_of_a_terabyte_is_refused_where_it_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(WeightsRefused, match="damaged"):
        _converted(_greedy_view(tmp_path / "it"), "upscaler")


@pytest.mark.parametrize("at", [index / 20 for index in range(20)])
def test_a_flipped_bit_anywhere_is_refused_or_was_in_what_is_not_kept(tmp_path: Path, at: float) -> None:
    path = _good(tmp_path / "it")
    before = _converted(path, "style")
    try:
        after = _converted(making.flip(path, at), "style")
    except WeightsRefused:
        return
    assert all(torch.equal(tensor, before[name]) for name, tensor in after.items())
