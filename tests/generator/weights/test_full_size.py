"""The rehearsal: files as large as the published ones, in their formats, with random numbers.

Each is served from 127.0.0.1, breaks off on the way, is fetched, hashed, converted and loaded by the real command line
in a process of its own, whose time and peak memory are said. Minutes, and 12 GB of disk:

    taskset -c 1 env OMP_NUM_THREADS=1 python -m pytest -n 0 -m slow -s tests/generator/weights/test_full_size.py
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import torch
from PIL import Image
from safetensors import safe_open

from generator.methods.diffusion import checkpoint as of_unet
from generator.weights.catalogue import Catalogue
from tests.generator.weights import making

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

LISTED = Catalogue.read().checkpoints
VIT_B_32 = {
    "embed_dim": 512, "image_resolution": 224, "vision_layers": 12, "vision_width": 768, "vision_patch_size": 32,
    "transformer_width": 512, "transformer_heads": 8, "transformer_layers": 12,
}  # fmt: skip
RN50X4 = {
    "embed_dim": 640, "image_resolution": 288, "vision_layers": (4, 6, 10, 6), "vision_width": 80,
    "vision_patch_size": None, "transformer_width": 640, "transformer_heads": 10, "transformer_layers": 12,
}  # fmt: skip


def _vqgan(path: Path, name: str, *, size: int, gumbel: bool = False, prefix: str = "") -> None:
    """A checkpoint with everything else that fills the published one: losses, optimisers, a transformer."""
    state = making.vqgan(LISTED[name].shape, gumbel=gumbel)
    state = {prefix + each: tensor for each, tensor in state.items()}
    rest = size - sum(tensor.nbytes for tensor in state.values())
    if prefix:
        state["transformer.everything"] = torch.zeros(rest // 12)
    state["loss.perceptual_loss.everything"] = torch.zeros(rest // 12)
    making.lightning(path, state, moments=torch.zeros(rest // (24 if prefix else 12) - 1000))


MAKES = {
    "vit_b_32": lambda path: making.torchscript_clip(path, **VIT_B_32),
    "rn50x4": lambda path: making.torchscript_clip(path, **RN50X4),
    "imagenet_1024": lambda path: _vqgan(path, "imagenet_1024", size=958_000_000),
    "imagenet_16384": lambda path: _vqgan(path, "imagenet_16384", size=980_092_370),
    "openimages_8192": lambda path: _vqgan(path, "openimages_8192", size=376_581_823, gumbel=True),
    "sflckr": lambda path: _vqgan(path, "sflckr", size=4_263_525_412, prefix="first_stage_model."),
    "diffusion_256": lambda path: torch.save(making.unet(LISTED["diffusion_256"].shape), path),
    "diffusion_512_cond": lambda path: torch.save(making.unet(LISTED["diffusion_512_cond"].shape), path),
    "diffusion_512": lambda path: torch.save(making.unet(LISTED["diffusion_512"].shape), path),
}


class _Breaks(SimpleHTTPRequestHandler):
    """Serves the folder, and breaks off half-way of every file when it is first asked for."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        size, name = path.stat().st_size, path.name
        first = name not in self.server.broken
        self.server.broken.add(name)
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(size - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
        self.end_headers()
        with path.open("rb") as stream:
            stream.seek(start)
            left = size // 2 if first else size - start
            while left > 0:
                left -= self.wfile.write(stream.read(min(left, 2**20)))
        self.close_connection = True

    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose own catalogue leads to a server of this machine."""
    folder = tmp_path_factory.mktemp("published")
    os.environ.pop("DATA_DIR", None)
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: _Breaks(*args, directory=str(folder)))
    server.broken = set()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    data = tmp_path_factory.mktemp("data")
    (data / "weights").mkdir()
    (data / "published").symlink_to(folder)
    (data / "port").write_text(str(server.server_address[1]))
    yield data
    server.shutdown()
    server.server_close()
    thread.join()


def _publish(data: Path, name: str) -> int:
    """Make the file and list it in the admin's own catalogue; return its size."""
    path = data / "published" / f"{name}.pt"
    MAKES[name](path)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    fields = LISTED[name].model_dump(include={"name", "title", "kind", "good_at", "licence"})
    fields |= {"size": path.stat().st_size, "sha256": digest}
    fields["sources"] = [f"http://127.0.0.1:{(data / 'port').read_text()}/{path.name}"]
    text = "[[checkpoint]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())
    if LISTED[name].shape:
        shape = ", ".join(f"{key} = {json.dumps(value)}" for key, value in LISTED[name].shape.items())
        text += "shape = { like = 'nothing', " + shape + " }\n"
    own = data / "weights" / "catalogue.toml"
    own.write_text((own.read_text() if own.exists() else "[shape.nothing]\n") + text)
    return int(fields["size"])


def _fetch(data: Path, name: str, *options: str) -> dict[str, float]:
    """Fetch in a process of its own; return seconds by what it was doing, and its memory in bytes.

    `base` is what Python, torch and the networks' code take before anything is read; `peak` is the most of all. The
    kernel's own account of an ended child (ru_maxrss) begins with what its parent had.
    """
    command = [sys.executable, "-m", "generator", "weights", "fetch", name, "--json", "--no-sample", *options]
    spent: dict[str, float] = {}
    before = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, "DATA_DIR": str(data)}, stdout=subprocess.PIPE, text=True)
    with process:
        for line in process.stdout:
            now = time.monotonic()
            doing = json.loads(line).get("doing", "ending")
            spent[doing] = spent.get(doing, 0) + now - before
            before = now
            spent["peak"] = _peak(process.pid) or spent["peak"]
            spent.setdefault("base", spent["peak"])
    assert process.returncode == 0
    return spent


