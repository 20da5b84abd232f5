"""Settings from the environment and `.env`, read once into a frozen type. `.env.example` explains each."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import StartupError
from bot.jobs.limits import Limits


def _split(command: object) -> object:
    return tuple(shlex.split(command)) if isinstance(command, str) else command


class Settings(BaseSettings):
    """Everything an administrator decides."""

    # The input is left out of errors because it may be the token.
    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    discord_token: SecretStr
    data_dir: Annotated[Path, AfterValidator(Path.absolute)] = Path("data").absolute()
    memory_limit_mib: PositiveInt | None = None
    discord_socket: Path | None = None
    generator_command: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), Field(min_length=1)] = (
        sys.executable,
        "-m",
        "generator",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    guild_ready_timeout: float = Field(default=2.0, ge=0)
    queue_limit_per_person: PositiveInt = Limits.per_person
    queue_limit_per_guild: PositiveInt = Limits.per_guild
    queue_limit: PositiveInt = Limits.in_all
    time_slice: float = Field(default=60.0, gt=0)


def load_settings() -> Settings:
    """Read the settings. Raise StartupError with one sentence about the first wrong one."""
    try:
        return Settings.model_validate({})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        if name == "DISCORD_TOKEN" and first["type"] == "missing":
            raise StartupError("token-missing") from None
        raise StartupError("setting-wrong", name=name, why=first["msg"]) from None
