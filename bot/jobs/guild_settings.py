"""What the admins of a server have set for all its members."""

from collections.abc import Iterable

from bot.deadline import Deadline
from bot.store.database import Database
from bot.store.statements import Row

NAMES = ("size", "steps", "style")
_OF_ROLE = "queue_limit_per_person of role "


class GuildSettings:
    """Values by guild and name. They are checked before they come here, and again when a job is ordered.

    Every method raises DatabaseTrouble after the deadline.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int, *, deadline: Deadline | None = None) -> dict[str, str]:
        """Return the params that are set in this guild."""
        rows = await self._database.all("guild_settings", deadline=deadline, guild_id=guild_id)
        return {row["name"]: row["value"] for row in rows if row["name"] in NAMES}

    async def put(self, guild_id: int, name: str, value: object | None, *, deadline: Deadline | None = None) -> None:
        """Set a value; None resets it."""
        if value is None:
            await self._database.one("reset_guild_setting", deadline=deadline, guild_id=guild_id, name=name)
        else:
            values = {"guild_id": guild_id, "name": name, "value": str(value)}
            await self._database.one("set_guild_setting", deadline=deadline, **values)

    async def role_limits(self, guild_id: int, *, deadline: Deadline | None = None) -> dict[int, int]:
        """Return, by role, how many pictures a member with that role may have waiting."""
        return role_limits(await self._database.all("guild_settings", deadline=deadline, guild_id=guild_id))

    async def put_role_limit(
        self, guild_id: int, role_id: int, limit: int | None, *, deadline: Deadline | None = None
    ) -> None:
        """Set how many pictures a member with this role may have waiting; None resets it."""
        await self.put(guild_id, f"{_OF_ROLE}{role_id}", limit, deadline=deadline)


def role_limits(settings: Iterable[Row]) -> dict[int, int]:
    """Return the limits by role among a guild's settings."""
    limits = {row["name"]: row["value"] for row in settings if row["name"].startswith(_OF_ROLE)}
    return {int(name.removeprefix(_OF_ROLE)): int(value) for name, value in limits.items()}
