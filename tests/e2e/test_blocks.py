"""A block that passes, and a token that was reset: no picture is lost, and nobody is left waiting."""

import pytest
from aiohttp import web

from playground import World
from playground.wire import answer
from tests.e2e.easel import Easel, child, finals

QUICK = child("quick.py")
BLOCKED = (
    "create_message",
    "update_message",
    "delete_message",
    "add_my_message_reaction",
    "list_messages",
    "get_message",
)


async def _cloudflare(_request, _handler) -> web.StreamResponse:
    page = "<html><title>Attention Required! | Cloudflare</title></html>"
    return web.Response(text=page, status=403, content_type="text/html")


async def _internal(_request, _handler) -> web.StreamResponse:
    return answer({"message": "internal network error", "code": 40333}, 403)


async def _proxy(_request, _handler) -> web.StreamResponse:
    return web.Response(text="Request Timeout", status=408)


async def _reset(_request, _handler) -> web.StreamResponse:
    return answer({"message": "401: Unauthorized", "code": 0}, 401)


async def _order(world: World) -> None:
    ann, ben, mia = world.people
    for seed, person in enumerate((ann, ben, mia, ann, ben)):
        await person.slash("imagine", prompt=f"picture {seed}", seed=seed, steps=20).answer()


async def _all_arrive(world: World) -> None:
    def there() -> bool:
        posts = [each for person in world.people for each in finals(world, person)]
        waiting = [each for each in world.channel.messages if each.text.startswith("In the queue")]
        return len(posts) == 5 and not waiting

    await world.changes.until(there, what="all five pictures, and no receipt that still waits")
    assert sorted(len(finals(world, person)) for person in world.people) == [1, 2, 2]


@pytest.mark.parametrize("block", [_cloudflare, _internal, _proxy])
async def test_a_block_that_passes_loses_no_picture(world: World, easel, block) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    for operation in BLOCKED:
        world.faults.wrap(operation, block, times=100_000)
    await _order(world)
    await world.changes.until(lambda: sum(each.status in (403, 408) for each in world.tape.exchanges) >= 5)
    world.faults.clear()
    await bot.restart()
    await _all_arrive(world)


async def test_a_token_that_was_reset_ends_the_bot_and_keeps_what_waits(world: World, easel, painter) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=painter.command)
    await bot.start()
    await _order(world)
    for operation in BLOCKED:
        world.faults.wrap(operation, _reset, times=100_000)
    painter.let_go()
    assert await bot.ended() == 78
    assert "Traceback" not in bot.log.read_text()
    world.faults.clear()
    await bot.start()
    await _all_arrive(world)
