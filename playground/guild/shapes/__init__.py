"""The shapes of request bodies: what Discord refuses with 50035, before anything happens."""
