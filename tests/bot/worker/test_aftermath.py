"""What tells whether something of a child is left: its group, and the card, whose driver cannot be had here."""

import asyncio
import signal
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest

from bot.worker import card
from bot.worker.aftermath import group_runs


def test_a_group_runs_until_its_last_process_is_dead_reaped_or_not():
    grandchild = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    command = [sys.executable, "-c", grandchild]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, start_new_session=True, **pipes) as leader:
        assert leader.stdout.readline() == b"1\n"
        assert group_runs(leader.pid)
        leader.send_signal(signal.SIGKILL)
        leader.wait()
        assert group_runs(leader.pid), "the grandchild still runs"
        leader.stdin.close()
        while group_runs(leader.pid):
            pass


def test_a_zombie_does_not_run():
    with subprocess.Popen([sys.executable, "-c", "print(1)"], start_new_session=True, stdout=subprocess.PIPE) as leader:
        leader.stdout.read()
        while group_runs(leader.pid):  # it is not reaped: nobody has waited for it
            pass
        assert leader.returncode is None


class FakeDriver:
    """NVML with two cards; `trouble` names the function that fails."""

    class NVMLError(Exception):
        pass

    def __init__(self, trouble=None):
        self._trouble = trouble
        self.asked = []

    def __getattr__(self, name):
        def function(*_):
            self.asked.append(name)
            if name == self._trouble:
                raise self.NVMLError
            if name == "nvmlDeviceGetMemoryInfo":
                return SimpleNamespace(used=600 * 2**20)
            return 2 if name == "nvmlDeviceGetCount" else None

        return function


async def test_the_driver_is_asked_what_is_in_use_on_all_cards(monkeypatch):
    driver = FakeDriver()
    monkeypatch.setattr(card, "pynvml", driver)
    assert await card.card_memory() == 1200
    assert driver.asked[-1] == "nvmlShutdown"


@pytest.mark.parametrize("trouble", ["nvmlInit", "nvmlDeviceGetCount", "nvmlDeviceGetMemoryInfo"])
async def test_what_the_driver_does_not_say_is_not_known(trouble, monkeypatch):
    monkeypatch.setattr(card, "pynvml", FakeDriver(trouble))
    assert await card.card_memory() is None


async def test_a_driver_that_hangs_is_given_up_and_keeps_no_loop_waiting(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(card, "_PATIENCE", 0.01)
    monkeypatch.setattr(card, "_used_memory", lambda: over.wait() and 7)
    threads = threading.active_count()
    assert await card.card_memory() is None
    assert [thread.daemon for thread in threading.enumerate() if thread.name == "card memory"] == [True]
    over.set()
    while threading.active_count() > threads:
        await asyncio.sleep(0)


def test_the_real_library_tells_an_amount_or_that_there_is_none():
    used = card._used_memory()
    assert used is None or used >= 0
