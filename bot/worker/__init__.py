"""The worker takes jobs from the queue; the supervisor keeps alive the generator process that paints them."""
