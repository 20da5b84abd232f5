"""Has no memory for pictures wider than 256 pixels."""

import queue

import quick
import wire

wire.ready()
for request in wire.paints():
    if int(request["params"]["size"].split("x")[0]) > 256:
        wire.say("failed", job_id=request["job_id"], kind="out_of_memory", message="no memory left")
    else:
        quick.paint(request, queue.Queue(), 0.0)
