"""An engine with small styles of diffusion."""

from pathlib import Path

import pytest

from generator.engine import Engine
from generator.pictures.inputs import Inputs
from generator.styles.cards import InstalledStyle
from tests.generator.small_diffusion import CONDITIONAL, PUBLISHED, style_of


@pytest.fixture(scope="session")
def styles(data_dir: Path, style: InstalledStyle) -> dict[str, InstalledStyle]:
    weights = data_dir.parent / "diffusion" / "weights"
    weights.mkdir(parents=True)
    (weights / "tiny").symlink_to(data_dir / "weights" / "tiny")
    made = {"drift": PUBLISHED, "classy": CONDITIONAL}
    named = {"classy": {"classes": ["anything", "circle", "square"]}}
    found = {name: style_of(weights / name, style, made[name], **named.get(name, {})) for name in made}
    return found | {"tiny": style}


@pytest.fixture
def engine(styles: dict[str, InstalledStyle], device, tmp_path: Path) -> Engine:
    return Engine(device, styles, Inputs(tmp_path / "inputs"))
