"""Whose prompts a person sees: judged by discord.py's own guilds, channels and threads."""

from types import SimpleNamespace

import discord
import pytest

from bot.cogs.sight import seen_by

GUILD, OWN_ROLE, BOT, ANN, OTHER = 10, 30, 40, 1, 2
OPEN, SECRET, FOR_ROLE, THREAD, PRIVATE, UNKNOWN = 20, 21, 22, 23, 24, 99
VIEW, MANAGE_THREADS = 1 << 10, 1 << 34


def _overwrite(target, kind, allow=0, deny=0):
    return {"id": str(target), "type": kind, "allow": str(allow), "deny": str(deny)}


def _channel(number, *overwrites):
    return {"id": str(number), "type": 0, "name": "c", "position": 0, "permission_overwrites": list(overwrites)}


def _thread(number, kind, parent):
    closing = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
    return {
        "id": str(number), "type": kind, "name": "t", "parent_id": str(parent), "guild_id": str(GUILD),
        "owner_id": str(BOT), "message_count": 0, "member_count": 1, "thread_metadata": {**closing, "locked": False},
    }  # fmt: skip


def _role(number, permissions):
    return {
        "id": str(number), "name": "r", "color": 0, "colors": {"primary_color": 0}, "hoist": False, "position": 1,
        "permissions": str(permissions), "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip


@pytest.fixture
async def guild():
    state = discord.Client(intents=discord.Intents.default())._connection
    hidden = _overwrite(GUILD, 0, deny=VIEW)
    return discord.Guild(
        state=state,
        data={
            "id": str(GUILD), "name": "g", "owner_id": "5", "roles": [_role(GUILD, VIEW), _role(OWN_ROLE, 0)],
            "channels": [
                _channel(OPEN), _channel(SECRET, hidden), _channel(FOR_ROLE, hidden, _overwrite(OWN_ROLE, 0, VIEW)),
            ],
            "threads": [_thread(THREAD, 11, OPEN), _thread(PRIVATE, 12, OPEN), _thread(25, 11, SECRET)],
        },
    )  # fmt: skip


def _seen(guild, *, channel=OPEN, roles=(), job_user=OTHER, person=ANN):
    member = discord.Member(
        data={"user": {"id": str(person), "username": "ann", "discriminator": "0", "avatar": None, "global_name": None},
              "roles": [str(each) for each in roles], "flags": 0, "joined_at": None},
        guild=guild, state=guild._state,
    )  # fmt: skip
    jobs = [
        SimpleNamespace(id=place, user_id=job_user, channel_id=place)
        for place in (OPEN, SECRET, FOR_ROLE, THREAD, PRIVATE, 25, UNKNOWN)
    ]
    return seen_by(SimpleNamespace(user=member, guild=guild, channel_id=channel), jobs)


async def test_what_is_in_channels_that_the_person_sees_is_seen(guild):
    assert _seen(guild) == {OPEN, THREAD}
    assert _seen(guild, roles=[OWN_ROLE]) == {OPEN, THREAD, FOR_ROLE}


async def test_ones_own_is_seen_everywhere_and_an_owner_sees_every_known_channel(guild):
    assert _seen(guild, job_user=ANN) == {OPEN, SECRET, FOR_ROLE, THREAD, PRIVATE, 25, UNKNOWN}
    assert _seen(guild, person=5) == {OPEN, SECRET, FOR_ROLE, THREAD, PRIVATE, 25}


async def test_what_the_command_is_given_in_is_seen(guild):
    assert _seen(guild, channel=PRIVATE) == {OPEN, THREAD, PRIVATE}
    assert _seen(guild, channel=UNKNOWN) == {OPEN, THREAD, UNKNOWN}


async def test_a_private_thread_is_seen_by_those_who_look_after_threads(guild):
    guild.default_role._permissions = VIEW | MANAGE_THREADS
    assert _seen(guild) == {OPEN, THREAD, PRIVATE}


async def test_a_thread_is_not_seen_while_its_channel_is_not_known(guild):
    del guild._channels[OPEN]
    assert _seen(guild, channel=SECRET) == {SECRET}


async def test_without_a_server_nothing_of_others_is_seen(guild):
    person = SimpleNamespace(id=ANN)
    job = SimpleNamespace(id="a", user_id=OTHER, channel_id=OPEN)
    assert seen_by(SimpleNamespace(user=person, guild=None, channel_id=UNKNOWN), [job]) == set()
    assert seen_by(SimpleNamespace(user=discord.Object(ANN), guild=guild, channel_id=UNKNOWN), [job]) == set()