def _peak(pid: int) -> int:
    """The most memory that a process has had at once, in bytes; 0 once it is gone."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def _judge(size: int, figures: dict[str, float]) -> None:
    assert figures["peak"] < max(2 * size, figures["base"] + size)
    assert figures["peak"] - figures["base"] < size / 2


def _say(name: str, size: int, kept: Path, figures: dict[str, float]) -> None:
    """Print a row of the table in docs/weights.md."""
    peak, more = figures["peak"], figures["peak"] - figures["base"]
    print(
        f"\n| {name} | {size / 1e6:.0f} MB | {kept.stat().st_size / 1e6:.0f} MB | {figures['fetching']:.1f} s | "
        f"{figures['checking']:.1f} s | {figures['converting']:.1f} s | {peak / 2**20:.0f} MiB | "
        f"{more / 2**20:.0f} MiB |"
    )


# The perceptor first: styles need it.
@pytest.mark.parametrize("name", MAKES)
def test_a_file_of_full_size_is_fetched_converted_and_loaded(name: str, data: Path) -> None:
    size = _publish(data, name)
    figures = _fetch(data, name)
    folder = data / "weights" / name
    kept = next(folder.glob("*.safetensors"))
    _say(name, size, kept, figures)
    _judge(size, figures)
    if (folder / "card.json").exists():
        card = json.loads((folder / "card.json").read_text())
        assert (card["vqgan"] or card["diffusion"])["architecture"] == LISTED[name].shape
    if LISTED[name].kind == "style":
        _paint(data, name)
    if name == "imagenet_16384":
        _run(data, "weights", "remove", name)
        figures = _fetch(data, name, "--half")
        _say(f"{name} --half", size, kept, figures)
        _judge(size, figures)
    if LISTED[name].kind == "diffusion":
        expected = of_unet.tensors(LISTED[name].shape)
        with safe_open(str(kept), "pt") as stream:
            assert {each: tuple(stream.get_slice(each).get_shape()) for each in stream.keys()} == expected  # noqa: SIM118
        _diffuse(data, name)
    (data / "published" / f"{name}.pt").unlink()


def _paint(data: Path, name: str) -> None:
    """Paint one step with the converted weights."""
    small = ["--size", "64x64", "--steps", "1", "--num_cutouts", "2", "--seed", "0"]
    _run(data, "paint", "a lighthouse", "--style", name, *small, "--out", str(data / "a.png"))
    assert (data / "a.png").stat().st_size > 1000


def _diffuse(data: Path, name: str) -> None:
    """Paint two steps at the size that the model was trained with; what is no number would end it."""
    few = ["--steps", "2", "--num_cutouts", "2", "--seed", "0"]
    _run(data, "paint", "a lighthouse", "--style", name, *few, "--out", str(data / "a.png"))
    side = LISTED[name].shape["image_size"]
    with Image.open(data / "a.png") as painted:
        assert painted.size == (side, side)
        assert len(painted.convert("L").getcolors()) > 1  # random weights leave little but the corners of the colours
    _run(data, "weights", "remove", name)


def _run(data: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "generator", *arguments]
    done = subprocess.run(command, env={**os.environ, "DATA_DIR": str(data)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
