"""Paints three steps and hangs (sleep, busy, stopped or blocked); ignores Cancel and the end of its input."""

import os
import signal
import sys
import time

import wire


def hang(how):
    if how == "stopped":
        os.kill(os.getpid(), signal.SIGSTOP)
    if how == "blocked":
        _, nobody_reads = os.pipe()
        os.write(nobody_reads, b"x" * 2**24)
    while how == "busy":
        pass
    time.sleep(3600)


wire.ready()
for request in wire.paints():
    for step in (1, 2, 3):
        wire.progress(request, step)
    hang(*sys.argv[1:] or ["sleep"])
