"""The shape of each operation's body."""

from collections.abc import Mapping
from typing import Any

from playground.guild.shapes.callbacks import check_callback
from playground.guild.shapes.commands import check_command, check_commands
from playground.guild.shapes.messages import check_edit, check_message
from playground.guild.shapes.rooms import check_change, check_nickname, check_recipient, check_thread
from playground.guild.shapes.shape import Check

_SHAPES: Mapping[str, Check] = {
    "create_message": check_message,
    "update_message": check_edit,
    "create_thread": check_thread,
    "create_thread_from_message": check_thread,
    "update_channel": check_change,
    "update_my_guild_member": check_nickname,
    "create_dm": check_recipient,
    "create_interaction_response": check_callback,
    "execute_webhook": check_message,
    "update_original_webhook_message": check_edit,
    "update_webhook_message": check_edit,
    "create_application_command": check_command,
    "create_guild_application_command": check_command,
    "bulk_set_application_commands": check_commands,
    "bulk_set_guild_application_commands": check_commands,
}
_ANY = Check(dict[str, Any])


def check_body(operation: str, body: Any) -> None:
    """Hold a body against its operation's shape; any other operation takes an object. ApiError 50035."""
    _SHAPES.get(operation, _ANY)(body)
