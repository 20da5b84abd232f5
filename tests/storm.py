"""`python -m tests.storm`: how much later another's picture comes while somebody toggles 🔁 in a full queue.

The real bot, at the rate limits of the real Discord. A line of JSON for each storm; the exit code is 1 if one of them
delays the picture by more than 2 s.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground import Config, Playground, World
from playground.guild.messages import Message
from playground.people.person import Person
from playground.programs.bot_process import BOT, environment_for, running_bot
from tests.arguments import count

LATEST = 2.0  # seconds
_CHILD = Path(__file__).parent / "children" / "quick.py"
_FOR_EVER = 600.0


@dataclass(frozen=True)
class Storm:
    """Who toggles, and how often in a second; the role of an admin orders nothing here."""

    name: str
    people: int = 0
    a_second: float = 2.0
    admin: bool = False


STORMS = (
    Storm("nobody"),
    Storm("one person, twice a second", people=1),
    Storm("one who may order nothing, twice a second", admin=True),
    Storm("one person, 20 times a second", people=1, a_second=20),
    Storm("30 people, twice a second", people=30),
)


async def measure(storm: Storm, seconds: int, folder: Path) -> dict[str, Any]:
    """Return the figures of a picture that is finished after so many seconds of a storm; it lasts until it is there."""
    data, gate = folder / "data", folder / "gate"
    data.mkdir()
    async with Playground(Config(), socket=folder / "d.sock", port=0) as world:
        environment = {
            **environment_for(world.config, folder / "d.sock", data),
            "GENERATOR_COMMAND": f"{sys.executable} {_CHILD} --hold {gate}",
            "QUEUE_LIMIT_PER_PERSON": "1",
            "QUEUE_LIMIT_PER_GUILD": "1",
        }
        async with running_bot(BOT, environment):
            await world.registered("imagine", _FOR_EVER)
            return await _picture(world, storm, seconds, gate)


async def _picture(world: World, storm: Storm, seconds: float, gate: Path) -> dict[str, Any]:
    ann, _, admin = world.people
    role = next(role for role in world.guild.roles.values() if role.name == "Admin")
    await admin.slash("settings role_limit", role=role.id, limit=0).answer()
    gate.touch()
    await ann.slash("imagine", prompt="a", seed=1).answer()
    post = await world.channel.wait_for(lambda each: ann.id in each.pings, _FOR_EVER)
    stormy = [*(world.add_person(f"Somebody{n}") for n in range(storm.people)), *([admin] if storm.admin else [])]
    gate.unlink()
    await ann.slash("imagine", prompt="b", seed=1).answer()
    await asyncio.sleep(max(bucket.per for bucket in world.config.buckets.values()))
    posted, toggles = len(world.tape.of("create_message")), [0]
    storming = asyncio.create_task(_toggle(stormy, post, storm.a_second, toggles))
    await asyncio.sleep(seconds)
    gate.touch()
    finished = world.config.now()
    done = await world.channel.wait_for(lambda each: ann.id in each.pings and each.id != post.id, _FOR_EVER)
    came = world.config.now()
    assert done.pictures, done.text
    storming.cancel()
    with suppress(asyncio.CancelledError):
        await storming
    posts = [each for each in world.tape.of("create_message")[posted:] if each.answer.get("id") != done.id]
    return {
        "storm": storm.name,
        "toggles": toggles[0],
        "other_posts": len(posts),
        "picture_after_s": round(came - finished, 2),
    }


async def _toggle(people: Sequence[Person], post: Message, a_second: float, toggles: list[int]) -> None:
    while people:
        for person in people:
            person.react(post, "🔁")
            person.unreact(post, "🔁")
            toggles[0] += 1
        await asyncio.sleep(1 / a_second)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument(
        "--seconds", type=count, default=60, help="how long each storm has lasted when the picture is finished"
    )
    given = parser.parse_args(arguments)
    alone, late = None, False
    for storm in STORMS:
        with tempfile.TemporaryDirectory(prefix="s-") as name:
            figures = asyncio.run(measure(storm, given.seconds, Path(name)))
        alone = figures["picture_after_s"] if alone is None else alone
        figures["later_s"] = round(figures["picture_after_s"] - alone, 2)
        late = late or figures["later_s"] > LATEST
        print(json.dumps(figures, ensure_ascii=False), flush=True)
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
