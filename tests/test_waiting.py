"""How long a machine takes is no test's affair: only `playground.PATIENCE` says after how long something is broken."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECONDS = {"timeout": 0, "wait_for": 1, "until": 1, "bot_online": 0, "registered": 1}
"""The functions that wait, and which of their arguments is the limit."""


def _limits(source: str) -> Iterator[tuple[int, str]]:
    """The calls that wait for an event for a second or more, as a number says."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        called = ast.unparse(call.func)
        if called == "pytest.mark.timeout":
            continue  # of a test that is slow
        at = SECONDS.get(called.rpartition(".")[2])
        given = [each.value for each in call.keywords if each.arg in ("timeout", "patience")]
        given += [] if at is None else call.args[at : at + 1]
        if any(
            isinstance(each, ast.Constant) and isinstance(each.value, int | float) and each.value >= 1 for each in given
        ):
            yield call.lineno, ast.unparse(call)


def test_no_test_has_a_limit_of_its_own() -> None:
    files = [path for path in HERE.rglob("*.py") if "chaos" not in path.parts]
    found = [f"{path.relative_to(HERE)}:{line}: {call}" for path in files for line, call in _limits(path.read_text())]
    assert len(files) > 100
    assert found == []


@pytest.mark.parametrize(
    "call",
    [
        "asyncio.timeout(10)",
        "asyncio.wait_for(event, 5)",
        "asyncio.wait({event}, timeout=10)",
        "world.changes.until(lambda: done, 10, 'it')",
        "world.channel.wait_for(matches, timeout=5.0)",
        "world.bot_online(20)",
        "process.wait(timeout=30)",
    ],
)
def test_a_limit_is_found(call: str) -> None:
    assert list(_limits(call)) == [(1, call)]
    assert not list(_limits("asyncio.timeout(PATIENCE), asyncio.wait({event}, timeout=0.05), until(lambda: 10)"))
