"""Discord's answers, sorted once."""

from types import SimpleNamespace

import aiohttp
import discord
import pytest

from bot.delivery.verdicts import Verdict, verdict

HTML = "<html><title>Attention Required! | Cloudflare</title></html>"


def _answer(kind: type[discord.HTTPException], status: int, body: object) -> discord.HTTPException:
    return kind(SimpleNamespace(status=status, reason=""), body)  # type: ignore[arg-type]


def _caused(cause: Exception) -> discord.GatewayNotFound:
    error = discord.GatewayNotFound()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (_answer(discord.Forbidden, 403, HTML), Verdict.PASSES),
        (_answer(discord.Forbidden, 403, {"code": 40333, "message": "internal network error"}), Verdict.PASSES),
        (_answer(discord.Forbidden, 403, {"code": 0, "message": "403: Forbidden"}), Verdict.PASSES),
        (_answer(discord.HTTPException, 400, "Bad Request"), Verdict.PASSES),
        (_answer(discord.HTTPException, 408, ""), Verdict.PASSES),
        (_answer(discord.NotFound, 404, HTML), Verdict.PASSES),
        (_answer(discord.HTTPException, 429, HTML), Verdict.PASSES),
        (_answer(discord.HTTPException, 403, {"code": 40004}), Verdict.PASSES),  # sending is off for a while
        (_answer(discord.HTTPException, 400, {"code": 40062}), Verdict.PASSES),  # a service is rate limited
        (_answer(discord.HTTPException, 400, {"code": 30034}), Verdict.NO),  # all of today's new commands
        (_answer(discord.DiscordServerError, 502, HTML), Verdict.PASSES),
        (aiohttp.ServerDisconnectedError(), Verdict.PASSES),
        (OSError("the network is down"), Verdict.PASSES),
        (_answer(discord.Forbidden, 403, {"code": 50001}), Verdict.NO),
        (_answer(discord.Forbidden, 403, {"code": 50013}), Verdict.NO),
        (_answer(discord.NotFound, 404, {"code": 10008}), Verdict.NO),
        (_answer(discord.HTTPException, 400, {"code": 50035}), Verdict.NO),
        (_answer(discord.HTTPException, 413, HTML), Verdict.NO),
        (_answer(discord.HTTPException, 429, {"code": 30046}), Verdict.NO),
        (_answer(discord.HTTPException, 401, {"code": 0, "message": "401: Unauthorized"}), Verdict.ENDS),
        (_answer(discord.HTTPException, 401, {"code": 50027, "message": "Invalid Webhook Token"}), Verdict.NO),
        (_answer(discord.HTTPException, 401, HTML), Verdict.ENDS),
        (discord.LoginFailure("Improper token has been passed."), Verdict.ENDS),
        (_answer(discord.Forbidden, 403, {"code": 40004}), Verdict.PASSES),
        (_answer(discord.HTTPException, 400, {"code": 20028}), Verdict.PASSES),
        (_caused(_answer(discord.HTTPException, 401, {"code": 0})), Verdict.ENDS),
        (_caused(_answer(discord.Forbidden, 403, HTML)), Verdict.PASSES),
        (discord.GatewayNotFound(), Verdict.PASSES),
        (ValueError("a mistake of Easel's own"), None),
    ],
)
def test_only_a_known_code_is_a_no(error: Exception, meaning: Verdict | None) -> None:
    assert verdict(error) is meaning
