"""How a picture is painted: each method is a Python generator that yields its steps."""
