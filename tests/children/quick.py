"""The well-behaved child: paints a plain picture that depends on its params alone, each step on the one before.

A lost or repeated step changes the picture.
"""

import argparse
import hashlib
import json
import os
import queue
import sys
import threading
import time
from pathlib import Path

import wire
from PIL import Image

CHECKPOINT_SECONDS = 0.2


def digest(data):
    return hashlib.sha256(data).digest()


def picture(params, colours, share=1.0):
    width, height = map(int, params["size"].split("x"))
    return Image.new("RGB", (width, height), tuple(int(value * share) for value in colours[:3]))


def save(image, path):
    part = path.with_suffix(".part")
    image.save(part, "PNG")
    part.replace(path)
    return path


def save_state(path, step, colours):
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"step": step, "colours": colours.hex()}))
    part.replace(path)
    return str(path)


def saved_state(request):
    """Return the last painted step and its colours."""
    place = request["resume_from"]
    if place and Path(place).exists():
        state = json.loads(Path(place).read_text())
        return state["step"], bytes.fromhex(state["colours"])
    return 0, digest(json.dumps(request["params"], sort_keys=True).encode())


def paint(request, inbox, step_seconds, gate=None, **told):
    job_id, params, folder = request["job_id"], request["params"], Path(request["folder"])
    place, saved = folder / "checkpoint.json", float("-inf")
    wire.say("busy", job_id=job_id, doing=wire.said("mixing colours"))
    done, colours = saved_state(request)
    for step in range(done + 1, params["steps"] + 1):
        time.sleep(step_seconds)
        colours = digest(colours)
        share = step / params["steps"]
        files = {"preview": str(save(picture(params, colours, share), folder / f"preview-{step:03d}.png"))}
        if time.monotonic() - saved >= CHECKPOINT_SECONDS:
            saved, files["checkpoint"] = time.monotonic(), save_state(place, step, colours)
        wire.progress(request, step, seconds_per_step=step_seconds, **files)
        stop = stopped(inbox, job_id)
        if stop == "cancel":
            wire.say("cancelled", job_id=job_id)
            return
        if stop == "pause" and step < params["steps"]:
            wire.say("paused", job_id=job_id, checkpoint=save_state(place, step, colours))
            return
    while gate is not None and not gate.exists():
        time.sleep(0.02)
        wire.progress(request, params["steps"], seconds_per_step=step_seconds)
    image = save(picture(params, colours), folder / "picture.png")
    wire.finished(request, image, **told)


def stopped(inbox, job_id):
    """Return what is asked of this job: cancel, pause or None."""
    while not inbox.empty():
        request = inbox.get()
        if request is None:
            os._exit(0)
        if request["type"] in ("cancel", "pause") and request["job_id"] == job_id:
            return request["type"]
    return None


def listen(inbox):
    for request in wire.requests():
        inbox.put(request)
    inbox.put(None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--step-seconds", type=float, default=0.0)
    parser.add_argument("--gate", type=Path, help="finish nothing while this file is not there")
    given = parser.parse_args()
    inbox = queue.Queue()
    threading.Thread(target=listen, args=(inbox,), daemon=True).start()
    wire.ready()
    while (request := inbox.get()) is not None:
        if request["type"] == "paint":
            paint(request, inbox, given.step_seconds, given.gate)


if __name__ == "__main__":
    sys.exit(main())
