"""A small Discord on 127.0.0.1, for the demo and the tests: gateway, REST, CDN and a page.

A stock Discord library connects to it and cannot tell the difference within what is modelled. Rules of behaviour name
the page of Discord's documentation that they come from as `developers/…`, short for https://docs.discord.com/developers/….
"""

from playground.config import Bucket, Config
from playground.server import Playground
from playground.world import World

__all__ = ["Bucket", "Config", "Playground", "World"]
