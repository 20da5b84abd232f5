"""The quick child, but says that it paints on a graphics card."""

import sys

import quick
import wire


def ready():
    device = {"kind": "cuda", "name": "a card of the tests", "threads": 1, "gflops": 50.0, "note": None}
    wire.say("ready", device=device, memory=1024, styles=[wire.STYLE], versions={})


wire.ready = ready
sys.exit(quick.main())
