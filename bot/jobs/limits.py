"""How many pictures may wait: of one person, of one server, and in all; and of which servers."""

from dataclasses import dataclass

from bot.errors import LimitReached, NotAllowed
from bot.jobs.guild_settings import role_limits
from bot.jobs.job import Order
from bot.store.statements import Statements


@dataclass(frozen=True)
class Limits:
    """What the bot's owner allows. A server may set another limit for each of its roles.

    Only the servers with these ids may order; if there are none, all may.
    """

    per_person: int = 10
    per_guild: int = 100
    in_all: int = 500
    guilds: frozenset[int] = frozenset()

    def check(self, sql: Statements, order: Order) -> None:
        """Raise LimitReached where there is no room for the order, NotAllowed where its server may not order.

        Jobs that are over do not count.
        """
        if self.guilds and order.asker.guild_id not in self.guilds:
            raise NotAllowed("refusal-server")
        count = sql.one("count_open", guild_id=order.asker.guild_id, user_id=order.asker.user_id)
        assert count is not None  # a count always answers
        per_person = self._of_person(sql, order)
        if per_person == 0:
            raise LimitReached("limit-of-role")
        if count["of_person"] >= per_person:
            raise LimitReached("limit-of-person", count=count["of_person"])
        if count["of_guild"] >= self.per_guild:
            raise LimitReached("limit-of-server", count=count["of_guild"])
        if count["in_all"] >= self.in_all:
            raise LimitReached("limit-in-all", count=count["in_all"])

    def _of_person(self, sql: Statements, order: Order) -> int:
        """Return the limit of the person's highest role that has one, else everybody's."""
        asker = order.asker
        limits = role_limits(sql.all("guild_settings", guild_id=asker.guild_id)) if asker.roles else {}
        return next((limits[role] for role in asker.roles if role in limits), self.per_person)
