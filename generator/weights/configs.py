"""Read the numbers in taming's config.yaml, and nothing else: the classes that it names are never imported."""

from pathlib import Path
from typing import Any

import yaml

from generator.wire.errors import WeightsRefused

_NUMBERS = (
    *("z_channels", "resolution", "in_channels", "out_ch", "ch", "ch_mult", "num_res_blocks", "attn_resolutions"),
    *("dropout", "double_z"),
)
_MOST_BYTES = 2**16


def read(path: Path) -> dict[str, Any]:
    """Return the architecture that the config states. Raises WeightsRefused if it states none."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise WeightsRefused("config-too-large", file=path.name)
        params = yaml.safe_load(path.read_text(encoding="utf-8"))["model"]["params"]
        params = params.get("first_stage_config", {}).get("params", params)  # a transformer's config holds the VQGAN's
        numbers = {"embed_dim": params["embed_dim"], "n_embed": params["n_embed"]}
        numbers |= {name: params["ddconfig"][name] for name in _NUMBERS if name in params["ddconfig"]}
    except OSError as error:
        raise WeightsRefused("file-unreadable", file=path.name, why=str(error.strerror)) from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError, RecursionError):
        raise WeightsRefused("config-unreadable", file=path.name) from None
    if wrong := next((name for name, value in numbers.items() if not _is_number(value)), None):
        raise WeightsRefused("config-no-number", file=path.name, name=wrong)
    return numbers


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, list) and all(isinstance(each, int) for each in value))
