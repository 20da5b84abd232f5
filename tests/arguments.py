"""What the commands of the tests are given."""

import argparse


def count(text: str) -> int:
    """Read a number of things that there must be; argparse says so where it is none."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)
