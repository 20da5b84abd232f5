"""Everything that goes out to Discord with the bot's token."""
