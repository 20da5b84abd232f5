"""Dies in a job and leaves a process that holds its pipes."""

import os
import subprocess
import sys

import wire

wire.ready()
for request in wire.paints():
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], stdin=0, stdout=1, stderr=2)
    print(f"grandchild {left.pid}", file=sys.stderr, flush=True)
    wire.progress(request, 1)
    os._exit(7)
