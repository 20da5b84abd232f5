import asyncio
from contextlib import nullcontext
from types import SimpleNamespace
from unittest.mock import Mock

import aiohttp
import discord
import pytest

from bot.delivery.discord_io import DiscordIO, Outgoing, Upload
from bot.delivery.patience import Patience
from bot.delivery.permissions import check_permissions, check_place, invite_link
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable, MissingPermission, Refused
from tests.bot.delivery.fakes import CARD


def _failure(kind, status, code=0):
    response = SimpleNamespace(status=status, reason="", headers={})
    return kind(response, {"code": code, "message": "no"})


class Channel:
    """A channel whose `send` does what a test says, one thing a call."""

    def __init__(self, *results):
        self.results = list(results)
        self.sent = []

    def get_partial_message(self, message_id):
        return SimpleNamespace(delete=None)

    async def send(self, **arguments):
        self.sent.append(arguments)
        result = self.results.pop(0)
        if isinstance(result, Exception):
            raise result
        return await result if asyncio.isfuture(result) else result


def _io(channel, patience=60, **how):
    client = SimpleNamespace(get_partial_messageable=lambda channel_id: channel)
    return DiscordIO(client, Patience(request=patience, pause=0), **how)


MESSAGE = SimpleNamespace(id=9)


@pytest.mark.parametrize(
    "passing",
    [
        _failure(discord.DiscordServerError, 503),
        _failure(discord.HTTPException, 429),
        aiohttp.ClientOSError(104, "Connection reset by peer"),
        aiohttp.ServerDisconnectedError(),
        TimeoutError(),
        discord.RateLimited(600),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_passes_is_repeated_with_the_same_nonce_and_a_fresh_file(passing):
    channel = Channel(passing, passing, MESSAGE)
    message = Outgoing(CARD, upload=Upload("a.png", b"picture"))
    assert await _io(channel).send(1, message, nonce="n") == 9
    assert [arguments["nonce"] for arguments in channel.sent] == ["n"] * 3
    assert len({id(arguments["file"]) for arguments in channel.sent}) == 3


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (_failure(discord.Forbidden, 403, 50013), Refusal(403, 50013)),
        (_failure(discord.NotFound, 404, 10003), Refusal(404, 10003)),
        (_failure(discord.HTTPException, 413, 40005), Refusal(413, 40005)),
        (_failure(discord.HTTPException, 400, 50035), Refusal(400, 50035)),
    ],
)
async def test_a_no_comes_back_as_data_and_is_not_repeated(error, refusal):
    channel = Channel(error)
    assert await _io(channel).send(1, Outgoing(CARD), nonce="n") == refusal
    assert len(channel.sent) == 1


@pytest.mark.parametrize("error", [_failure(discord.HTTPException, 429, 30046), KeyError("retry_after")])
async def test_an_edit_of_an_old_message_is_a_no(error):
    channel = Channel(error)
    refusal = await _io(channel).send(1, Outgoing(CARD), nonce="n")
    assert refusal.too_old


async def test_a_channel_that_is_gone_is_left_alone_but_for_new_messages():
    channel = Channel(_failure(discord.NotFound, 404, 10003), MESSAGE)
    io = _io(channel)
    assert (await io.send(1, Outgoing(CARD), nonce="n")).no_channel
    assert (await io.delete(1, 2)).no_channel  # the channel of this test cannot even be asked
    assert await io.send(1, Outgoing(CARD), nonce="n") == 9


async def test_after_its_patience_it_says_that_it_does_not_know():
    channel = Channel(aiohttp.ServerDisconnectedError())
    with pytest.raises(DiscordUnreachable):
        await _io(channel, patience=0).send(1, Outgoing(CARD), nonce="n")


async def test_what_waited_for_longer_than_its_nonce_lasts_is_not_sent_again():
    channel, times = Channel(aiohttp.ServerDisconnectedError(), MESSAGE), iter([0, 121])
    with pytest.raises(DiscordUnreachable):
        await _io(channel, clock=lambda: next(times)).send(1, Outgoing(CARD), nonce="n")
    assert len(channel.sent) == 1


