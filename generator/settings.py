"""The generator's settings, from the environment and `.env`. `.env.example` explains each. Imports no torch."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from generator.wire.errors import WrongSetting
from generator.wire.settings import ENV_FILE, DataDir, MemoryLimit, unknown_names, wrong_values
from words.sentence import Sentence, joined, say


class Settings(BaseSettings):
    """Where the generator keeps its files, and how much memory it may use.

    `memory_limit_mib` is how many MiB of the host's memory a painting process may use beyond what it has when it
    starts; None means the usual share on a processor, and no limit on a card. The bot's settings of the same names mean
    the same.
    """

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", frozen=True, env_ignore_empty=True)

    data_dir: DataDir = Path("data")
    memory_limit_mib: MemoryLimit = None


def load_settings() -> Settings:
    """Read the settings. Raises WrongSetting with a sentence about each wrong one."""
    try:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        why = str(getattr(error, "strerror", None) or error)
        raise WrongSetting("env-file-unreadable", why=why) from None
    except ValidationError as error:
        raise WrongSetting(joined(tuple(wrong_values(error, Settings).values()), "\n")) from None


def misspelt() -> Iterator[Sentence]:
    """Yield a sentence for each name in `.env` that is nearly one of these settings. The others may be the bot's."""
    with suppress(OSError, UnicodeDecodeError):  # `load_settings` says so
        for name, nearest in unknown_names(Settings.model_fields, near=0.8):
            if nearest is not None:
                yield say("setting-unknown-near", name=name, nearest=nearest)
