"""What the admins of a server have set for all its members."""

from bot.store.database import ANSWER_PATIENCE, Database

NAMES = ("size", "steps", "style")


class GuildSettings:
    """Values by guild and name. They are checked before they come here, and again when a job is ordered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> dict[str, str]:
        """Return what is set in this guild."""
        rows = await self._database.all("guild_settings", patience=ANSWER_PATIENCE, guild_id=guild_id)
        return {row["name"]: row["value"] for row in rows}

    async def put(self, guild_id: int, name: str, value: object | None) -> None:
        """Set the value; None takes it back."""
        key = {"guild_id": guild_id, "name": name}
        if value is None:
            await self._database.one("reset_guild_setting", patience=ANSWER_PATIENCE, **key)
        else:
            await self._database.one("set_guild_setting", patience=ANSWER_PATIENCE, value=str(value), **key)
