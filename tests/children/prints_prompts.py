"""Prints what it is asked to paint, and dies."""

import os
import sys

import wire

print("hello", file=sys.stderr, flush=True)
wire.ready()
for request in wire.paints():
    print("cannot paint", request["params"]["prompt"].split("|")[0].upper(), file=sys.stderr, flush=True)
    os._exit(1)
