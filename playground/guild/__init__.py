"""The guild with its channels, messages, files, commands, interactions and permissions."""
