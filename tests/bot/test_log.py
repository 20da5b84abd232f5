"""A log that nobody reads, and one that programs read."""

import json
import logging
import os
import subprocess
import sys

from bot.log import JsonFormatter
from tests.bot.program import ROOT, children, start, until


def _full_pipe():
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    for size in (4096, 1):
        try:
            while True:
                os.write(writing, b"x" * size)
        except BlockingIOError:
            pass
    os.set_blocking(writing, True)
    return reading, writing


def test_a_log_that_nobody_reads_blocks_nothing(tmp_path):
    reading, writing = _full_pipe()
    with start(tmp_path, writing, LOG_LEVEL="DEBUG") as bot:
        os.close(writing)
        [child] = until(lambda: children(bot.pid))
        # The bot goes on: it has another painter ready in the place of one that is killed, and ends in order.
        os.kill(child, 9)
        until(lambda: children(bot.pid) not in ([], [child]))
        bot.terminate()
        assert bot.wait(timeout=20) == 0
    os.close(reading)


def test_what_was_left_out_is_counted(tmp_path):
    reading, writing = _full_pipe()
    code = """if True:
        import logging, bot.log
        bot.log._MOST_WAITING = 5
        with bot.log.logging_to_stderr("INFO", "json"):
            for number in range(50):
                logging.info("line %d", number)
            print("logged", flush=True)
            input()
            logging.getLogger().handlers[0].queue.join()
            logging.info("the last")
    """
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": writing}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, text=True, **pipes) as process:
        os.close(writing)
        assert process.stdout.readline() == "logged\n"  # although its log is full
        with os.fdopen(reading) as log:
            first = log.readline().lstrip("x")
            process.stdin.write("\n")
            process.stdin.flush()
            said = [json.loads(line)["message"] for line in (first, *log)]
    assert process.wait() == 0
    counts = [int(each.split()[0]) for each in said if "left out" in each]
    assert sum(counts) > 20
    assert len(said) - len(counts) + sum(counts) == 51
    assert said[-1] == "the last"


def test_a_log_that_is_read_keeps_everything_up_to_the_end():
    code = """if True:
        import logging, bot.log
        with bot.log.logging_to_stderr("INFO", "text"):
            for number in range(2000):
                logging.info("line %d", number)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert [int(line.rsplit(" ", 1)[1]) for line in done.stderr.splitlines()] == list(range(2000))


def test_json_is_a_line_whatever_is_in_it():
    try:
        raise ValueError("a\nb")
    except ValueError:
        record = logging.LogRecord("bot.x", logging.ERROR, "", 0, "one\ntwo \x1b[31m %s", ("ü",), sys.exc_info())
    line = JsonFormatter().format(record)
    assert "\n" not in line and "\x1b" not in line
    read = json.loads(line)
    assert read["message"] == "one\ntwo \x1b[31m ü"
    assert (read["level"], read["logger"]) == ("ERROR", "bot.x")
    assert read["traceback"].startswith("Traceback") and "ValueError: a" in read["traceback"]
