"""Answers every job as a process does whose graphics card is broken."""

import wire

wire.ready()
for request in wire.paints():
    wire.say("failed", job_id=request["job_id"], kind="internal", message="The painter met an error.")
