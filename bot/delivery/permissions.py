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
    check_permissions(permissions, channel)
    if isinstance(channel, discord.Thread) and not permissions.manage_threads:
        if channel.locked:
            raise Refused("refusal-locked-thread")
        if channel.is_private() and not channel.archived and not _is_inside(interaction.guild, channel):
            raise Refused("refusal-private-thread", name=_own_name(interaction))
    if interaction.filesize_limit < SMALLEST:
        raise Refused("refusal-file-limit", limit=byte_size(interaction.filesize_limit))


def check_channel(channel: discord.abc.GuildChannel | discord.Thread) -> None:
    """Raise MissingPermission where it is known that a picture could not be posted in this channel or thread."""
    check_permissions(channel.permissions_for(channel.guild.me), channel)


def check_permissions(permissions: discord.Permissions, channel: object) -> None:
    """Raise MissingPermission, with their names, where permissions to post a picture in the channel are missing.

    Without Connect nobody reads or writes in the chat of a voice channel, whatever else they may do there.
    """
    needed = list(NEEDED)
    if isinstance(channel, discord.Thread):
        needed[needed.index("send_messages")] = "send_messages_in_threads"
    if isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        needed.append("connect")
    if missing := [title(name) for name in needed if not getattr(permissions, name)]:
        raise MissingPermission("refusal-permissions", permissions=", ".join(missing))


def _is_inside(guild: discord.Guild | None, thread: discord.Thread) -> bool:
    """Tell whether the bot sees a private thread: Discord tells of those that the bot is in, and of no others.

    https://docs.discord.com/developers/topics/threads#private-threads
    """
    return guild is None or guild.unavailable or guild.get_thread(thread.id) is not None


def _own_name(interaction: discord.Interaction) -> str:
    own = interaction.client.user
    return own.name if own is not None else ""
