"""/imagine with a style that is not installed."""

from types import SimpleNamespace

import pytest

from bot.cogs.imagine import Imagine
from bot.errors import NotReady, Refused
from bot.painter.state import PainterState
from tests.bot.making import READY

FETCHER = SimpleNamespace(fetchable=lambda: [("oil", "paintings", "style")])


async def test_before_the_painter_is_ready_no_styles_are_named(monkeypatch):
    monkeypatch.setattr("bot.cogs.imagine.is_bot_owner", lambda interaction: False)
    painter = PainterState()
    cog = Imagine(None, None, painter, None, None, FETCHER)
    with pytest.raises(NotReady, match="not ready yet"):
        cog._require_installed(None, {"prompt": "a", "style": "oil"})
    painter.up(READY)
    with pytest.raises(Refused, match="toy"):
        cog._require_installed(None, {"prompt": "a", "style": "oil"})
