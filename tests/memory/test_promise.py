import pytest

from generator.wire.size import MAX_SIDE, Size
from tests.memory.promise import painter

LIMIT = 900  # MiB


@pytest.mark.parametrize(
    ("method", "sizes"), [("vqgan_clip", ["128x128", "384x384"]), ("diffusion", ["64x64", "256x256"])]
)
def test_a_picture_is_refused_with_the_size_that_fits_or_painted(method: str, sizes: list[str]) -> None:
    with painter(LIMIT) as one:
        largest = one.capacity(method).largest(Size(MAX_SIDE, MAX_SIDE))
        assert largest is not None
        for size in [*map(Size.parse, sizes), largest]:
            row = one.paint(method, size)
            assert row.verdict == "painted", row
            assert row.peak is not None and row.peak <= row.planned <= 1.3 * row.peak + 300, row
        assert one.paint(method, Size(MAX_SIDE, MAX_SIDE)).verdict == "refused"
        assert f"{largest} fits" in str(one.capacity(method).refusal(Size(MAX_SIDE, MAX_SIDE)))
