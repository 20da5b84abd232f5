"""What is shipped with Easel, in `data/`."""

from pathlib import Path

_DATA = Path(__file__).parents[2] / "data"

DREAMS, TOY = STYLES = _DATA / "dreams", _DATA / "toy"
UPSCALER = _DATA / "upscaler" / "realesr-animevideov3-x4.safetensors"
UPSCALER_SHA256 = "14ddf81b6d21fca9cd03a70c2d05ed2c28681dc3432b8e2e391432f4435fa374"
