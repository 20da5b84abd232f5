"""Settings from the environment and `.env`, read once into a frozen type. `.env.example` explains each."""

import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import StartupError
from bot.jobs.limits import Limits
from generator.wire.settings import ENV_FILE, DataDir, MemoryLimit, setting, unknown_names, wrong_values
from words.sentence import Sentence, joined, say


def _split(command: object) -> object:
    return tuple(shlex.split(command)) if isinstance(command, str) else command


def _listed(ids: object) -> object:
    """Return the ids, or what is given where it holds none: an empty set would admit everybody."""
    return frozenset(filter(None, re.split(r"[,\s]+", ids))) or ids if isinstance(ids, str) else ids


class Settings(BaseSettings):
    """Everything an administrator decides."""

    # The input is left out of errors because it may be the token.
    model_config = SettingsConfigDict(
        env_file=ENV_FILE, extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    discord_token: Annotated[SecretStr | None, setting("setting-token", "MTIz…")] = None
    data_dir: Annotated[DataDir, AfterValidator(Path.absolute)] = Path("data").absolute()
    memory_limit_mib: MemoryLimit = None
    guilds: Annotated[
        frozenset[PositiveInt], NoDecode, BeforeValidator(_listed), setting("setting-ids", "81384788765712384")
    ] = frozenset()
    discord_socket: Annotated[Path | None, setting("setting-socket", "/tmp/discord.sock")] = None  # noqa: S108
    generator_command: Annotated[
        tuple[str, ...],
        NoDecode,
        BeforeValidator(_split),
        setting("setting-command", "python3 -m generator", min_length=1),
    ] = (sys.executable, "-m", "generator")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], setting("setting-log-level", "DEBUG")] = "INFO"
    log_format: Annotated[Literal["text", "json"], setting("setting-log-format", "json")] = "text"
    metrics_port: Annotated[int | None, setting("setting-port", "9468", ge=1, le=65535)] = None
    guild_ready_timeout: Annotated[float, setting("setting-seconds-or-none", "2.0", ge=0)] = 2.0
    queue_limit_per_person: Annotated[PositiveInt, setting("setting-count", "10")] = Limits.per_person
    queue_limit_per_guild: Annotated[PositiveInt, setting("setting-count", "100")] = Limits.per_guild
    queue_limit: Annotated[PositiveInt, setting("setting-count", "500")] = Limits.in_all
    time_slice: Annotated[float, setting("setting-seconds", "60.0", gt=0)] = 60.0

    @property
    def token(self) -> SecretStr:
        """The token. Raises StartupError where there is none: only what talks to Discord needs it."""
        if self.discord_token is None:
            raise StartupError("token-missing")
        return self.discord_token


@dataclass(frozen=True)
class Found:
    """The settings, with the default in place of each wrong value; what is wrong, and what may be a mistake."""

    settings: Settings
    wrong: tuple[Sentence, ...] = ()
    doubtful: tuple[Sentence, ...] = ()

    def require_right(self) -> Settings:
        """Return the settings. Raise StartupError with a sentence about each wrong one."""
        if self.wrong:
            raise StartupError(joined(self.wrong, "\n"))
        return self.settings


def find_settings() -> Found:
    """Read the settings, whatever is wrong with them."""
    try:
        doubtful = tuple(_unknown(name, nearest) for name, nearest in unknown_names(Settings.model_fields))
        settings, wrong = _read({})
    except (OSError, UnicodeDecodeError) as error:
        unreadable = say("env-file-unreadable", why=str(getattr(error, "strerror", None) or error))
        settings, wrong = _read({"_env_file": None})
        return Found(settings, (unreadable, *wrong))
    return Found(settings, wrong, doubtful)


def _read(given: Mapping[str, Any]) -> tuple[Settings, tuple[Sentence, ...]]:
    try:
        return Settings(**given), ()
    except ValidationError as error:
        wrong = wrong_values(error, Settings)
    defaults = {name: Settings.model_fields[name].default for name in wrong}
    return Settings(**given, **defaults), tuple(wrong.values())


def _unknown(name: str, nearest: str | None) -> Sentence:
    if nearest is None:
        return say("setting-unknown", name=name)
    return say("setting-unknown-near", name=name, nearest=nearest)
