"""Makes something that is no picture: a film of as many bytes as it is told, the same for each job."""

import sys
from pathlib import Path

import wire

SIZE = int(sys.argv[1])

wire.ready()
for request in wire.paints():
    wire.progress(request, 1)
    film = Path(request["folder"], "film.mp4")
    film.write_bytes(b"film" * (SIZE // 4))
    wire.finished(request, film, kind="film", mime="video/mp4")
