"""The worker takes jobs from the queue; the supervisor keeps the generator process alive that paints them."""
