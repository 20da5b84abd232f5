"""Edits and followups by interaction token (developers/interactions/receiving-and-responding#followup-messages)."""

from aiohttp import web

from playground.errors import ApiError, Problem
from playground.guild.interactions import Interaction
from playground.guild.messages import Message
from playground.rest.keys import BODY, Route, world_of
from playground.rest.replies import edit, followup
from playground.wire import answer, nothing


async def send(request: web.Request) -> web.Response:
    """…#create-followup-message; interaction webhooks always answer with the message."""
    world = world_of(request)
    return answer(followup(world, _interaction(request), request[BODY]).seen_by(world.bot.id))


async def get(request: web.Request) -> web.Response:
    """…#get-original-interaction-response, #get-followup-message"""
    return answer(_message(request).seen_by(world_of(request).bot.id))


async def update(request: web.Request) -> web.Response:
    """…#edit-original-interaction-response, #edit-followup-message"""
    world = world_of(request)
    return answer(edit(world, _message(request), request[BODY]).seen_by(world.bot.id))


async def delete(request: web.Request) -> web.Response:
    """…#delete-original-interaction-response, #delete-followup-message"""
    _interaction(request).channel.delete(_message(request).id)
    return nothing()


def _interaction(request: web.Request) -> Interaction:
    world = world_of(request)
    if request.match_info["webhook_id"] != world.bot.id:
        raise ApiError(Problem.UNKNOWN_WEBHOOK)
    return world.interactions.for_webhook(request.match_info["webhook_token"])


def _message(request: web.Request) -> Message:
    interaction = _interaction(request)
    message_id = request.match_info.get("message_id") or interaction.message_id
    if message_id is None:
        raise ApiError(Problem.UNKNOWN_MESSAGE)
    return interaction.channel.get(message_id)


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: list[Route] = [
    ("POST", _WEBHOOK, "execute_webhook", send),
    ("GET", _WEBHOOK + "/messages/@original", "get_original_webhook_message", get),
    ("PATCH", _WEBHOOK + "/messages/@original", "update_original_webhook_message", update),
    ("DELETE", _WEBHOOK + "/messages/@original", "delete_original_webhook_message", delete),
    ("GET", _WEBHOOK + "/messages/{message_id}", "get_webhook_message", get),
    ("PATCH", _WEBHOOK + "/messages/{message_id}", "update_webhook_message", update),
    ("DELETE", _WEBHOOK + "/messages/{message_id}", "delete_webhook_message", delete),
]
