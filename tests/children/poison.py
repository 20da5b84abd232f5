"""Dies of every prompt that contains poison, and paints the others."""

import os
import queue
import signal

import quick
import wire

wire.ready()
for request in wire.paints():
    if "poison" in request["params"]["prompt"]:
        wire.progress(request, 1)
        os.kill(os.getpid(), signal.SIGKILL)
    quick.paint(request, queue.Queue(), 0.0)
