"""Direct messages between the bot and one person."""

from typing import Any

from playground.guild.changes import Changes
from playground.guild.channels import Channel, ChannelKind
from playground.guild.members import Member


class DirectMessages(Channel):
    """The DM of a person with the bot. A `closed` one takes no messages of the bot, as people may wish."""

    def __init__(self, channel_id: str, person: Member, changes: Changes) -> None:
        super().__init__(channel_id, "", person.name, changes, ChannelKind.DM)
        self.person = person
        self.closed = False

    def payload(self) -> dict[str, Any]:
        """Return Discord's channel object of a DM (developers/resources/channel#channel-object)."""
        return {
            "id": self.id,
            "type": int(self.kind),
            "last_message_id": self.last_message_id,
            "flags": 0,
            "recipients": [self.person.user()],
            "last_pin_timestamp": self.last_pin,
        }
