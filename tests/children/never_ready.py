"""Starts, and never says Ready."""

import sys

sys.stdin.read()
