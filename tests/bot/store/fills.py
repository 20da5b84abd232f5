"""Inside a mount namespace of its own, on a file system of 400 KiB: `fills.py FOLDER`. Says in JSON what happened."""

import asyncio
import itertools
import json
import subprocess
import sys
from pathlib import Path
from time import monotonic

from bot.deadline import Deadline
from bot.errors import DatabaseTrouble, StartupError
from bot.store.database import open_database


async def fill(folder):
    path, said = folder / "easel.sqlite3", {"acknowledged": []}
    async with open_database(path) as database:

        async def put(key, patience):
            await database.one(
                "note_fact", key=key, value="x" * 3000, deadline=patience and Deadline(monotonic() + patience)
            )
            said["acknowledged"].append(key)

        await put("first", None)
        ballast = folder / "ballast"
        ballast.write_bytes(b"")
        with ballast.open("ab", buffering=0) as file:
            try:
                while file.write(bytes(512)):
                    pass
            except OSError:
                pass
        for number in itertools.count():
            try:
                await put(f"full-{number}", 0.3)
            except DatabaseTrouble as trouble:
                if database.trouble is not None:  # otherwise it was only slow
                    said["full"] = str(trouble)
                    break
        waiting = asyncio.create_task(put("waits", None))
        while database.trouble is None or waiting.done():
            await asyncio.sleep(0)
        ballast.unlink()
        await waiting
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], capture_output=True)  # busy as long as it is open
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        async with open_database(path):
            pass
    except StartupError as refusal:
        said["read_only"] = str(refusal)
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
    async with open_database(path) as database:
        said["kept"] = [key for key in said["acknowledged"] if await database.one("fact", key=key)]
    print(json.dumps(said))


if __name__ == "__main__":
    asyncio.run(fill(Path(sys.argv[1])))
