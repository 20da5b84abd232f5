"""How many pictures may wait: of one person, of one server, and in all."""

from dataclasses import dataclass

from bot.errors import LimitReached
from bot.jobs.guild_settings import role_limits
from bot.jobs.job import Order
from bot.store.statements import Statements


@dataclass(frozen=True)
class Limits:
    """What the bot's owner allows. A server may set another limit for each of its roles."""

    per_person: int = 10
    per_guild: int = 100
    in_all: int = 500

    def check(self, sql: Statements, order: Order) -> None:
        """Raise LimitReached where there is no room for the order. Jobs that are over do not count."""
        count = sql.one("count_open", guild_id=order.asker.guild_id, user_id=order.asker.user_id)
        assert count is not None  # a count always answers
        per_person = self._of_person(sql, order)
        if per_person == 0:
            raise LimitReached("Your role in this server does not order pictures.")
        if count["of_person"] >= per_person:
            raise LimitReached(
                f"You have {_pictures(count['of_person'])} waiting, which is as many as you may have; "
                "wait for one, or /cancel one."
            )
        if count["of_guild"] >= self.per_guild:
            raise LimitReached(
                f"This server has {_pictures(count['of_guild'])} waiting, which is as many as one server may have; "
                "try again when one is painted."
            )
        if count["in_all"] >= self.in_all:
            raise LimitReached(
                f"Easel has {_pictures(count['in_all'])} waiting, which is as many as it takes; "
                "try again when one is painted."
            )

    def _of_person(self, sql: Statements, order: Order) -> int:
        """Return the limit of the person's highest role that has one, else everybody's."""
        asker = order.asker
        limits = role_limits(sql.all("guild_settings", guild_id=asker.guild_id)) if asker.roles else {}
        return next((limits[role] for role in asker.roles if role in limits), self.per_person)


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"
