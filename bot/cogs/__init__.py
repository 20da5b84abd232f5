"""Commands, buttons and reactions: parse, call one thing, answer."""
