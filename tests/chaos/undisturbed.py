"""The pictures of a run as they are painted without a disturbance."""

import asyncio
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.chaos import painter
from tests.chaos.verdict import Row, Undisturbed


async def quick_pictures(rows: Sequence[Row], folder: Path) -> Undisturbed:
    """Return the quick painter's pictures, by its own code."""
    return lambda row: hashlib.sha256(painter.undisturbed(json.loads(row["params"]))).hexdigest()


async def toy_pictures(rows: Sequence[Row], folder: Path) -> Undisturbed:
    """Return the toy painter's pictures, which one undisturbed process paints."""
    painted = [row for row in rows if row["outcome"] == "picture"]
    place = folder / "undisturbed"
    place.mkdir()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "generator", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "DATA_DIR": str(place)}, limit=2**24,
    )  # fmt: skip
    assert process.stdin and process.stdout
    digests: dict[str, str] = {}
    for row in painted:
        request = {"type": "paint", "job_id": row["id"], "folder": str(place), "params": json.loads(row["params"])}
        process.stdin.write(json.dumps(request | {"plan": json.loads(row["plan"])}).encode() + b"\n")
        async for line in process.stdout:
            event = json.loads(line)
            if event["type"] in ("finished", "failed"):
                digests[row["id"]] = event.get("sha256", event["type"])
                break
    process.stdin.close()
    await process.wait()
    return lambda row: digests[row["id"]]
