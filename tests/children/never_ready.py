"""Starts, but never says Ready."""

import sys

sys.stdin.read()
