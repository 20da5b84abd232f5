"""Dies of SIGKILL after the second step of every job; with a file's name, only once for each byte of the file."""

import os
import signal
import sys
from pathlib import Path

import quick
import wire

wire.ready()
for request in wire.paints():
    lives = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if lives is None or lives.read_text():
        if lives is not None:
            lives.write_text(lives.read_text()[1:])
        wire.progress(request, 1)
        wire.progress(request, 2)
        print("last words", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    quick.paint(request, quick.queue.Queue(), 0.0)
