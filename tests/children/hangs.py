"""Paints three steps and says nothing more, deaf to Cancel and to the end of file."""

import time

import wire

wire.ready()
for request in wire.paints():
    for step in (1, 2, 3):
        wire.progress(request, step)
    time.sleep(3600)
