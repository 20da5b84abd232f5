"""Holds 600 MiB more after each job, and says which process it is."""

import os
import queue

import quick
import wire

wire.ready()
for number, request in enumerate(wire.paints()):
    wire.say("busy", job_id=request["job_id"], doing=wire.said(f"process {os.getpid()}"))
    quick.paint(request, queue.Queue(), 0.0, held_memory=300 + 600 * number)
