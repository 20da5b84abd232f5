import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import StartupError
from bot.settings import Settings, load_settings

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
        load_settings()


def test_settings_come_from_the_environment_and_from_a_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={SECRET}\nMEMORY_LIMIT_MIB=\nLOG_LEVEL=DEBUG\nOTHER=1\n")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.setenv("GENERATOR_COMMAND", "python -m 'my painter'")
    settings = load_settings()
    assert settings.discord_token.get_secret_value() == SECRET
    assert (settings.memory_limit_mib, settings.log_level) == (None, "WARNING")
    assert settings.generator_command == ("python", "-m", "my painter")
    assert settings.data_dir.is_absolute()


def test_the_token_is_in_no_text_about_the_settings(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    assert SECRET not in repr(load_settings())
    monkeypatch.setenv("QUEUE_LIMIT_PER_PERSON", SECRET)
    with pytest.raises(StartupError, match="QUEUE_LIMIT_PER_PERSON") as error:
        load_settings()
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
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": SECRET, "DATA_DIR": str(tmp_path / "d"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
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
    assert _bot(tmp_path, "backup", str(tmp_path / "copy")).returncode == 0
    again = _bot(tmp_path, "backup", str(tmp_path / "copy"))
    assert (again.returncode, "replaces nothing" in again.stderr) == (1, True)
    nowhere = _bot(tmp_path, "backup", str(tmp_path / "no" / "copy"))
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (1, 1)
    assert "no/copy" in nowhere.stderr
