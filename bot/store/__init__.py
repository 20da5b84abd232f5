"""SQLite: the only room that speaks to it."""
