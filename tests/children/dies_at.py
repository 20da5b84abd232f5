"""Dies of SIGKILL at a named point, once for each byte of the file LIVES: dies_at.py POINT LIVES."""

import os
import signal
import sys
from pathlib import Path

POINT, LIVES = sys.argv[1], Path(sys.argv[2])


def point(name):
    lives = LIVES.read_text()
    if name == POINT and lives:
        LIVES.write_text(lives[1:])
        os.kill(os.getpid(), signal.SIGKILL)


point("spawn")

import queue  # noqa: E402

import quick  # noqa: E402
import wire  # noqa: E402

point("import")


def at_step(request, step, **fields):
    progress(request, step, **fields)
    point("first step" if step == 1 else "last step" if step == request["params"]["steps"] else "step")


def at_save(image, path):
    if path.name == "picture.png":
        path.with_suffix(".part").write_bytes(b"half a picture")
        point("encode")
        image.save(path.with_suffix(".part"), "PNG")
        point("before rename")
    saved = save(image, path)
    if path.name == "picture.png":
        point("after rename")
    return saved


def at_end(type, **fields):
    if type == "busy":
        point("load")
    if type == "finished":
        if POINT == "half a line" and LIVES.read_text():
            wire.say_raw(b'{"type": "fini')
        point("half a line")
    say(type, **fields)


progress, save, say = wire.progress, quick.save, wire.say
wire.progress, quick.save, wire.say = at_step, at_save, at_end
wire.ready()
for request in wire.paints():
    quick.paint(request, queue.Queue(), 0.0)
