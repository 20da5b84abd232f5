"""What a step takes, in memory and in seconds, held against the published one."""
