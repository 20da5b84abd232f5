"""What is available of the host's memory, and the limit that follows it."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import host

MIB = host.MIB


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A machine with 8000 MiB available, whose control groups are files in a folder."""

    def machine(groups: str, files: dict[str, str]) -> None:
        for name, content in {"proc": groups, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    monkeypatch.setattr(host, "_MOUNT", tmp_path / "cgroup")
    monkeypatch.setattr(host, "Path", lambda path: tmp_path / "proc")
    monkeypatch.setattr(host.psutil, "virtual_memory", lambda: SimpleNamespace(available=8000 * MIB))
    return machine


def test_without_groups_it_is_what_the_machine_has(machine) -> None:
    machine("0::/\n", {})
    assert host.available() == 8000


def test_the_tightest_group_around_the_process_counts(machine) -> None:
    stat = f"anon 1\ninactive_file {100 * MIB}\nactive_file {50 * MIB}\n"
    machine("0::/outer/inner\n", {
        "cgroup/outer/inner/memory.max": "max\n", "cgroup/outer/inner/memory.current": f"{MIB}\n",
        "cgroup/outer/memory.max": f"{2000 * MIB}\n", "cgroup/outer/memory.current": f"{500 * MIB}\n",
        "cgroup/outer/memory.stat": stat,
    })  # fmt: skip
    assert host.available() == 1650  # the page cache is taken back before anything is killed


def test_a_group_that_is_slowed_down_counts_as_full(machine) -> None:
    machine("0::/a\n", {
        "cgroup/a/memory.max": f"{4000 * MIB}", "cgroup/a/memory.high": f"{1000 * MIB}",
        "cgroup/a/memory.current": f"{300 * MIB}", "cgroup/a/memory.stat": "",
    })  # fmt: skip
    assert host.available() == 700


def test_in_a_container_of_version_1_the_visible_root_counts(machine) -> None:
    machine("4:memory:/docker/abc\n3:cpu:/docker/abc\n", {
        "cgroup/memory/memory.limit_in_bytes": f"{3000 * MIB}", "cgroup/memory/memory.usage_in_bytes": f"{900 * MIB}",
        "cgroup/memory/memory.stat": f"inactive_file 0\ntotal_inactive_file {400 * MIB}\n",
    })  # fmt: skip
    assert host.available() == 2500


LIMITED = """
import resource, sys
from types import SimpleNamespace
from generator import host
free = [1000]
host.available = lambda: free[0]
limit = host.Limit(int(sys.argv[1]) or None, 0)
one = resource.getrlimit(resource.RLIMIT_AS)[0]
free[0] = 100
limit.enforce()
print(limit.mib, (one - resource.getrlimit(resource.RLIMIT_AS)[0]) // host.MIB)
try:
    bytearray(200 * host.MIB)
except MemoryError:
    print("refused")
free[0] = 1000
limit.enforce()
bytearray(200 * host.MIB)
"""


@pytest.mark.parametrize(("wanted", "most"), [(0, 700), (300, 300), (5000, 900)])
@pytest.mark.skipif(not host.psutil.LINUX, reason="only Linux limits the address space")
def test_the_limit_is_the_admins_or_a_share_and_follows_what_is_available(wanted: int, most: int) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, str(wanted)], capture_output=True, text=True, check=True)
    mib, lowered, refused = done.stdout.split()
    assert (int(mib), refused) == (most, "refused")
    assert int(lowered) == pytest.approx(most - 90, abs=20)
