"""What the child sees of the bot's environment: only what is listed here, so no secret reaches it by oversight."""

import os
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from generator.wire.settings import ENV_FILE_NAMED_BY

_ALLOWED = (
    *("PATH", "HOME", "LANG", "LC_*", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),
    *("PYTHON*", "CUDA_*", "NVIDIA_*", "OMP_*", "MKL_*", "PYTORCH_*"),
)


def child_environment(own: Mapping[str, str], data_dir: Path, memory_limit_mib: int | None) -> dict[str, str]:
    """Return the child's environment, which has all its settings: `.env` may be wrong, or have changed since."""
    allowed = {name: value for name, value in own.items() if any(fnmatchcase(name, pattern) for pattern in _ALLOWED)}
    limit = {} if memory_limit_mib is None else {"MEMORY_LIMIT_MIB": str(memory_limit_mib)}
    return {**allowed, ENV_FILE_NAMED_BY: os.devnull, "DATA_DIR": str(data_dir), **limit}
