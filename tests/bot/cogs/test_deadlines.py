"""A person waits for whatever a cog asks of the database, so no cog asks without a deadline."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import bot

BOT = Path(bot.__file__).parent
ASKED = ("jobs", "painter", "monitoring", "store")  # the rooms between a cog and the database


def _asking() -> set[str]:
    """The names of the asynchronous methods of everything that may ask the database."""
    modules = [import_module(f"bot.{room}.{path.stem}") for room in ASKED for path in (BOT / room).glob("[a-z]*.py")]
    kinds = [kind for module in modules for kind in vars(module).values() if inspect.isclass(kind)]
    own = [kind for kind in kinds if kind.__module__.split(".")[1:2] and kind.__module__.split(".")[1] in ASKED]
    return {name for kind in own for name, method in vars(kind).items() if inspect.iscoroutinefunction(method)}


def _without_deadline(source: str, asking: set[str]) -> tuple[list[str], int]:
    """The calls that pass no deadline, and how many calls there are."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asking
    ]
    given = {call: [each.value for each in call.keywords if each.arg == "deadline"] for call in calls}
    wrong = [call for call, values in given.items() if not values or isinstance(values[0], ast.Constant)]
    return [ast.unparse(call) for call in wrong], len(calls)


def test_every_cog_asks_with_a_deadline() -> None:
    asking, asked = _asking(), 0
    for path in (BOT / "cogs").glob("*.py"):
        wrong, calls = _without_deadline(path.read_text(), asking)
        assert wrong == [], path.name
        asked += calls
    assert asked > 15


def test_a_call_without_one_is_found() -> None:
    asking = _asking()
    assert {"enqueue", "open_jobs", "of", "check", "largest", "forecast", "vitals", "note_card"} <= asking
    for call in ("await q.enqueue(order)", "await q.enqueue(order, deadline=None)"):
        assert _without_deadline(call, asking)[0] == [call.removeprefix("await ")]
    assert _without_deadline("await q.enqueue(order, deadline=deadline)", asking) == ([], 1)
