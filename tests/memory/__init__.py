"""What does not fit is refused before it is painted, and what is accepted is painted: the toy's methods show it."""
