"""Hangs in a job and ignores SIGTERM."""

import signal
import time

import wire

signal.signal(signal.SIGTERM, signal.SIG_IGN)
wire.ready()
for request in wire.paints():
    wire.progress(request, 1)
    while True:
        time.sleep(3600)
