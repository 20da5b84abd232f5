"""Fills stderr with long lines before and while it paints."""

import queue
import sys

import quick
import wire

sys.stderr.write("x" * 2_000_000 + "\n")
wire.ready()
for request in wire.paints():
    sys.stderr.write("y" * 2_000_000 + "\n")
    sys.stderr.flush()
    quick.paint(request, queue.Queue(), 0.0)
