"""The well-behaved child: paints a plain picture that depends on its params alone, each step on the one before.

A lost or repeated step changes the picture. With `--hold-at STEP` a job that begins anew waits after that step until
it is asked to pause or to stop. With `--hold FILE` every job waits after its second step (`--hold-after`) until the
file is there.
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


def paint(request, inbox, step_seconds, holds=lambda done, step: False, **told):
    """Paint. After each step, it waits for as long as `holds(done, step)`, where `done` steps were painted before."""
    job_id, params, folder = request["job_id"], request["params"], Path(request["folder"])
    place, saved, total = folder / "checkpoint.json", float("-inf"), params["steps"]
    wire.say("busy", job_id=job_id, doing=wire.said("mixing colours"))
    done, colours = saved_state(request)
    while holds(done, 0):
        time.sleep(0.01)
    for step in range(done + 1, total + 1):
        time.sleep(step_seconds)
        colours = digest(colours)
        files = {"preview": str(save(picture(params, colours, step / total), folder / f"preview-{step:03d}.png"))}
        if time.monotonic() - saved >= CHECKPOINT_SECONDS:
            saved, files["checkpoint"] = time.monotonic(), save_state(place, step, colours)
        wire.progress(request, step, seconds_per_step=step_seconds, **files)
        stop = stopped(inbox, job_id, step == total)
        while stop is None and holds(done, step):
            time.sleep(0.01)
            stop = stopped(inbox, job_id, step == total)
        if stop == "cancel":
            wire.say("cancelled", job_id=job_id)
            return
        if stop == "pause":
            wire.say("paused", job_id=job_id, checkpoint=save_state(place, step, colours))
            return
    image = save(picture(params, colours), folder / "picture.png")
    wire.finished(request, image, **told)


def stopped(inbox, job_id, painted):
    """Return what is asked of this job: cancel, pause unless all of it is painted, or None."""
    while not inbox.empty():
        request = inbox.get()
        if request is None:
            os._exit(0)
        wanted = ("cancel",) if painted else ("cancel", "pause")
        if request["type"] in wanted and request["job_id"] == job_id:
            return request["type"]
    return None


def listen(inbox):
    for request in wire.requests():
        inbox.put(request)
    inbox.put(None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--step-seconds", type=float, default=0.0)
    parser.add_argument("--hold-at", type=int)
    parser.add_argument("--hold", type=Path)
    parser.add_argument("--hold-after", type=int, default=2)
    options = parser.parse_args()

    def holds(done, step):
        held = options.hold is not None and step == options.hold_after and not options.hold.exists()
        return held or (done == 0 and step == options.hold_at)

    inbox = queue.Queue()
    threading.Thread(target=listen, args=(inbox,), daemon=True).start()
    wire.ready()
    while (request := inbox.get()) is not None:
        if request["type"] == "paint":
            paint(request, inbox, options.step_seconds, holds)


if __name__ == "__main__":
    sys.exit(main())
