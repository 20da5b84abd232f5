"""A quick painter that can be killed anywhere. Its picture depends on every step, as a real one does.

Its state is a hash chain, so a step that is skipped, done twice or resumed from another job's checkpoint changes the
picture. It uses the standard library alone, to start in milliseconds.
"""

import fcntl
import hashlib
import json
import os
import queue
import sys
import threading
import time
import zlib
from pathlib import Path

POINTS = (
    "start",
    "ready said",
    "paint heard",
    "step done",
    "preview half written",
    "checkpoint half written",
    "checkpoint told",
    "picture half written",
    "picture written",
    "half a line said",
    "finished said",
)
STEP = 0.002  # seconds
WILL_NOT, NO_ROOM_AT_FIRST = "refused", "large"  # the first words of prompts that end differently


def first_state(params: dict) -> bytes:
    """Return the state before the first step."""
    return hashlib.sha256(json.dumps(params, sort_keys=True).encode()).digest()


def next_state(state: bytes, step: int) -> bytes:
    """Return the state after this step."""
    return hashlib.sha256(state + step.to_bytes(4, "big")).digest()


def undisturbed(params: dict) -> bytes:
    """Return the picture as it is painted without a disturbance."""
    state = first_state(params)
    for step in range(1, params["steps"] + 1):
        state = next_state(state, step)
    return png(params, state)


def png(params: dict, state: bytes) -> bytes:
    """Return the picture of a state: rows of 32 colours."""
    width, height = map(int, params["size"].split("x"))
    colours = hashlib.shake_256(state).digest(96)
    rows = b"".join(
        b"\0" + colours[3 * (y % 32) : 3 * (y % 32) + 3] * width for y in range(height)
    )  # each row begins with its filter type, none
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


class Painter:
    """Serves one bot; the next bot starts a new one, as it would start any generator."""

    def __init__(self, wire, points, diary, folder: Path) -> None:
        self._wire, self._points, self._diary, self._folder = wire, points, diary, folder
        self._inbox: queue.SimpleQueue = queue.SimpleQueue()

    def serve(self) -> None:
        self._points.here("start")
        threading.Thread(target=self._listen, daemon=True).start()
        self._wire.ready()
        self._points.here("ready said")
        while request := self._inbox.get():
            if request["type"] == "paint":
                with self._alone(request["job_id"]):
                    self._paint(request)

    def _listen(self) -> None:
        for request in self._wire.requests():
            self._inbox.put(request)
        os._exit(0)

    def _alone(self, job_id: str):
        """Lock the job. The kernel releases the lock only when its holder dies."""
        lock = (self._folder / "locks" / job_id).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._diary.complain(f"job {job_id} was painted by two at once")
        return lock

    def _paint(self, request: dict) -> None:
        job_id, params, folder = request["job_id"], request["params"], Path(request["folder"])
        self._points.here("paint heard", job_id)
        self._diary.began(job_id)
        word = params["prompt"].split()[0]
        if word == WILL_NOT:
            return self._failed(job_id, "bad_input", "This is not painted here.")
        if word == NO_ROOM_AT_FIRST and self._diary.once("large", job_id):
            return self._failed(job_id, "out_of_memory", "no memory left")
        begun, state = self._begin(request)
        for step in range(begun + 1, params["steps"] + 1):
            time.sleep(STEP)
            state = next_state(state, step)
            self._points.here("step done", job_id)
            told = self._checkpoint(folder, job_id, params, step, state) if step % 2 == 0 else {}
            if step % 8 == 1:
                told["preview"] = str(self._write(folder / f"preview-{step:03}.png", png(params, state), job_id))
            self._wire.progress(request, step, **told)
            if told.get("checkpoint"):
                self._points.here("checkpoint told", job_id)
            if self._stopped(job_id, folder, params, step, state):
                return None
        return self._finish(job_id, params, folder, state)

    def _begin(self, request: dict) -> tuple[int, bytes]:
        first = first_state(request["params"])
        if not request["resume_from"]:
            return 0, first
        kept = json.loads(Path(request["resume_from"]).read_text())
        if kept["of"] != first.hex():
            self._diary.complain(f"job {request['job_id']} was given another job's checkpoint")
        return kept["step"], bytes.fromhex(kept["state"])

    def _stopped(self, job_id: str, folder: Path, params: dict, step: int, state: bytes) -> bool:
        while not self._inbox.empty():
            request = self._inbox.get()
            if request.get("job_id") != job_id:
                continue
            if request["type"] == "cancel":
                self._wire.say("cancelled", job_id=job_id)
                return True
            if request["type"] == "pause":
                self._wire.say("paused", job_id=job_id, **self._checkpoint(folder, job_id, params, step, state))
                return True
        return False

    def _finish(self, job_id: str, params: dict, folder: Path, state: bytes) -> None:
        image = self._write(folder / "picture.png", png(params, state), job_id)
        self._points.here("picture written", job_id)
        sha256 = hashlib.sha256(image.read_bytes()).hexdigest()
        result = {"kind": "picture", "file": str(image), "mime": "image/png", "sha256": sha256}
        told = {"result": result, "seconds": 0.1, "peak_memory": 9}
        line = json.dumps({"type": "finished", "job_id": job_id, **told}).encode() + b"\n"
        self._wire.say_raw(line[:40])
        self._points.here("half a line said", job_id)
        self._wire.say_raw(line[40:])
        self._points.here("finished said")  # without a job: it is over, and the bot may have sent the next one

    def _failed(self, job_id: str, kind: str, message: str) -> None:
        self._wire.say("failed", job_id=job_id, kind=kind, why=self._wire.said(message))

    def _checkpoint(self, folder: Path, job_id: str, params: dict, step: int, state: bytes) -> dict[str, str]:
        kept = json.dumps({"of": first_state(params).hex(), "step": step, "state": state.hex()}).encode()
        return {"checkpoint": str(self._write(folder / "checkpoint", kept, job_id))}

    def _write(self, path: Path, data: bytes, job_id: str) -> Path:
        """Write a file whole or not at all."""
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            self._points.here(f"{path.stem.partition('-')[0]} half written", job_id)
            file.write(data[len(data) // 2 :])
        part.replace(path)
        return path


def main(kind: type[Painter] = Painter) -> None:
    here = Path(__file__).parent
    sys.path[:0] = [str(here), str(here.parent / "children")]
    import points
    import wire

    folder = Path(os.environ["DATA_DIR"]).parent / "chaos"
    kind(wire, points.Points(folder, "painter"), points.Diary(folder), folder).serve()


if __name__ == "__main__":
    main()
