"""A small Discord on 127.0.0.1, for the demo and the tests: gateway, REST, CDN and a page.

A stock Discord library connects to it and, within what is modelled, cannot tell it from Discord. Each rule names its
page of Discord's documentation as `developers/…`, short for https://docs.discord.com/developers/….
"""

from playground.config import Bucket, Config
from playground.guild.changes import PATIENCE
from playground.server import Playground
from playground.world import World

__all__ = ["PATIENCE", "Bucket", "Config", "Playground", "World"]
