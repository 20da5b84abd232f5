"""What the bot needs to be allowed: asked for in the invitation, checked before anything is painted."""

import discord

from bot.delivery.encoding import SMALLEST
from bot.errors import MissingPermission, Refused
from bot.ui.text import byte_size

# The history says whether a picture is there already when it is not known what became of the request.
_PAINTING = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
_INVITED = (*_PAINTING, "send_messages_in_threads", "add_reactions")


def invite_link(application_id: int) -> str:
    """Return the link that adds the bot to a server with exactly the permissions that it uses."""
    permissions = discord.Permissions(**dict.fromkeys(_INVITED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=("bot", "applications.commands"))


def check_place(interaction: discord.Interaction) -> None:
    """Raise Refused where a picture could not be posted in answer to this interaction, with the reason."""
    channel, permissions = interaction.channel, interaction.app_permissions
    check_permissions(permissions, threaded=isinstance(channel, discord.Thread))
    if isinstance(channel, discord.Thread) and channel.locked and not permissions.manage_threads:
        raise Refused("This thread is locked: I could not post the picture here.")
    if interaction.filesize_limit < SMALLEST:
        limit = byte_size(interaction.filesize_limit)
        raise Refused(f"Files may have {limit} here, and no picture is that small.")


def check_permissions(permissions: discord.Permissions, *, threaded: bool) -> None:
    """Raise MissingPermission, naming it, where these do not suffice to post a picture."""
    needed = ["send_messages_in_threads" if threaded and name == "send_messages" else name for name in _PAINTING]
    missing = [name for name in needed if not getattr(permissions, name)]
    if missing:
        names = ", ".join(name.replace("_", " ").title() for name in missing)
        raise MissingPermission(f"I cannot post pictures in this channel: an admin has to allow me {names}.")


def missing(granted: discord.Permissions) -> tuple[list[str], list[str]]:
    """Return the permissions that are not granted: those without which nothing is posted, then the others."""
    lacking = [(name in _PAINTING, name.replace("_", " ").title()) for name in _INVITED if not getattr(granted, name)]
    return [title for needed, title in lacking if needed], [title for needed, title in lacking if not needed]
