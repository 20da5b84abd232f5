"""What goes wrong on purpose. This is the one place where tests switch trouble on.

A fault wraps the handler of one REST operation, named by its id in Discord's OpenAPI (`create_message`, …), for its
next `times` requests. `wrap` takes any function of that shape, so that a new kind of trouble is a function.
Trouble of the gateway and of the whole happens at once, and so does what a moderator does to a channel. What has a time
of its own (a token's life, a nonce's memory, the age at which edits are limited) is in `Config`.
"""

from dataclasses import dataclass

from playground.gateway.gateway import Gateway
from playground.guild.channels import Channel
from playground.guild.guild import Guild, Member
from playground.guild.permissions import Permission
from playground.troubles import Fault, banning, failing, limiting, resetting, slowing
from playground.troubles import Handler as Handler


@dataclass
class _Armed:
    operation: str
    fault: Fault
    times: int


class Faults:
    """Trouble for the next requests; for the gateway, the guild and its channels at once. Times are in seconds."""

    def __init__(self, gateway: Gateway, guild: Guild, bot: Member) -> None:
        self._gateway = gateway
        self._guild = guild
        self._bot = bot
        self._armed: list[_Armed] = []

    def wrap(self, operation: str, fault: Fault, times: int = 1) -> None:
        """Put `fault` around the next `times` requests of an operation; `*` means any. Older faults go first."""
        self._armed.append(_Armed(operation, fault, times))

    def fail(self, operation: str, status: int = 502, times: int = 1, *, applied: bool = False) -> None:
        """Answer with a 5xx. With `applied` the request has its effect all the same."""
        self.wrap(operation, failing(status, applied), times)

    def rate_limit(self, operation: str, retry_after: float, times: int = 1, scope: str = "user") -> None:
        """Answer 429 and ask to wait `retry_after` seconds. `scope` is user, shared or global.

        developers/topics/rate-limits#exceeding-a-rate-limit
        """
        self.wrap(operation, limiting(retry_after, scope), times)

    def ban(self, operation: str, times: int = 1) -> None:
        """Answer 429 as Cloudflare does after too many invalid requests."""
        self.wrap(operation, banning(), times)

    def slow(self, operation: str, *, before: float = 0.0, after: float = 0.0, times: int = 1) -> None:
        """Do what is asked `before` seconds late, and answer another `after` seconds later."""
        self.wrap(operation, slowing(before, after), times)

    def reset(self, operation: str, times: int = 1, *, applied: bool = False) -> None:
        """Cut the connection before the answer. With `applied` the request has its effect, and the answer is lost."""
        self.wrap(operation, resetting(applied), times)

    def outage(self, seconds: float) -> None:
        """Cut every socket, and every request and new socket for some time."""
        self._gateway.trouble.outage(seconds)
        self._gateway.drop()

    @property
    def down(self) -> bool:
        """Tell whether there is an outage."""
        return self._gateway.trouble.down

    def drop_socket(self) -> None:
        """Cut the gateway connection; the bot may resume."""
        self._gateway.drop()

    async def close_socket(self, code: int) -> None:
        """Close the gateway connection with a code (developers/topics/opcodes-and-status-codes#gateway)."""
        await self._gateway.close(code)

    def ask_to_reconnect(self) -> None:
        """Tell the bot to reconnect and resume (developers/events/gateway-events#reconnect)."""
        self._gateway.ask_to_reconnect()

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Make the bot identify anew, or resume."""
        self._gateway.invalidate(resumable=resumable)

    def withhold_acks(self, times: int = 1) -> None:
        """Leave the next `times` heartbeats unanswered, as a connection that is dead without saying so."""
        self._gateway.trouble.unanswered_heartbeats += times

    def withhold_ready(self, times: int = 1) -> None:
        """Say nothing to the next `times` who identify."""
        self._gateway.trouble.silent_sessions += times

    def refuse_sockets(self, times: int = 1, status: int | None = None) -> None:
        """Refuse the next `times` connections to the gateway, with an HTTP status or by cutting them."""
        self._gateway.trouble.refuse(times, status)

    def repeat_event(self, event: str) -> None:
        """Send the last gateway event of this name once more."""
        self._gateway.repeat(event)

    def limit_uploads(self, size: int) -> None:
        """Let files have at most `size` bytes from now on. Interactions say so; the guild's tier does when it fits one.

        developers/reference#uploading-files
        """
        self._guild.upload_limit = size

    def deny(self, channel: Channel, permissions: Permission) -> None:
        """Take permissions from the bot in a channel, in place of those taken before; none gives all back."""
        channel.deny(self._bot.id, permissions)

    def kick(self) -> None:
        """Remove the bot from the guild."""
        self._guild.remove(self._bot)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Archive a thread; a locked one stays so (developers/topics/threads)."""
        thread.set_archived(True, locked=locked)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads and all that is in it."""
        self._guild.delete_channel(channel)

    def delete_message(self, channel: Channel, message_id: str) -> None:
        """Delete a message as a moderator would."""
        channel.delete(message_id)

    def clear(self) -> None:
        """Switch off what did not happen yet, and end an outage."""
        self._armed.clear()
        self._gateway.trouble.clear()

    def take(self, operation: str) -> Fault | None:
        """Return the fault for this request, if there is one, and count it."""
        for armed in self._armed:
            if armed.operation in (operation, "*"):
                armed.times -= 1
                if not armed.times:
                    self._armed.remove(armed)
                return armed.fault
        return None
