"""A playground in the test's own loop, and the real bot as a process."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from playground import Config, Playground, World
from tests.conftest import WIDE
from tests.e2e.easel import Easel, Held
from tests.playground.contract.check import violations


@pytest.fixture
def config() -> Config:
    """The numbers of this test's Discord."""
    return WIDE


@pytest.fixture
async def server(socket: Path, config: Config) -> AsyncIterator[Playground]:
    playground = Playground(config, socket=socket, port=0)
    async with playground:
        yield playground
    assert playground.world.tape.unknown_routes == []
    assert violations(playground.world.tape) == []


@pytest.fixture
def world(server: Playground) -> World:
    return server.world


@pytest.fixture
def painter(folder: Path) -> Held:
    """What is painted takes as long as the test says."""
    return Held(folder)


@pytest.fixture
async def easel(world: World, folder: Path, socket: Path) -> AsyncIterator[Callable[..., Easel]]:
    """Makes a bot of its settings; it is ended with the test, and must end in order."""
    made: list[Easel] = []

    def make(**environment: str) -> Easel:
        data = folder / "data"
        data.mkdir()
        made.append(Easel(world, socket, data, environment))
        return made[-1]

    yield make
    for bot in made:
        code = await bot.stop()
        log = bot.log.read_text()
        assert code == 0, log
        assert "Traceback" not in log, log
