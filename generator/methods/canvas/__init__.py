"""What methods share that paint by an optimiser: the tensor that it changes, and all that goes with it."""
