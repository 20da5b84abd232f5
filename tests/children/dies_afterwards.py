"""Paints, and dies of SIGKILL when the next job comes, once for each byte of the given file."""

import os
import queue
import signal
import sys
from pathlib import Path

import quick
import wire

LIVES = Path(sys.argv[1])

wire.ready()
for painted, request in enumerate(wire.paints()):
    if painted and (lives := LIVES.read_text()):
        LIVES.write_text(lives[1:])
        os.kill(os.getpid(), signal.SIGKILL)
    quick.paint(request, queue.Queue(), 0.0)
