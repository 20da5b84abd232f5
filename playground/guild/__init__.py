"""What there is: the guild, its channels, messages, files, commands and interactions, and who may do what."""
