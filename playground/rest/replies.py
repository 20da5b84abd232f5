"""Messages that answer an interaction (developers/interactions/receiving-and-responding#followup-messages)."""

from dataclasses import replace
from typing import Any

from playground.guild.compose import Body, settable_flags
from playground.guild.interactions import Interaction, Kind
from playground.guild.mentions import INTERACTION_DEFAULT
from playground.guild.messages import EPHEMERAL, LOADING, Message
from playground.world import World

# developers/resources/message#message-object-message-types
CHAT_INPUT_COMMAND, REPLY, CONTEXT_MENU_COMMAND = 20, 19, 23


def reply(world: World, interaction: Interaction, body: Body) -> Message:
    """Post the first answer."""
    return _post(world, interaction, body, settable_flags(body.json))


def deferred(world: World, interaction: Interaction, body: Body) -> Message:
    """Post `thinking…`, which the first edit or followup fills."""
    return _post(world, interaction, body, (settable_flags(body.json) & EPHEMERAL) | LOADING)


def followup(world: World, interaction: Interaction, body: Body) -> Message:
    """Fill the deferred answer, which decides whether it is ephemeral, or post another message."""
    first = interaction.channel.get(interaction.message_id) if interaction.message_id else None
    if first and first.thinking:
        return edit(world, first, body)
    return _post(world, interaction, body, settable_flags(body.json))


def edit(world: World, message: Message, body: Body) -> Message:
    """Edit a message through its interaction's token."""
    channel = world.guild.channel(message.channel_id)
    return channel.edit(world.composer.edit(message, body, INTERACTION_DEFAULT))


def _post(world: World, interaction: Interaction, body: Body, flags: int) -> Message:
    ephemeral_to = interaction.person.id if flags & EPHEMERAL else None
    extra = _about(world, interaction)
    body = replace(body, json={key: body.json[key] for key in body.json if key != "nonce"} | {"flags": flags})
    message = world.composer.create(
        interaction.channel,
        world.bot,
        body,
        defaults=INTERACTION_DEFAULT,
        extra=extra,
        ephemeral_to=ephemeral_to,
    )
    if interaction.message_id is None:
        interaction.message_id = message.id
    return interaction.channel.post(message)


def _about(world: World, interaction: Interaction) -> dict[str, Any]:
    """Return the fields that only these messages have (developers/resources/message#message-object)."""
    about: dict[str, Any] = {
        "application_id": world.bot.id,
        "webhook_id": world.bot.id,
        "interaction_metadata": interaction.metadata(),
    }
    original = interaction.message_id or (interaction.source.id if interaction.source else None)
    if interaction.message_id:
        about["interaction_metadata"]["original_response_message_id"] = interaction.message_id
    if interaction.kind is Kind.COMMAND and not interaction.message_id:
        user = interaction.person.user()
        return about | {
            "type": CONTEXT_MENU_COMMAND if interaction.target else CHAT_INPUT_COMMAND,
            "interaction": {"id": interaction.id, "type": 2, "name": interaction.name, "user": user},
        }
    if original is None:
        return about
    place = {"type": 0} | interaction.channel.place
    return about | {"type": REPLY, "message_reference": place | {"message_id": original}}
