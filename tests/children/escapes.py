"""Names files outside its job's folder."""

from pathlib import Path

import wire

wire.ready()
for request in wire.paints():
    wire.progress(request, 1, preview="/etc/hostname")
    outside = Path(request["folder"], "..", "outside")
    outside.touch()
    wire.finished(request, outside)
