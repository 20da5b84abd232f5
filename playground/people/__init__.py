"""People, and everything that Discord's own client would send for them."""
