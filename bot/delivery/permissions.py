"""The permissions that the bot needs: asked for in the invitation, checked before anything is painted."""

import discord

from bot.delivery.encoding import SMALLEST
from bot.errors import MissingPermission, Refused
from bot.ui.text import byte_size

# When the outcome of a request is unknown, the history tells whether the picture is there.
NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
INVITED = (*NEEDED, "send_messages_in_threads", "add_reactions")


def invite_link(application_id: int) -> str:
    """Return the link that adds the bot to a server with exactly the permissions that it uses."""
    permissions = discord.Permissions(**dict.fromkeys(INVITED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=("bot", "applications.commands"))


def title(permission: str) -> str:
    """Return a permission's name as Discord shows it."""
    return permission.replace("_", " ").title()


def check_place(interaction: discord.Interaction) -> None:
    """Raise Refused where a picture could not be posted in answer to this interaction, with the reason."""
    channel, permissions = interaction.channel, interaction.app_permissions
    check_permissions(permissions, threaded=isinstance(channel, discord.Thread))
    if isinstance(channel, discord.Thread) and channel.locked and not permissions.manage_threads:
        raise Refused("refusal-locked-thread")
    if interaction.filesize_limit < SMALLEST:
        raise Refused("refusal-file-limit", limit=byte_size(interaction.filesize_limit))


def check_permissions(permissions: discord.Permissions, *, threaded: bool) -> None:
    """Raise MissingPermission, with their names, where permissions to post a picture are missing."""
    needed = ["send_messages_in_threads" if threaded and name == "send_messages" else name for name in NEEDED]
    if missing := [title(name) for name in needed if not getattr(permissions, name)]:
        raise MissingPermission("refusal-permissions", permissions=", ".join(missing))
