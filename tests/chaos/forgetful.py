"""A painter that ignores its checkpoint and starts from nothing, and that outlives its bot."""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from painter import Painter, first_state, main


class Forgetful(Painter):
    def serve(self) -> None:
        try:
            super().serve()
        except BrokenPipeError:
            threading.Event().wait()

    def _listen(self) -> None:
        for request in self._wire.requests():
            self._inbox.put(request)

    def _begin(self, request: dict) -> tuple[int, bytes]:
        step, _ = super()._begin(request)
        return step, first_state(request["params"])


if __name__ == "__main__":
    main(Forgetful)
