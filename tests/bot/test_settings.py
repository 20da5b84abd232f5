import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import _LOGIN_PATIENCE, main
from bot.errors import StartupError
from bot.settings import Settings, find_settings

ROOT = Path(__file__).parents[2]
SECRET = "MTIzNDU2.s3cret"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_a_token_one_sentence_says_what_to_do(capsys):
    assert main([]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(StartupError, match=r"copy \.env\.example to \.env"):
        _ = find_settings().require_right().token


EXAMPLES = {
    name: field.json_schema_extra["example"] for name, field in Settings.model_fields.items() if name != "discord_token"
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_each_setting_is_right(name, monkeypatch):
    monkeypatch.setenv(name.upper(), EXAMPLES[name])
    assert find_settings().wrong == ()


WRONG = {
    "MEMORY_LIMIT_MIB": "4GB",
    "LOG_LEVEL": "loud",
    "LOG_FORMAT": "xml",
    "METRICS_PORT": "70000",
    "QUEUE_LIMIT": "0",
    "QUEUE_LIMIT_PER_PERSON": "many",
    "QUEUE_LIMIT_PER_GUILD": "-1",
    "TIME_SLICE": "0",
    "GUILD_READY_TIMEOUT": "soon",
    "GENERATOR_COMMAND": "'python",
    "GUILDS": "my server",
}


def test_every_wrong_setting_is_said_with_an_example(monkeypatch):
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StartupError) as error:
        find_settings().require_right()
    said = str(error.value).splitlines()
    assert len(said) == len(WRONG)
    assert "MEMORY_LIMIT_MIB must be a whole number of MiB from 1 on, such as MEMORY_LIMIT_MIB=4096." in said
    assert all(
        any(line.startswith(f"{name} must be ") and f", such as {name}=" in line for line in said) for name in WRONG
    )


def test_a_misspelt_name_in_the_file_is_said_with_the_nearest(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("LOGLEVEL=DEBUG\nlog_format=json\nexport QUEUE_LIMITS=3\nWHATEVER=1\n")
    monkeypatch.setenv("LOGFORMAT", "json")  # of another program
    found = find_settings()
    assert [str(each) for each in found.doubtful] == [
        "LOGLEVEL in .env is not a setting of Easel and changes nothing; did you mean LOG_LEVEL?",
        "QUEUE_LIMITS in .env is not a setting of Easel and changes nothing; did you mean QUEUE_LIMIT?",
        "WHATEVER in .env is not a setting of Easel and changes nothing; .env.example has them all.",
    ]
    assert found.settings.log_format == "json"


def test_a_file_that_is_no_text_is_said_and_the_environment_counts(monkeypatch, tmp_path):
    (tmp_path / ".env").write_bytes("DISCORD_TOKEN=é".encode("utf-16"))
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    found = find_settings()
    assert [each.key for each in found.wrong] == ["env-file-unreadable"]
    assert found.settings.log_level == "ERROR"


def test_servers_are_listed_with_commas(monkeypatch):
    assert find_settings().require_right().guilds == frozenset()
    monkeypatch.setenv("GUILDS", "81384788765712384, 41771983423143937,")
    assert find_settings().require_right().guilds == {81384788765712384, 41771983423143937}


@pytest.mark.parametrize("value", [",", " , ", " "])
def test_a_list_of_servers_without_one_is_wrong_and_admits_nobody(value, monkeypatch):
    monkeypatch.setenv("GUILDS", value)
    with pytest.raises(StartupError) as error:
        find_settings().require_right()
    assert (
        str(error.value) == "GUILDS must be ids of servers with commas between them, such as GUILDS=81384788765712384."
    )


def test_settings_come_from_the_environment_and_from_a_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={SECRET}\nMEMORY_LIMIT_MIB=\nLOG_LEVEL=DEBUG\nOTHER=1\n")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.setenv("GENERATOR_COMMAND", "python -m 'my painter'")
    settings = find_settings().require_right()
    assert settings.discord_token.get_secret_value() == SECRET
    assert (settings.memory_limit_mib, settings.log_level) == (None, "WARNING")
    assert settings.generator_command == ("python", "-m", "my painter")
    assert settings.data_dir.is_absolute()


def test_the_token_is_in_no_text_about_the_settings(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    assert SECRET not in repr(find_settings().require_right())
    monkeypatch.setenv("QUEUE_LIMIT_PER_PERSON", SECRET)
    with pytest.raises(StartupError, match="QUEUE_LIMIT_PER_PERSON") as error:
        find_settings().require_right()
    assert SECRET not in str(error.value)


def test_the_example_explains_every_setting():
    text = (ROOT / ".env.example").read_text()
    for name in Settings.model_fields:
        assert f"{name.upper()}=" in text


def test_a_wrong_command_line_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["paint"])
    assert ended.value.code == 2
    assert "invite" in capsys.readouterr().err


def _bot(tmp_path, *arguments, **environment):
    ours = {name.upper() for name in Settings.model_fields}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    given = {"DISCORD_TOKEN": SECRET, "DATA_DIR": str(tmp_path / "d"), **environment}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), **{name: value for name, value in given.items() if value}},
        capture_output=True,
        text=True,
    )


