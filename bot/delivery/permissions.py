"""What the bot needs to be allowed: asked for in the invitation, checked before anything is painted."""

import discord

from bot.errors import MissingPermission

_PAINTING = ("view_channel", "send_messages", "embed_links", "attach_files")
_INVITED = (*_PAINTING, "send_messages_in_threads", "read_message_history", "add_reactions")


def invite_link(application_id: int) -> str:
    """Return the link that adds the bot to a server with exactly the permissions that it uses."""
    permissions = discord.Permissions(**dict.fromkeys(_INVITED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=("bot", "applications.commands"))


def check_permissions(interaction: discord.Interaction) -> None:
    """Raise MissingPermission, naming it, where a picture could not be posted in this channel."""
    threaded = isinstance(interaction.channel, discord.Thread)
    needed = ["send_messages_in_threads" if threaded and name == "send_messages" else name for name in _PAINTING]
    missing = [name for name in needed if not getattr(interaction.app_permissions, name)]
    if missing:
        names = ", ".join(name.replace("_", " ").title() for name in missing)
        raise MissingPermission(f"I cannot post pictures in this channel: an admin has to allow me {names}.")


def missing(granted: discord.Permissions) -> tuple[list[str], list[str]]:
    """Return the permissions that are not granted: those without which nothing is posted, then the others."""
    lacking = [(name in _PAINTING, name.replace("_", " ").title()) for name in _INVITED if not getattr(granted, name)]
    return [title for needed, title in lacking if needed], [title for needed, title in lacking if not needed]
