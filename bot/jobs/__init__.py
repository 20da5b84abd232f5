"""Jobs: what was asked for, in which order it is painted, and how it ended."""
