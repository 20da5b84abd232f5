"""The generator's settings, from the environment and `.env`. `.env.example` explains each. Imports no torch."""

from pathlib import Path

from pydantic import PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from generator.wire.errors import WrongSetting


class Settings(BaseSettings):
    """Where the generator keeps its files, and how much memory it may use.

    `memory_limit_mib` is how many MiB of the host's memory a painting process may use beyond what it has when it
    starts; None means the usual share on a processor, and no limit on a card. The bot's settings of the same names mean
    the same.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    data_dir: Path = Path("data")
    memory_limit_mib: PositiveInt | None = None


def load_settings() -> Settings:
    """Read the settings. Raises WrongSetting with one sentence about the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise WrongSetting(name=str(first["loc"][0]).upper(), why=first["msg"]) from None
