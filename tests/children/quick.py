"""The well-behaved child: paints a plain picture that depends on nothing but its params."""

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


def picture(params, share=1.0):
    digest = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).digest()
    width, height = map(int, params["size"].split("x"))
    return Image.new("RGB", (width, height), tuple(int(value * share) for value in digest[:3]))


def save(image, path):
    part = path.with_suffix(".part")
    image.save(part, "PNG")
    part.replace(path)
    return path


def paint(request, inbox, step_seconds, **told):
    job_id, params, folder = request["job_id"], request["params"], Path(request["folder"])
    wire.say("busy", job_id=job_id, doing="mixing colours")
    for step in range(1, params["steps"] + 1):
        time.sleep(step_seconds)
        if cancelled(inbox, job_id):
            wire.say("cancelled", job_id=job_id)
            return
        preview = save(picture(params, step / params["steps"]), folder / f"preview-{step:03d}.png")
        wire.progress(request, step, preview=str(preview))
    image = save(picture(params), folder / "picture.png")
    sha256 = hashlib.sha256(image.read_bytes()).hexdigest()
    told |= {"image": str(image), "sha256": sha256, "seed": params["seed"], "seconds": 0.1, "peak_memory": 9}
    wire.say("finished", job_id=job_id, **told)


def cancelled(inbox, job_id):
    while not inbox.empty():
        request = inbox.get()
        if request is None:
            os._exit(0)
        if request["type"] == "cancel" and request["job_id"] == job_id:
            return True
    return False


def listen(inbox):
    for request in wire.requests():
        inbox.put(request)
    inbox.put(None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--step-seconds", type=float, default=0.0)
    step_seconds = parser.parse_args().step_seconds
    inbox = queue.Queue()
    threading.Thread(target=listen, args=(inbox,), daemon=True).start()
    wire.ready()
    while (request := inbox.get()) is not None:
        if request["type"] == "paint":
            paint(request, inbox, step_seconds)


if __name__ == "__main__":
    sys.exit(main())
