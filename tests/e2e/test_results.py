"""A result that is no picture goes the same way: from the painter to the disk, the database and the channel."""

from playground import World
from tests.e2e.easel import Easel, button, child, final

SIZE = 40_000


def films(bot: Easel) -> list[bytes]:
    return [path.read_bytes() for path in bot.data.glob("images/*.mp4")]


async def test_a_film_is_delivered_shown_and_deleted(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=child("films.py", str(SIZE)))
    await bot.start()
    ann, *_ = world.people
    await ann.slash("imagine", prompt="a", steps=1).answer()
    done = await final(world, ann)
    [film] = films(bot)
    for message in (done, await ann.slash("show").answer()):
        [attached] = message.attachments
        assert attached["filename"].endswith(".mp4")
        assert attached["content_type"] == "video/mp4"
        assert world.cdn.open(attached["url"]).data == film
    await bot.restart()
    assert films(bot) == [film]
    ann.click(done, button(done, "Delete"))
    await world.changes.until(lambda: done.id not in [each.id for each in world.channel.messages], what="the deletion")
    assert films(bot) == []


async def test_a_film_that_is_too_large_has_no_smaller_one_and_is_kept(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=child("films.py", str(SIZE)))
    await bot.start()
    world.faults.limit_uploads(SIZE - 1)
    ann, *_ = world.people
    await ann.slash("imagine", prompt="a", steps=1).answer()
    for message in (await final(world, ann), await ann.slash("show").answer()):
        assert message.attachments == []
        assert "The film is too large a file for this server" in message.text
    assert [len(film) for film in films(bot)] == [SIZE]
