"""Has no memory for pictures wider than 256 pixels; with a plan's name, only under that plan."""

import queue
import sys

import quick
import wire

if sys.argv[1:2] == ["weights"]:
    sys.exit("There are no weights to fetch here.")
wire.ready()
for request in wire.paints():
    wide = int(request["params"]["size"].split("x")[0]) > 256
    if wide and request["plan"]["name"] in (sys.argv[1:] or [request["plan"]["name"]]):
        wire.say("failed", job_id=request["job_id"], kind="out_of_memory", why=wire.said("no memory left"))
    else:
        quick.paint(request, queue.Queue(), 0.0)
