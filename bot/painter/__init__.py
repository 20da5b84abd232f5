"""What is known of the painter: what it last said, what it has the capacity for, and how fast it is."""
