"""Also fetches weights: `weights fetch NAME` makes a style appear, except the style `refused`."""

import json
import os
import sys
import time
from pathlib import Path

import quick
import wire
from PIL import Image

FOLDER = Path(os.environ["DATA_DIR"]) / "fetched"


def fetch(name, *options):
    if name == "unknown" and "--yes" not in options:
        sys.exit("unknown was not installed: no hash of it is published.")
    if name == "refused":
        sys.exit("The catalogue has no weights named refused; `weights list` shows those it has.")
    for done in range(0, 101, 10):
        line = {"name": name, "doing": "fetching", "done": done * 10**6, "total": 10**8}
        print(json.dumps(line), flush=True)
        time.sleep(0.02)
    FOLDER.mkdir(exist_ok=True)
    Image.new("RGB", (64, 64), (10, 90, 160)).save(FOLDER / f"{name}.png")
    print(json.dumps({"said": wire.said(f"{name} is ready.")}), flush=True)


def catalogue():
    rows = [("oil", "paintings", False), ("unknown", "who knows", False), ("toy", "shapes", True)]
    print(json.dumps([{"name": n, "kind": "style", "good_at": g, "installed": i} for n, g, i in rows]))


def ready():
    made = [
        {**wire.STYLE, "name": path.stem, "description": "a fetched one", "toy": False, "sample": str(path)}
        for path in sorted(FOLDER.glob("*.png"))
    ]
    device = {"kind": "cpu", "name": "a child of the tests", "threads": 1, "gflops": 50.0, "note": None}
    memory = int(os.environ.get("MEMORY_LIMIT_MIB", "16384"))
    wire.say("ready", device=device, memory=memory, styles=[*made, wire.STYLE], versions={})


if sys.argv[1:2] == ["weights"]:
    catalogue() if sys.argv[2] == "list" else fetch(*sys.argv[3:])
else:
    wire.ready = ready
    sys.exit(quick.main())