async def test_a_caller_that_is_cancelled_does_not_cancel_the_request():
    answer = asyncio.get_running_loop().create_future()
    channel = Channel(answer)
    io = _io(channel)
    caller = asyncio.create_task(io.send(1, Outgoing(CARD), nonce="n"))
    while not channel.sent:
        await asyncio.sleep(0)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    closing = asyncio.create_task(io.close(grace=10))
    await asyncio.sleep(0)
    assert not answer.cancelled()
    answer.set_result(MESSAGE)
    await closing


def test_nobody_is_pinged_unless_named():
    assert "allowed_mentions" not in Outgoing(CARD).arguments()
    assert Outgoing(CARD, mentions=3).arguments()["allowed_mentions"].to_dict()["users"] == [3]


def test_the_invitation_asks_for_what_is_used():
    link = invite_link(42)
    assert "client_id=42" in link
    assert "scope=bot+applications.commands" in link
    asked = discord.Permissions(int(link.split("permissions=")[1].split("&")[0]))
    assert asked == discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
        add_reactions=True,
    )


def _thread(*, kind=discord.ChannelType.private_thread, thread_id=7, archived=False):
    thread = Mock(spec=discord.Thread, id=thread_id, type=kind, locked=False, archived=archived)
    thread.is_private.return_value = kind is discord.ChannelType.private_thread
    return thread


@pytest.mark.parametrize(
    ("channel", "missing"),
    [
        (None, "view_channel"),
        (None, "send_messages"),
        (None, "embed_links"),
        (None, "attach_files"),
        (None, "read_message_history"),
        (_thread(), "send_messages_in_threads"),
        (Mock(spec=discord.VoiceChannel), "connect"),
        (Mock(spec=discord.StageChannel), "connect"),
    ],
)
def test_a_missing_permission_is_named(channel, missing):
    allowed = discord.Permissions.all()
    check_permissions(allowed, channel)
    setattr(allowed, missing, False)
    with pytest.raises(MissingPermission, match=missing.replace("_", " ").title()):
        check_permissions(allowed, channel)


def test_a_thread_has_a_permission_of_its_own_to_send_in_it():
    check_permissions(discord.Permissions.all() & ~discord.Permissions(send_messages=True), _thread())


@pytest.mark.parametrize(
    ("channel", "known", "manages", "told"),
    [
        (_thread(), [], False, True),
        (_thread(), [7], False, False),  # the bot is in it
        (_thread(), [], True, False),  # with Manage Threads all are seen
        (_thread(archived=True), [], False, False),  # those that are archived are not told of
        (_thread(kind=discord.ChannelType.public_thread), [], False, False),
    ],
)
def test_a_private_thread_without_the_bot_is_refused(channel, known, manages, told):
    allowed = discord.Permissions.all()
    allowed.manage_threads = manages
    guild = SimpleNamespace(unavailable=False, get_thread=lambda key: key if key in known else None)
    client = SimpleNamespace(user=SimpleNamespace(name="Easel"))
    asked = SimpleNamespace(
        channel=channel, app_permissions=allowed, filesize_limit=10 * 2**20, guild=guild, client=client
    )
    with pytest.raises(Refused, match="mention me \\(@Easel\\)") if told else nullcontext():
        check_place(asked)


def test_files_must_be_allowed_to_have_a_size_at_all():
    asked = SimpleNamespace(channel=None, app_permissions=discord.Permissions.all(), filesize_limit=10 * 2**20)
    check_place(asked)
    asked.filesize_limit = 1024
    with pytest.raises(Refused, match=r"1\.0 KiB"):
        check_place(asked)


async def test_a_message_that_is_on_its_way_is_waited_for_and_not_sent_again():
    going = asyncio.get_running_loop().create_future()
    channel = Channel(going)
    io = _io(channel)
    dropped = asyncio.create_task(io.send(1, Outgoing(CARD), nonce="n"))
    await asyncio.sleep(0)
    dropped.cancel()
    again = [asyncio.create_task(io.send(1, Outgoing(CARD), nonce="n")) for _ in "12"]
    await asyncio.sleep(0)
    going.set_result(MESSAGE)
    assert await asyncio.gather(*again) == [9, 9]
    assert len(channel.sent) == 1
    channel.results.append(MESSAGE)
    assert await io.send(1, Outgoing(CARD), nonce="n") == 9
    assert len(channel.sent) == 2
