"""What people do in Discord: commands, buttons and reactions."""
