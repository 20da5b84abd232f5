"""Jobs: what people ordered, the order in which it is painted, and how each job ended."""
