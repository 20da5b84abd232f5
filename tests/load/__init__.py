"""Many people at once: how soon they are answered, and what the bot needs while it works for long."""
