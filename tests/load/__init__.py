"""Many people at once: how soon they are answered, and what the bot needs over a long run."""
