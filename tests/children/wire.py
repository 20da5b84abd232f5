"""The wire by hand, in the standard library alone, for children that start in milliseconds."""

import hashlib
import json
import os
import sys

_out = os.fdopen(os.dup(1), "wb", buffering=0)

STYLE = {
    "name": "toy",
    "description": "small weights for simple shapes",
    "toy": True,
    "words": ["a", "red", "blue", "circle", "square", "on", "background"],
    "methods": {
        "vqgan_clip": {
            "downsample_factor": 16,
            "defaults": {"size": "128x128", "steps": 4, "learning_rate": 0.1, "num_cutouts": 8, "cut_power": 1.0},
        }
    },
}
MEMORY = 1024  # MiB


def said(text):
    return {"key": "as-written", "values": {"text": text}}


def say(type, **fields):
    _out.write(json.dumps({"type": type, **fields}).encode() + b"\n")


def say_raw(line):
    _out.write(line)


def ready():
    device = {"kind": "cpu", "name": "a child of the tests", "threads": 1, "gflops": 50.0, "note": None}
    say("ready", device=device, memory=MEMORY, styles=[STYLE], versions={"child": "1"})


def requests():
    for line in sys.stdin:
        yield json.loads(line)


def paints():
    for request in requests():
        if request["type"] == "paint":
            yield request


def finished(request, file, kind="picture", mime="image/png", **told):
    """Say that the job has made this file."""
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    result = {"kind": kind, "file": str(file), "mime": mime, "sha256": sha256}
    say("finished", job_id=request["job_id"], result=result, **{"seconds": 0.1, "peak_memory": 9, **told})


def progress(request, step, seconds_per_step=0.01, **fields):
    total = request["params"]["steps"]
    say("progress", job_id=request["job_id"], step=step, total=total, seconds_per_step=seconds_per_step, **fields)
