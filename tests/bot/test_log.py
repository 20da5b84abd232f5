"""A log that nobody reads, and one that programs read."""

import json
import logging
import os
import subprocess
import sys

import pytest
from structlog.contextvars import bound_contextvars

from bot.log import get_logger, line_formatter
from tests.bot.program import ROOT, children, start
from tests.waiting import until


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
        assert bot.wait() == 0
    os.close(reading)


def test_what_python_says_of_a_finaliser_waits_for_nobody():
    reading, writing = _full_pipe()
    code = """if True:
        import bot.log

        class Raises:
            def __del__(self):
                raise ValueError("a red circle")

        with bot.log.logging_to_stderr("INFO", "text"):
            Raises()
            print("alive", flush=True)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=writing, text=True)
    assert (done.returncode, done.stdout) == (0, "alive\n")
    for each in (reading, writing):
        os.close(each)


def test_what_is_logged_after_the_end_waits_for_nobody():
    """As by a thread of asyncio's that waits for a child when the loop is closed."""
    reading, writing = _full_pipe()
    code = """if True:
        import logging, bot.log
        with bot.log.logging_to_stderr("INFO", "text"):
            pass
        logging.getLogger("asyncio").warning("Loop that handles pid 7 is closed")
        print("alive", flush=True)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=writing, text=True)
    assert (done.returncode, done.stdout) == (0, "alive\n")
    for each in (reading, writing):
        os.close(each)


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
            logging.getLogger().handlers[0].waiting.join()
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
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert [int(line.rsplit(" ", 1)[1]) for line in done.stderr.splitlines()] == list(range(2000))


def test_json_is_a_line_whatever_is_in_it():
    try:
        raise ValueError("a\nb")
    except ValueError:
        record = logging.LogRecord("bot.x", logging.ERROR, "", 0, "one\ntwo \x1b[31m %s", ("ü",), sys.exc_info())
    line = line_formatter("json").format(record)
    assert "\n" not in line and "\x1b" not in line
    read = json.loads(line)
    assert read["message"] == "one\ntwo \x1b[31m ü"
    assert (read["level"], read["logger"]) == ("ERROR", "bot.x")
    assert read["traceback"].startswith("Traceback") and "ValueError: a" in read["traceback"]


class _Lines(logging.Handler):
    """Keeps finished lines: those of bot.log's own handler go to a descriptor."""

    def __init__(self, form):
        super().__init__()
        self.setFormatter(line_formatter(form))
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture(params=["json", "text"])
def lines(request):
    handler, logger = _Lines(request.param), logging.getLogger("bot.x")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    handler.form = request.param
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def test_a_line_carries_its_own_fields_and_those_that_are_bound_whoever_logs(lines):
    with bound_contextvars(job="ab12"):
        get_logger("bot.x").warning("It is 100% full.", pid=7, device="a card")
        logging.getLogger("bot.x").warning("Job %s waits.", "cd")
    get_logger("bot.x").warning("It is over.")
    if lines.form == "text":
        assert [line.split(" bot.x: ", 1)[1] for line in lines.lines] == [
            'It is 100% full. job="ab12" pid=7 device="a card"',
            'Job cd waits. job="ab12"',
            "It is over.",
        ]
        return
    read = [json.loads(line) for line in lines.lines]
    assert [list(line) for line in read] == [
        ["time", "level", "logger", "message", "job", "pid", "device"],
        ["time", "level", "logger", "message", "job"],
        ["time", "level", "logger", "message"],
    ]
    assert (read[0]["job"], read[0]["pid"], read[0]["device"]) == ("ab12", 7, "a card")
    assert (read[1]["message"], read[1]["level"]) == ("Job cd waits.", "WARNING")


def test_a_traceback_shows_no_local_variable(lines):
    prompt = "a heliotrope zeppelin".upper()
    try:
        raise ValueError(f"{len(prompt)} letters")
    except ValueError:
        get_logger("bot.x").exception("It failed.", attempt=2)
    [line] = lines.lines
    assert "Traceback" in line and "21 letters" in line and "It failed." in line
    assert prompt not in line


def test_no_field_takes_the_place_of_what_every_line_has(lines):
    get_logger("bot.x").warning("It is so.", level="high", time="noon")
    [line] = lines.lines
    assert "It is so." in line and "WARNING" in line
    assert lines.form == "text" or json.loads(line)["time"] != "noon"


def test_below_the_level_nothing_is_made_into_a_line(lines):
    get_logger("bot.x").debug("It is little.", pid=7)
    assert lines.lines == []
