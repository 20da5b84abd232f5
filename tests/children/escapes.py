"""Names files outside its job's folder."""

import wire

wire.ready()
for request in wire.paints():
    wire.progress(request, 1, preview="/etc/hostname")
    wire.say(
        "finished",
        job_id=request["job_id"],
        image=request["folder"] + "/../../../etc/hostname",
        sha256="0" * 64,
        seed=0,
        seconds=1.0,
        peak_memory=1,
    )
