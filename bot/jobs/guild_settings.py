"""What the admins of a server have set for all its members."""

from collections.abc import Iterable

from bot.store.database import ANSWER_PATIENCE, Database
from bot.store.statements import Row

NAMES = ("size", "steps", "style")
_OF_ROLE = "queue_limit_per_person of role "


class GuildSettings:
    """Values by guild and name. They are checked before they come here, and again when a job is ordered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> dict[str, str]:
        """Return what is set in this guild of the params."""
        rows = await self._database.all("guild_settings", patience=ANSWER_PATIENCE, guild_id=guild_id)
        return {row["name"]: row["value"] for row in rows if row["name"] in NAMES}

    async def put(self, guild_id: int, name: str, value: object | None) -> None:
        """Set the value; None takes it back."""
        key = {"guild_id": guild_id, "name": name}
        if value is None:
            await self._database.one("reset_guild_setting", patience=ANSWER_PATIENCE, **key)
        else:
            await self._database.one("set_guild_setting", patience=ANSWER_PATIENCE, value=str(value), **key)

    async def role_limits(self, guild_id: int) -> dict[int, int]:
        """Return, by role, how many pictures a member with that role may have waiting."""
        return role_limits(await self._database.all("guild_settings", patience=ANSWER_PATIENCE, guild_id=guild_id))

    async def put_role_limit(self, guild_id: int, role_id: int, limit: int | None) -> None:
        """Set how many pictures a member with this role may have waiting; None takes it back."""
        await self.put(guild_id, f"{_OF_ROLE}{role_id}", limit)


def role_limits(settings: Iterable[Row]) -> dict[int, int]:
    """Return the limits by role among a guild's settings."""
    limits = {row["name"]: row["value"] for row in settings if row["name"].startswith(_OF_ROLE)}
    return {int(name.removeprefix(_OF_ROLE)): int(value) for name, value in limits.items()}
