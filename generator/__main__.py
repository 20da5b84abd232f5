"""Without arguments: serve requests from stdin. With arguments: the command line."""

import os

# Read by cuBLAS when torch first touches it: a fixed workspace makes its products repeatable (NVIDIA, cuBLAS
# documentation, "Results reproducibility").
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
# Read by OpenMP when torch is imported: threads sleep while they wait. If they span, they would take the cores from the
# bot and from one another: with something else running on two cores, a step takes twice as long.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import queue
import sys
from typing import BinaryIO

NICE = 10  # the bot, the database and the host's owner come first


def claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the real stdin and stdout for the wire; give everything else /dev/null and stderr.

    Whatever Python, C or a grandchild prints on descriptor 1 then cannot break the wire.
    """
    requests, events = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, events


def serve() -> None:
    """Paint what the parent asks for until it goes away. Exit with a sentence when a setting is wrong."""
    from generator.orphans import die_with_parent

    die_with_parent()
    requests, events = claim_pipes()
    os.nice(NICE)
    from generator import serve
    from generator.engine import Engine
    from generator.wire.errors import WrongSetting

    try:
        engine = Engine.start()
    except WrongSetting as error:
        sys.exit(str(error))
    inbox: serve.Inbox = queue.SimpleQueue()
    serve.start_listening(requests, inbox, lambda sentence: print(sentence, file=sys.stderr))
    serve.Server(engine, inbox, events).run()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        serve()
    else:
        from generator.commands import main

        sys.exit(main(sys.argv[1:]))
