"""What a person may type into a command's options."""

import pytest

from playground import Config, World
from playground.errors import InvalidAction

PROMPT = {"name": "prompt", "type": 3, "description": "…", "required": True, "max_length": 5}
STEPS = {"name": "steps", "type": 4, "description": "…", "min_value": 1, "max_value": 9}
SIZE = {"name": "size", "type": 4, "description": "…", "choices": [{"name": "small", "value": 1}]}
SCALE = {"name": "scale", "type": 10, "description": "…", "max_value": 2}
LOUD = {"name": "loud", "type": 5, "description": "…"}
ROLE = {"name": "role", "type": 8, "description": "…"}
WHERE = {"name": "where", "type": 7, "description": "…"}
ODD = {"name": "odd", "type": 99, "description": "…"}
SHOW = {"name": "show", "type": 1, "description": "…"}


@pytest.fixture
def world() -> World:
    world = World(Config())
    imagine = {"name": "imagine", "description": "…", "options": [PROMPT, STEPS, SIZE, SCALE, LOUD, ROLE, WHERE, ODD]}
    world.commands.replace("", [imagine, {"name": "settings", "description": "…", "options": [SHOW]}])
    return world


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "/imagine needs prompt."),
        ({"prompt": "abcdef"}, "prompt must be at most 5 characters."),
        ({"prompt": "x", "colour": "red"}, "/imagine has no option 'colour'; it has prompt, steps, "),
        ({"prompt": "x", "steps": 0}, "steps must be at least 1."),
        ({"prompt": "x", "steps": 10}, "steps must be at most 9."),
        ({"prompt": "x", "steps": "many"}, "steps must be a whole number, not 'many'."),
        ({"prompt": "x", "steps": 1.5}, "steps must be a whole number, not 1.5."),
        ({"prompt": "x", "size": "large"}, "size must be one of small, not 'large'."),
        ({"prompt": "x", "scale": 2.5}, "scale must be at most 2."),
        ({"prompt": "x", "loud": "perhaps"}, "loud must be true or false, not 'perhaps'."),
        ({"prompt": "x", "role": "1"}, "role must be a role, not '1'."),
        ({"prompt": "x", "where": "1"}, "where must be a channel, not '1'."),
        ({"prompt": "x", "odd": "1"}, "odd is of a kind that the playground does not know (99)."),
    ],
)
async def test_what_the_client_would_refuse(world: World, options: dict, sentence: str) -> None:
    with pytest.raises(InvalidAction) as refused:
        world.people[0].slash("imagine", **options)
    assert str(refused.value).startswith(sentence)


async def test_text_becomes_what_the_option_is(world: World) -> None:
    with world.changes.queue() as queue:
        world.people[0].slash("imagine", prompt="x", steps="7", size="small", scale="1.5", loud="True")
    options = queue.get_nowait().payload["data"]["options"]
    assert {each["name"]: each["value"] for each in options} == {
        "prompt": "x",
        "steps": 7,
        "size": 1,
        "scale": 1.5,
        "loud": True,
    }
    world.interactions.close()


async def test_a_role_is_named_by_its_id_and_comes_along(world: World) -> None:
    role = list(world.guild.roles.values())[-1]
    with world.changes.queue() as queue:
        world.people[0].slash("imagine", prompt="x", role=role)
    data = queue.get_nowait().payload["data"]
    assert data["options"][1] == {"name": "role", "type": 8, "value": role.id}
    assert data["resolved"]["roles"] == {role.id: role.payload()}
    world.interactions.close()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("paint", "There is no command /paint here."),
        ("settings", "/settings needs one of its subcommands: show."),
        ("settings hide", "/settings has no subcommand 'hide'."),
    ],
)
async def test_commands_that_are_not_there(world: World, command: str, sentence: str) -> None:
    with pytest.raises(InvalidAction, match=sentence):
        world.people[0].slash(command)
