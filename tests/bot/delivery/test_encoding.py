import io

import pytest
from PIL import Image

from bot.delivery.encoding import PREVIEW_BYTES, PREVIEW_SIDE, SMALLEST, Ladder, preview
from tests.bot.making import png


async def _all(ladder, limit=None):
    found = []
    while (file := await ladder.within(limit)) is not None:
        found.append(file)
    return found


async def test_the_original_comes_first_byte_for_byte():
    original = png(64, 64)
    first = await Ladder(original, ".png", "image/png").within(len(original))
    assert (first.data, first.suffix, first.how) == (original, ".png", None)


async def test_then_the_same_pixels_then_less_and_less():
    original = png(256, 192)
    files = await _all(Ladder(original, ".png", "image/png"))
    lossless = Image.open(io.BytesIO(files[1].data))
    assert lossless.convert("RGB").tobytes() == Image.open(io.BytesIO(original)).tobytes()
    sizes = [Image.open(io.BytesIO(file.data)).size for file in files]
    assert sizes == [(256, 192)] * 4 + [(128, 96), (64, 48)]
    lengths = [len(file.data) for file in files[1:]]
    assert lengths == sorted(lengths, reverse=True)
    assert "128x96" in str(files[4].how)


async def test_what_is_too_large_is_passed_over():
    file = await Ladder(png(256, 256), ".png", "image/png").within(20_000)
    assert len(file.data) <= 20_000
    assert file.suffix == ".webp"


@pytest.mark.parametrize("size", [(64, 64), (65, 400), (333, 127), (1000, 80)])
async def test_the_last_rung_fits_where_any_picture_does(size):
    assert len((await _all(Ladder(png(*size), ".png", "image/png")))[-1].data) <= SMALLEST


async def test_what_is_no_picture_has_no_other_file():
    assert [file.data for file in await _all(Ladder(b"not a picture", ".png", "image/png"))] == [b"not a picture"]


@pytest.mark.parametrize(("form", "mime"), [("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")])
async def test_what_moves_has_no_other_file(form, mime):
    file = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    frames[0].save(file, form, save_all=True, append_images=frames[1:])
    assert [each.data for each in await _all(Ladder(file.getvalue(), ".film", mime))] == [file.getvalue()]


@pytest.mark.parametrize(("form", "mime"), [("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
async def test_still_images_of_other_formats_have_smaller_files_too(form, mime):
    file = io.BytesIO()
    Image.open(io.BytesIO(png(128, 128))).save(file, form, quality=100)
    assert len(await _all(Ladder(file.getvalue(), ".image", mime))) == 5


def mode(kind, size=(900, 300)):
    file = io.BytesIO()
    Image.effect_noise(size, 100).convert(kind).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("data", [png(2048, 1024), png(1024, 2048), png(512, 512), mode("P"), mode("1"), mode("LA")])
def test_a_preview_is_for_looking(data):
    found = preview(data, None)
    shown = Image.open(io.BytesIO(found.data))
    assert shown.format == "WEBP"
    assert max(shown.size) == PREVIEW_SIDE == 512
    assert len(found.data) <= PREVIEW_BYTES == 300 * 1024


def test_a_small_picture_keeps_its_size_as_a_preview():
    assert Image.open(io.BytesIO(preview(png(64, 48), None).data)).size == (64, 48)


@pytest.mark.parametrize("limit", [100_000, 20_000, 1000, 100])
def test_a_preview_fits_under_every_limit(limit):
    assert len(preview(png(1024, 1024), limit).data) <= limit


def test_where_nothing_fits_there_is_no_preview():
    assert preview(png(64, 64), 10) is None
