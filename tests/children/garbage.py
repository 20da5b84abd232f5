"""Says something that is not an event."""

import wire

wire.ready()
for request in wire.paints():
    wire.say_raw(b"\x00\xff not JSON, and here is the prompt: " + request["params"]["prompt"].encode() + b"\n")
