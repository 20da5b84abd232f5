"""Answers every job as a process with a broken graphics card does."""

import os

import wire

wire.ready()
for request in wire.paints():
    wire.say("busy", job_id=request["job_id"], doing=wire.said(f"process {os.getpid()}"))
    wire.say("failed", job_id=request["job_id"], kind="internal", why=wire.said("The painter met an error."))
