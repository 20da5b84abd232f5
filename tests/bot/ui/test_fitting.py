"""Every card, button and suggestion fits Discord, whatever it is made of. New ones are found by themselves."""

import ast
import asyncio
import importlib
import inspect
import pkgutil
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_type_hints

import discord
import pytest
from discord.app_commands import Choice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bot.ui
from bot.jobs.job import Entry
from bot.ui import fitting
from bot.ui.fitting import listed, shorten, side_by_side, units
from bot.ui.overviews import queue_card
from playground.errors import ApiError
from playground.guild.shapes.messages import check_message
from tests.bot.making import params
from tests.bot.ui.hostile import NAMED, embed_of, hostile, values_of
from tests.bot.ui.test_cards import _job

MAKING_EMBEDS = ("discord.Embed", "Embed", "discord.Embed.from_dict")
ROOT = Path(__file__).parents[3]


def found(kind: Any) -> list[Any]:
    """All functions of bot/ui that return this."""
    modules = [importlib.import_module(f"bot.ui.{each.name}") for each in pkgutil.iter_modules(bot.ui.__path__)]
    return [
        pytest.param(function, id=f"{module.__name__}.{name}")
        for module in modules
        if module is not fitting
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__
        if get_type_hints(inspect.unwrap(function)).get("return") == kind
    ]


def arguments(function: Any) -> st.SearchStrategy[dict[str, Any]]:
    hints = {**get_type_hints(inspect.unwrap(function)), "return": str}
    values = {name: NAMED[name] if name in NAMED else values_of(kind) for name, kind in hints.items()}
    del values["return"]
    return st.fixed_dictionaries(values)


slowly = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
CUT_IN_TWO = re.compile(r"\\…|<[@#:t][^<>\s]*…|\[[^\[\]]*\]\([^)\s]*…")  # an escape, a mention, a link


def cut_in_two(said: str) -> bool:
    return bool(CUT_IN_TWO.search(re.sub(r"\\[^…]", "", said)))


def assert_fits(embeds: Sequence[discord.Embed]) -> None:
    """Hold the embeds against Discord's limits, in UTF-16 units, and look for what was cut in two."""
    total = 0
    for embed in embeds:
        fields = embed.fields
        assert len(fields) <= 25
        texts = [(embed.title, 256), (embed.description, 4096), (embed.footer.text, 2048), (embed.author.name, 256)]
        texts += [each for field in fields for each in ((field.name, 256), (field.value, 1024))]
        for said, limit in texts:
            length = len((said or "").encode("utf-16-le")) // 2  # lone surrogates raise
            assert length <= limit
            assert not cut_in_two(said or "")
            total += length
        assert all(field.name.strip() and field.value.strip() for field in fields)
        check_message({"embeds": [embed.to_dict()]})
    assert total <= 6000


@pytest.mark.parametrize("function", found(discord.Embed))
def test_every_card_fits(function: Any) -> None:
    @slowly
    @given(arguments(function))
    def fits(given_arguments: dict[str, Any]) -> None:
        assert_fits([function(**given_arguments)])

    fits()


@pytest.mark.parametrize("function", found(discord.ui.View))
def test_every_row_of_buttons_fits(function: Any) -> None:
    if function.__name__ == "view_of":  # it is given its buttons by the others
        return

    @slowly
    @given(arguments(function))
    def fits(given_arguments: dict[str, Any]) -> None:
        async def rows() -> list[dict[str, Any]]:
            return function(**given_arguments).to_components()

        for row in asyncio.run(rows()):
            assert len(row["components"]) <= 5
            for button in row["components"]:
                assert 1 <= units(button["label"]) <= 80
                assert 1 <= units(button["custom_id"]) <= 100

    fits()


@pytest.mark.parametrize("function", found(list[Choice[str]]))
def test_all_suggestions_fit(function: Any) -> None:
    @slowly
    @given(arguments(function))
    def fits(given_arguments: dict[str, Any]) -> None:
        choices = function(**{**given_arguments, "typed": ""})
        assert len(choices) <= 25
        for choice in choices:
            assert 1 <= units(choice.name.strip()) <= 100
            assert units(choice.name) <= 100
            assert 1 <= units(choice.value) <= 100

    fits()


def test_the_kinds_of_functions_are_found() -> None:
    assert len(found(discord.Embed)) >= 15
    assert len(found(discord.ui.View)) >= 3
    assert len(found(list[Choice[str]])) >= 4


def test_an_embed_is_made_in_a_card_alone() -> None:
    """So that no card goes without the one function that cuts it."""
    wrong = []
    for path in sorted((ROOT / "bot").rglob("*.py")):
        tree = ast.parse(path.read_text())
        cards = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and any(ast.unparse(each) == "card" for each in node.decorator_list)
            for inner in ast.walk(node)
        }
        wrong += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("discord.Embed", "Embed", "discord.Embed.from_dict")
            if id(node) not in cards
        ]
    assert wrong == []


def test_twenty_escaped_prompts_and_a_paused_job_each_fit_a_queue() -> None:
    """The queue that once ended in "Something went wrong": 21 paused jobs with prompts of asterisks."""
    all_jobs = [_job(id=f"{n:016x}", params=params(prompt="*" * 1000), user_id=10**18, done_steps=3) for n in range(21)]
    entries = [Entry(job, place) for place, job in enumerate(all_jobs)]
    card = queue_card(entries, {job.id for job in all_jobs}, {job.id: 1e6 for job in all_jobs}, None)
    lines = card.description.splitlines()
    assert units(card.description) <= 4096
    more = re.fullmatch(r"and (\d+) more", lines[-1])
    assert more and int(more[1]) == 21 - (len(lines) - 1)
    assert all("paused at step 3 of 4" in line for line in lines[1:-1])


@slowly
@given(st.lists(st.tuples(hostile, hostile, st.lists(st.tuples(hostile, hostile), max_size=30)), max_size=10))
def test_cards_side_by_side_fit_one_message(rows: list[Any]) -> None:
    assert_fits(side_by_side([embed_of(*row) for row in rows]))


@slowly
@given(hostile, st.integers(1, 300))
def test_a_cut_falls_between_whole_things(said: str, limit: int) -> None:
    short = shorten(said, limit)
    assert units(short) <= limit
    if short != said:
        assert short.endswith("…")
        assert said.startswith(short[:-1])
        assert not cut_in_two(short)


@pytest.mark.parametrize(
    ("said", "limit", "short"),
    [
        ("ab\\*c", 4, "ab…"),
        ("ab😀c", 4, "ab…"),
        ("a <@123456> b", 9, "a …"),
        ("a `code` b", 7, "a …"),
        ("a https://x.y/z b", 12, "a …"),
        ("a https://x.y\\<@1> b", 15, "a https://x.y…"),
        ("a [b](https://x.y) c", 15, "a …"),
        ("a **bold** c", 8, "a …"),
        ("abcdef", 6, "abcdef"),
        ("abc\ud800", 9, "abc\ufffd"),
    ],
)
def test_what_is_cut(said: str, limit: int, short: str) -> None:
    assert shorten(said, limit) == short


def test_a_list_says_how_many_more_there_are() -> None:
    assert listed(["a" * 30] * 5, 110) == "\n".join(["a" * 30] * 3 + ["and 2 more"])
    assert listed(["a", "b", "c"], most=1) == "a\nand 2 more"
    assert listed(["a" * 99], 50) == "a" * 49 + "…"
    assert listed([]) == ""


def test_the_playground_refuses_what_does_not_fit() -> None:
    with pytest.raises(ApiError):
        check_message({"embeds": [discord.Embed(description="x" * 4097).to_dict()]})
