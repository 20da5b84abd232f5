"""The first answer to an interaction (developers/interactions/receiving-and-responding#create-interaction-response)."""

from typing import Any

from aiohttp import web

from playground.errors import invalid
from playground.guild.compose import Body, numbered
from playground.guild.interactions import Callback, Interaction, Kind
from playground.guild.messages import Message
from playground.rest.keys import BODY, Route, world_of
from playground.rest.replies import deferred, reply
from playground.wire import answer, nothing
from playground.world import World

_ALLOWED = {
    Kind.COMMAND: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL},
    Kind.COMPONENT: set(Callback) - {Callback.CHOICES},
    Kind.AUTOCOMPLETE: {Callback.CHOICES},
    Kind.MODAL: set(Callback) - {Callback.CHOICES, Callback.MODAL},
}


async def respond(request: web.Request) -> web.Response:
    """Take the first answer. A message that it makes or edits comes back as `resource`."""
    world, body = world_of(request), request[BODY]
    interaction = world.interactions.to_answer(request.match_info["interaction_id"], request.match_info["token"])
    callback = _callback(interaction, body.json.get("type"))
    message = _apply(world, interaction, callback, Body(body.json.get("data") or {}, body.files))
    world.interactions.answered(interaction, callback)
    if request.query.get("with_response") not in ("1", "true"):
        return nothing()
    return answer(_told(interaction, callback, message))


def _callback(interaction: Interaction, kind: Any) -> Callback:
    if kind not in _ALLOWED[interaction.kind]:
        raise invalid("type", "INTERACTION_CALLBACK_TYPE_INVALID", "This answer does not fit the interaction.")
    return Callback(kind)


def _apply(world: World, interaction: Interaction, callback: Callback, body: Body) -> Message | None:
    match callback:
        case Callback.MESSAGE:
            return reply(world, interaction, body)
        case Callback.DEFERRED_MESSAGE:
            return deferred(world, interaction, body)
        case Callback.DEFERRED_UPDATE | Callback.UPDATE:
            return _update(world, interaction, callback, body)
        case Callback.CHOICES:
            interaction.choices = body.json.get("choices") or []
        case Callback.MODAL:
            interaction.modal = body.json | {"components": numbered(body.json["components"])}
    return None


def _update(world: World, interaction: Interaction, callback: Callback, body: Body) -> Message | None:
    """…#interaction-callback: 6 and 7 update the message that holds the component."""
    if interaction.source is None:
        raise invalid("type", "INTERACTION_CALLBACK_TYPE_INVALID", "There is no message to update.")
    message = interaction.channel.get(interaction.source.id)
    interaction.message_id = message.id
    if callback is Callback.DEFERRED_UPDATE:
        return message
    return interaction.channel.edit(world.composer.edit(message, body))


def _told(interaction: Interaction, callback: Callback, message: Message | None) -> dict[str, Any]:
    """…#interaction-callback-interaction-callback-response-object"""
    about: dict[str, Any] = {"id": interaction.id, "type": int(interaction.kind)}
    if message is None:
        return {"interaction": about}
    about |= {
        "response_message_id": message.id,
        "response_message_loading": message.thinking,
        "response_message_ephemeral": message.ephemeral_to is not None,
    }
    if callback in (Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE):
        return {"interaction": about}
    seen = message.seen_by(message.author_id)
    return {"interaction": about, "resource": {"type": int(callback), "message": seen}}


ROUTES: list[Route] = [
    ("POST", "/interactions/{interaction_id}/{token}/callback", "create_interaction_response", respond),
]
