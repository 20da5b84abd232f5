import asyncio
import logging
from types import SimpleNamespace

import discord
import pytest
from pydantic import SecretStr

from bot.delivery.client import in_one_line, in_passing, log_in, make_client, stay_connected
from bot.delivery.patience import Patience
from bot.errors import BadToken, NotAdmitted, Refused


class Gateway:
    """A client whose `connect` does what a test says, one thing a call. Its turn to identify is always now."""

    def __init__(self, *results, ws=None):
        self.results = list(results)
        self.ws = ws

    async def wait_for_identify(self):
        pass

    async def session_overdue(self):
        await asyncio.Event().wait()

    async def connect(self):
        result = self.results.pop(0)
        if result is not None:
            raise result


def _closed(code):
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=None, code=code)


NO_PAUSES = Patience(pause=0)


async def test_a_first_connection_that_fails_is_tried_again():
    client = Gateway(AttributeError("'NoneType' object has no attribute 'sequence'"), OSError(), None)
    await stay_connected(client, NO_PAUSES)
    assert client.results == []


async def test_a_mistake_of_our_own_is_not_hidden():
    with pytest.raises(AttributeError):
        await stay_connected(Gateway(AttributeError("ours"), ws=object()), NO_PAUSES)


@pytest.mark.parametrize(
    ("end", "error"),
    [(_closed(4004), BadToken), (_closed(4013), NotAdmitted), (discord.PrivilegedIntentsRequired(None), NotAdmitted)],
)
async def test_what_discord_ends_for_good_is_not_tried_again(end, error):
    with pytest.raises(error) as ended:
        await stay_connected(Gateway(end), NO_PAUSES)
    assert ended.value.exit_code == 78


class Login:
    """A client whose login does what a test says."""

    def __init__(self, result):
        self.result = result
        self.closed = False

    async def login(self, token):
        if self.result is not None:
            raise self.result

    async def close(self):
        self.closed = True


async def test_a_login_is_tried_again_with_a_fresh_client():
    clients = [Login(OSError("offline")), Login(None)]
    fresh = iter(clients)
    assert await log_in(lambda: next(fresh), SecretStr("t"), NO_PAUSES) is clients[1]
    assert [client.closed for client in clients] == [True, False]


async def test_a_refused_token_ends_with_78():
    client = Login(discord.LoginFailure("no"))
    with pytest.raises(BadToken) as ended:
        await log_in(lambda: client, SecretStr("s3cret"))
    assert (ended.value.exit_code, client.closed) == (78, True)
    assert "s3cret" not in str(ended.value)


async def test_the_client_wants_little_and_pings_nobody(tmp_path):
    client = make_client(tmp_path / "socket", guild_ready_timeout=0.1)
    assert {name for name, value in client.intents if value} == {"guilds", "guild_reactions"}
    assert client.allowed_mentions.to_dict() == {"parse": []}
    await client.close()


def test_a_lost_connection_is_logged_in_one_line_and_a_mistake_in_full():
    lost, mistake = (
        logging.LogRecord("discord.client", logging.ERROR, "", 0, "Trying again in %.1fs", (1.5,), (type(e), e, None))
        for e in (ConnectionResetError("gone"), ValueError("ours"))
    )
    assert all(map(in_one_line, (lost, mistake)))
    assert (lost.levelname, lost.exc_info) == ("WARNING", None)
    assert lost.getMessage() == "Trying again in 1.5s: ConnectionResetError('gone')"
    assert (mistake.levelname, mistake.exc_info[0]) == ("ERROR", ValueError)


def test_suggestions_that_came_too_late_are_one_line_and_a_mistake_is_in_full(caplog):
    name = "discord.app_commands.tree"
    caplog.set_level(logging.INFO, logger=name)
    late = discord.NotFound(SimpleNamespace(status=404, reason="Not Found"), {"code": 10062, "message": "Unknown"})
    records = [
        logging.LogRecord(name, logging.ERROR, "", 0, "Ignoring exception", (), (type(error), error, None))
        for error in (late, Refused("refusal-servers-only"), ValueError("ours"))
    ]
    assert all(map(in_passing, records))
    assert [(each.levelname, each.exc_info is None) for each in records] == [
        *[("INFO", True)] * 2,
        ("ERROR", False),
    ]
    caplog.set_level(logging.WARNING, logger=name)
    record = logging.LogRecord(name, logging.ERROR, "", 0, "Ignoring exception", (), (type(late), late, None))
    assert not in_passing(record)


async def test_every_command_is_for_servers_alone(tmp_path):
    """https://docs.discord.com/developers/resources/application: 0 is a guild, in both lists."""
    client = make_client(tmp_path / "socket", guild_ready_timeout=0.1)

    @client.tree.command()
    async def alone(interaction: discord.Interaction) -> None:
        """A command."""

    told = alone.to_dict(client.tree)
    assert (told["contexts"], told["integration_types"]) == ([0], [0])
    await client.close()
