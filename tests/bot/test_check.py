"""What each check says: where it is well, where somebody has to look, and what to do."""

import sqlite3
import sys
from contextlib import closing
from types import SimpleNamespace

import discord
import pytest

from bot.check.discord import check_admission, check_permissions
from bot.check.disk import check_database, check_disk
from bot.check.findings import Findings
from bot.check.generator import check_hashes
from bot.delivery.permissions import INVITED, NEEDED
from bot.settings import Settings
from bot.store.database import open_database
from generator.wire.weights import Verified
from words.sentence import say

RIGHT = Verified(name="a").model_dump_json()
WRONG = Verified(name="toy", wrong=say("style-file-wrong", what="its file")).model_dump_json()


class Said(list):
    @property
    def only(self):
        [line] = self
        return line


@pytest.fixture
def said():
    return Said()


@pytest.fixture
def findings(said):
    return Findings(said.append)


@pytest.fixture
def settings(tmp_path):
    return Settings(discord_token="t", data_dir=tmp_path / "data", _env_file=None)


async def _make(settings):
    settings.data_dir.mkdir()
    async with open_database(settings.data_dir / "easel.sqlite3"):
        pass
    return settings.data_dir / "easel.sqlite3"


async def test_no_database_yet_is_well(settings, findings, said):
    await check_database(settings, findings)
    assert said.only == "ok      database: none yet; the first start makes it"
    assert not settings.data_dir.exists()


async def test_a_database_is_looked_at_and_left_alone(settings, findings, said):
    path = await _make(settings)
    before = path.read_bytes()
    await check_database(settings, findings)
    assert said.only.startswith("ok      database") and said.only.endswith("0 jobs")
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [1, 99])
async def test_another_version_is_said(version, settings, findings, said):
    path = await _make(settings)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {version}")
    await check_database(settings, findings)
    assert findings.all_well is (version == 1)
    assert ("the next start makes it" if version == 1 else "use a newer one") in said.only


async def test_a_damaged_database_is_wrong_and_the_advice_is_there(settings, findings, said):
    path = await _make(settings)
    path.write_bytes(b"rubbish" * 1000)
    await check_database(settings, findings)
    assert said.only.startswith("WRONG   database") and "copy your last backup" in said.only
    assert not findings.all_well


async def test_a_folder_that_cannot_be_written_is_wrong(settings, findings, said):
    settings.data_dir.write_text("a file")
    await check_disk(settings, findings)
    assert said.only.startswith("WRONG   disk") and "DATA_DIR" in said.only


@pytest.mark.parametrize(("free", "mark"), [(2**30, "ok"), (2**30 - 1, "warning")])
async def test_little_room_is_a_warning(free, mark, settings, findings, said, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    await check_disk(settings, findings)
    assert said.only.split()[0] == mark
    assert findings.all_well


def _client(*permissions):
    async def get_guilds(limit):
        return [{"name": f"server {n}", "permissions": str(each.value)} for n, each in enumerate(permissions)]

    return SimpleNamespace(http=SimpleNamespace(get_guilds=get_guilds))


def _all_but(*names):
    return discord.Permissions(**{name: name not in names for name in INVITED})


@pytest.mark.parametrize(
    ("permissions", "line", "well"),
    [
        ((), "warning permissions: it is in no server yet; `python -m bot invite` prints the link", True),
        ((_all_but(), discord.Permissions(administrator=True)), "ok      permissions: all of them in 2 servers", True),
        ((_all_but("attach_files"),), "WRONG   permissions: in server 0 an admin has to allow it Attach Files", False),
        ((_all_but("add_reactions"), _all_but()), "warning permissions: in server 0 it is better with Add Reac", True),
    ],
)
async def test_each_server_is_held_against_what_the_invitation_asks_for(permissions, line, well, findings, said):
    await check_permissions(_client(*permissions), findings)
    assert said.only.startswith(line)
    assert findings.all_well is well
    assert set(NEEDED) <= set(INVITED)


@pytest.mark.parametrize(
    ("public", "guilds", "line"),
    [
        (False, (), "ok      public: only you can add it to a server"),
        (True, (7,), "ok      public: anybody can add it to a server; it paints for the one server in GUILDS alone"),
        (True, (7, 8), "ok      public: anybody can add it to a server; it paints for the 2 servers in GUILDS alone"),
        (True, (), 'warning public: "Public Bot" is on, so anybody can add it to a server of theirs and paint here'),
    ],
)
async def test_who_may_add_it_is_looked_at(public, guilds, line, findings, said):
    async def application_info():
        return SimpleNamespace(bot_public=public)

    await check_admission(SimpleNamespace(application_info=application_info), frozenset(guilds), findings)
    assert said.only.startswith(line)
    assert findings.all_well


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            f"print({RIGHT!r})",
            ["ok      hashes: 1 style or model is as it was published or added"],
        ),
        (
            f"print({RIGHT!r}); print({WRONG!r}); exit(1)",
            ["WRONG   hashes: toy: its file does not match its card. (fetch or add it again)"],
        ),
        ("print('ok')", ["WRONG   hashes: the generator's answer cannot be read; check GENERATOR_COMMAND"]),
        ("exit(3)", ["WRONG   hashes: the generator exited with code 3 (fetch or add it again)"]),
        ("exit('no such thing')", ["WRONG   hashes: no such thing (fetch or add it again)"]),
    ],
)
async def test_hashes_are_those_of_the_command_line(code, lines, settings, findings, said):
    command = (sys.executable, "-c", code)
    await check_hashes(settings.model_copy(update={"generator_command": command}), findings)
    assert said == lines
    assert findings.all_well is lines[0].startswith("ok")
