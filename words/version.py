"""Which Easel this is. pyproject.toml takes the number from here."""

VERSION = "0.1.0"
