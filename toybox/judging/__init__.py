"""How well a style paints: what it is asked, what its pictures show, and how ways of painting compare."""
