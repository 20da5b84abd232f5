"""Everything that is sent to Discord with the bot's token."""
