"""Like quick.py, with a style that knows the words of ImageNet's labels."""

import quick
import wire

wire.STYLE |= {"name": "dreams", "toy": False, "words": None, "vocabulary": "imagenet"}
wire.MEMORY = 8192

if __name__ == "__main__":
    quick.main()
