"""What does not fit is refused before it is painted, and what is accepted is painted: held against the toy's methods."""
