"""Pictures that people give."""

import hashlib
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from generator.pictures.inputs import Inputs
from generator.wire.errors import MissingInput, UnreadablePicture
from generator.wire.size import Size


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return Inputs(tmp_path / "inputs")


def _png(path: Path, size=(40, 20), mode="RGB", colour=(255, 0, 0)) -> Path:
    Image.new(mode, size, colour).save(path)
    return path


def test_a_picture_is_kept_by_its_hash_and_outlives_its_file(inputs: Inputs, tmp_path: Path) -> None:
    file = _png(tmp_path / "it.png")
    content = file.read_bytes()
    digest = inputs.keep(file)
    assert digest == hashlib.sha256(content).hexdigest() == inputs.keep(file)
    file.unlink()
    assert (tmp_path / "inputs" / digest).read_bytes() == content
    filling = inputs.filling(digest, Size(64, 64))
    assert filling.shape == (1, 3, 64, 64)
    assert torch.equal(filling, torch.tensor([1.0, 0, 0]).view(1, 3, 1, 1).expand(1, 3, 64, 64))


def test_filling_cuts_what_is_over_and_whole_keeps_the_shape(inputs: Inputs, tmp_path: Path) -> None:
    halves = Image.new("RGB", (400, 100), "black")
    halves.paste("white", (200, 0, 400, 100))
    halves.save(tmp_path / "it.png")
    digest = inputs.keep(tmp_path / "it.png")
    filling = inputs.filling(digest, Size(100, 100))
    assert (filling[..., :45] == 0).all()
    assert (filling[..., 55:] == 1).all()
    assert inputs.whole(digest, Size(100, 100)).shape == (1, 3, 50, 200)
    assert inputs.whole(digest, Size(1000, 1000)).shape == (1, 3, 100, 400)


def test_what_is_clear_is_white(inputs: Inputs, tmp_path: Path) -> None:
    digest = inputs.keep(_png(tmp_path / "it.png", mode="RGBA", colour=(255, 0, 0, 0)))
    assert (inputs.filling(digest, Size(64, 64)) == 1).all()


def test_a_turned_photograph_stands_upright(inputs: Inputs, tmp_path: Path) -> None:
    picture = Image.new("RGB", (40, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # rotated by 90 degrees
    picture.save(tmp_path / "it.jpg", exif=exif)
    assert inputs.whole(inputs.keep(tmp_path / "it.jpg"), Size(100, 100)).shape == (1, 3, 40, 20)


RAMP = np.tile(np.linspace(0, 65535, 64), (64, 1))
"""From black to white in 64 steps of 16 bits: (64, 64)."""


def _sixteen(path: Path, grey: np.ndarray, clear: int | None = None) -> Path:
    Image.fromarray(grey.astype(np.uint16)).save(path, **({} if clear is None else {"transparency": clear}))
    return path


def _of_channels(path: Path, channels: int) -> Path:
    """A PNG of 16 bits a channel: grey and alpha (2), RGB (3) or RGBA (4). Pillow reads such files and writes none."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    values = np.stack([RAMP] * channels, -1)
    if channels in (2, 4):
        values[..., -1] = 65535
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    header = struct.pack(">IIBBBBB", 64, 64, 16, {2: 4, 3: 2, 4: 6}[channels], 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)
    return path


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_sixteen_bits_are_scaled_and_not_clipped(inputs: Inputs, tmp_path: Path, channels: int) -> None:
    file = tmp_path / "it.png"
    digest = inputs.keep(_sixteen(file, RAMP) if channels == 1 else _of_channels(file, channels))
    seen = inputs.whole(digest, Size(64, 64))[0, 0, 0]
    assert [round(float(seen[x]), 2) for x in (2, 32, 61)] == [0.03, 0.51, 0.97]


def test_a_clear_grey_of_sixteen_bits_is_white(inputs: Inputs, tmp_path: Path) -> None:
    digest = inputs.keep(_sixteen(tmp_path / "it.png", np.full((64, 64), 1000), clear=1000))
    assert (inputs.whole(digest, Size(64, 64)) == 1).all()


MODES = {
    "1": ("PNG", 1), "L": ("PNG", 128), "LA": ("PNG", (128, 255)), "P": ("PNG", 128), "RGB": ("PNG", (128,) * 3),
    "RGBA": ("PNG", (128, 128, 128, 255)), "CMYK": ("JPEG", (0, 0, 0, 127)), "YCbCr": ("JPEG", (128, 128, 128)),
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_keeps_its_grey(inputs: Inputs, tmp_path: Path, mode: str) -> None:
    kind, value = MODES[mode]
    picture = Image.new(mode, (64, 64), value)
    if mode == "P":
        picture.putpalette([level for level in range(256) for _ in range(3)])
    picture.save(tmp_path / "it", kind)
    seen = inputs.whole(inputs.keep(tmp_path / "it"), Size(64, 64))
    assert seen.mean() == pytest.approx(1 if mode == "1" else 128 / 255, abs=0.01)


@pytest.mark.parametrize("sides", [(65000, 2), (2, 65000), (3000, 1)])
def test_a_strip_has_no_more_pixels_than_was_asked(inputs: Inputs, tmp_path: Path, sides: tuple[int, int]) -> None:
    digest = inputs.keep(_png(tmp_path / "it.png", size=sides))
    height, width = inputs.whole(digest, Size(64, 64)).shape[2:]
    assert min(height, width) == 1
    assert height * width <= 64 * 64


@pytest.mark.parametrize("content", [b"", b"not a picture", b"GIF89a"])
def test_what_is_no_picture_is_refused(inputs: Inputs, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "it.png").write_bytes(content)
    with pytest.raises(UnreadablePicture, match="give a PNG, JPEG or WebP file"):
        inputs.keep(tmp_path / "it.png")
    with pytest.raises(UnreadablePicture, match="cannot be read; give the path"):
        inputs.keep(tmp_path)
    assert not (tmp_path / "inputs").exists()


def test_half_a_picture_is_refused(inputs: Inputs, tmp_path: Path) -> None:
    Image.effect_noise((64, 64), 50).save(tmp_path / "it.png")
    (tmp_path / "it.png").write_bytes((tmp_path / "it.png").read_bytes()[:500])
    with pytest.raises(UnreadablePicture):
        inputs.keep(tmp_path / "it.png")


@pytest.mark.parametrize("size", [(5000, 4000), (20_000, 20_000)])
def test_a_picture_that_would_unpack_to_too_much_is_refused(inputs: Inputs, tmp_path: Path, size) -> None:
    Image.new("1", size).save(tmp_path / "it.png")
    with pytest.raises(UnreadablePicture):
        inputs.keep(tmp_path / "it.png")


def test_a_picture_that_is_gone_or_another_is_asked_for_again(inputs: Inputs, tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="give its file again"):
        inputs.filling("0" * 64, Size(64, 64))
    digest = inputs.keep(_png(tmp_path / "it.png"))
    _png(tmp_path / "other.png", colour=(0, 0, 255)).replace(tmp_path / "inputs" / digest)
    with pytest.raises(MissingInput):
        inputs.filling(digest, Size(64, 64))
