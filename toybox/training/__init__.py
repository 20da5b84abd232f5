"""How the toy's networks are trained."""