def test_check_says_a_line_for_each_thing(tmp_path):
    child = f"{sys.executable} {ROOT}/tests/children/quick.py"
    checked = _bot(tmp_path, "check", GENERATOR_COMMAND=child, DISCORD_SOCKET=str(tmp_path / "nobody"))
    marks = {name: mark for mark, name in (line.split()[:2] for line in checked.stdout.splitlines())}
    assert checked.returncode == 1
    assert marks.pop("token:") == "WRONG"  # there is no Discord here
    assert set(marks) == {"settings:", "disk:", "database:", "generator:", "device:", "weights:", "versions:"}
    assert set(marks.values()) <= {"ok", "warning"}, checked.stdout
    assert SECRET not in checked.stdout + checked.stderr


def test_check_says_everything_at_once(tmp_path):
    child = f"{sys.executable} {ROOT}/tests/children/quick.py"
    (tmp_path / ".env").write_text("LOGLEVEL=DEBUG\n")
    wrong = {"DISCORD_TOKEN": "", "QUEUE_LIMIT": "few", "LOG_LEVEL": "loud"}
    checked = _bot(tmp_path, "check", GENERATOR_COMMAND=child, **wrong)
    assert checked.returncode == 1
    lines = [line.split(maxsplit=2) for line in checked.stdout.splitlines()]
    assert [line[:2] for line in lines] == [
        ["WRONG", "settings:"],
        ["WRONG", "settings:"],
        ["warning", "settings:"],
        ["WRONG", "token:"],
        ["ok", "disk:"],
        ["ok", "database:"],
        ["ok", "generator:"],
        ["ok", "device:"],
        ["ok", "weights:"],
        ["ok", "versions:"],
    ]
    assert "did you mean LOG_LEVEL?" in lines[2][2]
    assert "DISCORD_TOKEN is not set" in lines[3][2]


def test_a_start_warns_of_a_misspelt_name(tmp_path):
    (tmp_path / ".env").write_text("LOGLEVEL=DEBUG\n")
    started = _bot(tmp_path, DISCORD_TOKEN="")
    assert started.returncode == 1
    first, last = started.stderr.splitlines()
    assert "WARNING" in first and "did you mean LOG_LEVEL?" in first
    assert last.startswith("DISCORD_TOKEN is not set")


def test_an_invitation_without_a_network_is_soon_given_up(tmp_path):
    invited = _bot(tmp_path, "invite", DISCORD_SOCKET=str(tmp_path / "nobody"))
    assert (invited.returncode, invited.stdout) == (1, "")
    asking, gave_up = invited.stderr.splitlines()
    assert asking.startswith("Asking Discord")
    assert gave_up == "Discord cannot be reached right now; try again later."
    assert _LOGIN_PATIENCE < 10  # seconds


def test_check_fails_where_the_generator_does(tmp_path):
    child = f"{sys.executable} {ROOT}/tests/children/fails_to_start.py"
    checked = _bot(tmp_path, "check", GENERATOR_COMMAND=child, DISCORD_SOCKET=str(tmp_path / "nobody"))
    assert checked.returncode == 1
    assert "WRONG   generator" in checked.stdout
    assert "there is no painter here" in checked.stdout


def test_a_second_bot_on_the_same_data_is_refused(tmp_path):
    from filelock import FileLock

    (tmp_path / "d").mkdir()
    with FileLock(tmp_path / "d" / "easel.lock"):
        refused = _bot(tmp_path)
    assert refused.returncode == 1
    assert "Another Easel" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_backup_copies_the_database_and_replaces_nothing(tmp_path):
    assert _bot(tmp_path, "backup", str(tmp_path / "copy")).returncode == 1
    from bot.store.database import open_database

    async def make():
        async with open_database(tmp_path / "d" / "easel.sqlite3"):
            pass

    (tmp_path / "d").mkdir()
    asyncio.run(make())
    assert _bot(tmp_path, "backup", str(tmp_path / "copy"), DISCORD_TOKEN="").returncode == 0
    again = _bot(tmp_path, "backup", str(tmp_path / "copy"))
    assert (again.returncode, "replaces nothing" in again.stderr) == (1, True)
    nowhere = _bot(tmp_path, "backup", str(tmp_path / "no" / "copy"))
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (1, 1)
    assert "no/copy" in nowhere.stderr


def test_check_goes_on_after_a_wrong_setting_with_what_is_right(tmp_path):
    (tmp_path / ".env").write_text("MEMORY_LIMIT_MIB=4GB\n")  # where the painter would read it too
    checked = _bot(tmp_path, "check", DISCORD_SOCKET=str(tmp_path / "nobody"))
    marks = {name: mark for mark, name in (line.split()[:2] for line in checked.stdout.splitlines())}
    assert marks["settings:"] == "WRONG"
    assert (marks["generator:"], marks["device:"], marks["versions:"]) == ("ok", "ok", "ok"), checked.stdout
    assert "weights:" in marks
