"""The architectures of the toy's networks."""
