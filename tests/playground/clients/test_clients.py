"""Two foreign libraries against the playground, one in Python and one in JavaScript; `__main__` tries all eight."""

from pathlib import Path

import pytest

from tests.playground.clients.install import INSTALLING, LIBRARIES, Library, NotInstalled, installed
from tests.playground.clients.scenario import PATIENCE, run

ALWAYS = [library for library in LIBRARIES if library.name in ("hikari", "discord.js")]


@pytest.mark.timeout(INSTALLING + 10 * PATIENCE)
@pytest.mark.parametrize("library", ALWAYS, ids=lambda library: library.name)
async def test_a_library_that_knows_nothing_of_the_playground(library: Library) -> None:
    try:
        folder = installed(library)
    except NotInstalled as error:
        pytest.skip(str(error))
    result = await run(library, folder)
    wrong = {step: reason for step, reason in result.steps.items() if reason}
    assert not wrong, f"{wrong}\n{result.log}"


def test_a_library_that_cannot_be_had_is_named_in_a_line(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("tests.playground.clients.install.CACHE", folder / "libraries")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(NotInstalled, match=r"hikari 0\.0 cannot be installed from PyPI: .+"):
        installed(Library("hikari", "0.0"))
    assert list((folder / "libraries").iterdir()) == []


async def test_a_bot_that_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("tests.playground.clients.install.BOTS", folder)
    Path(folder, "bot_none.py").write_text("print('I cannot'); raise SystemExit(3)")
    result = await run(Library("none", "0.0"), folder)
    assert (result.steps, result.log) == ({"connect": "the bot ended with 3"}, "I cannot\n")
    assert [result.mark(step) for step in ("connect", "register")] == ["no", "–"]
