"""How Easel logs: to stderr, never a prompt, never a token."""

import logging


def set_up_logging(level: str) -> None:
    """Log from `level` on to stderr."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    for name in ("discord", "aiohttp", "aiosqlite"):
        # At DEBUG these print message bodies, interaction tokens and SQL parameters: people's prompts.
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.INFO))
