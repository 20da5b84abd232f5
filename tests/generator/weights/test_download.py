"""Fetching from a server that breaks off, lies, redirects and drips."""

import hashlib
import shutil
import threading
from collections import namedtuple
from pathlib import Path

import pytest

from generator.weights.download import Download, SourceUnusable, Wanted
from generator.wire.errors import Unreachable, WeightsRefused
from tests.generator.weights.conftest import HASTE
from tests.generator.weights.server import Web

BODY = bytes(range(256)) * 4096  # a mebibyte
GOOD = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "it.part"


def _accept(path: Path) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != GOOD:
        raise SourceUnusable("source-other-file", sha256="0")


def _fetch(part: Path, *sources: str, size: int | None = len(BODY), hashed: bool = True, said: list | None = None):
    told: list[tuple[int, int | None]] = []
    wanted = Wanted(sources, size, size or 2 * len(BODY), hashed)
    say = (lambda sentence: said.append(str(sentence))) if said is not None else str
    Download(wanted, part, lambda done, total: told.append((done, total)), say, HASTE).run(_accept)
    assert part.read_bytes() == BODY
    return told


def test_a_file_is_fetched_and_its_progress_told(web: Web, part: Path) -> None:
    told = _fetch(part, web.put("/a", body=BODY))
    assert told[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert [path.name for path in part.parent.iterdir()] == [part.name]


def test_a_break_is_gone_on_from(web: Web, part: Path) -> None:
    _fetch(part, web.put("/a", body=BODY, cuts=[100_000, 200_000]))
    assert web.ranges() == [None, "bytes=100000-", "bytes=300000-"]
    assert [headers.get("If-Range") for _, headers in web.asked] == [None, '"1"', '"1"']


def test_another_process_goes_on_too(web: Web, part: Path) -> None:
    url = web.put("/a", body=BODY, cuts=[100_000, 0, 0])
    with pytest.raises(Unreachable, match="broke"):
        _fetch(part, url)
    web.asked.clear()
    _fetch(part, url)
    assert web.ranges() == ["bytes=100000-"]


@pytest.mark.parametrize("hashed", [True, False])
def test_a_file_that_changed_in_between_is_fetched_whole(web: Web, part: Path, hashed: bool) -> None:
    url = web.put("/a", body=b"x" * len(BODY), cuts=[100_000, 0, 0])
    with pytest.raises(Unreachable):
        _fetch(part, url, hashed=hashed)
    web.put("/a", body=BODY, etag='"2"')
    _fetch(part, url, hashed=hashed)


def test_a_server_that_knows_no_parts_is_asked_for_the_whole(web: Web, part: Path) -> None:
    _fetch(part, web.put("/a", body=BODY, cuts=[100_000], ranges=False))


def test_what_is_whole_already_is_not_fetched_again(web: Web, part: Path) -> None:
    url = web.put("/a", body=BODY)
    for _ in range(2):
        _fetch(part, url, size=None)
    assert web.ranges() == [None, f"bytes={len(BODY)}-"]


def test_the_next_source_goes_on_where_the_hash_will_tell(web: Web, part: Path) -> None:
    said: list[str] = []
    broken, good = web.put("/a", body=BODY, cuts=[100_000, 0, 0]), web.put("/b", body=BODY)
    _fetch(part, broken, good, said=said)
    assert web.asked[-1][0] == "/b"
    assert web.ranges()[-1] == "bytes=100000-"
    assert len(said) == 1
    assert said[0].startswith("127.0.0.1: ")


def test_the_next_source_begins_anew_where_it_will_not(web: Web, part: Path) -> None:
    broken, good = web.put("/a", body=b"x" * len(BODY), cuts=[100_000, 0, 0]), web.put("/b", body=BODY)
    _fetch(part, broken, good, hashed=False)
    assert web.ranges()[-1] is None


def test_a_spoilt_beginning_is_not_held_against_the_good_source(web: Web, part: Path) -> None:
    broken, good = web.put("/a", body=b"x" * len(BODY), cuts=[100_000, 0, 0]), web.put("/b", body=BODY)
    _fetch(part, broken, good)
    assert web.ranges()[-2:] == ["bytes=100000-", None]


def test_a_redirect_is_followed(web: Web, part: Path) -> None:
    web.put("/a", body=BODY)
    _fetch(part, web.put("/to", status=302, headers={"Location": "/a"}))


BAD = {
    "a web page": ({"body": b"<html>", "headers": {"Content-Type": "text/html; charset=utf-8"}}, "a web page"),
    "nothing there": ({"status": 404}, "it responded with status 404"),
    "not allowed": ({"status": 403}, "it responded with status 403"),
    "out of order": ({"status": 503}, "it responded with status 503"),
    "another length": ({"body": b"x" * 12}, "the file has 12 bytes, not 1048576"),
    "another file": ({"body": b"x" * len(BODY)}, "the file is not the published one"),
    "no end of it": ({"body": b"x" * 2 * len(BODY), "length": -1}, "the file is longer than"),
    "a length that is not true": ({"body": b"x" * 100, "length": len(BODY)}, "the file has 100 bytes"),
    "an end too soon": ({"body": BODY[:100], "length": -1}, "the file has 100 bytes"),
    "to http elsewhere": ({"status": 302, "headers": {"Location": "http://example.com/"}}, "leads to http"),
    "to a file": ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "leads to file"),
    "to ftp": ({"status": 307, "headers": {"Location": "ftp://127.0.0.1/"}}, "leads to ftp"),
    "round and round": ({"status": 302, "headers": {"Location": "/bad"}}, "redirects too many times"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_source_is_given_up_with_its_reason_for_the_next(case: str, web: Web, part: Path) -> None:
    file, reason = BAD[case]
    bad, good = web.put("/bad", **file), web.put("/good", body=BODY)
    said: list[str] = []
    _fetch(part, bad, good, said=said)
    assert len(said) == 1
    assert reason in said[0]
    part.unlink()
    with pytest.raises(Unreachable, match="No source delivered the file") as caught:
        _fetch(part, bad)
    assert reason in str(caught.value)


@pytest.mark.parametrize("cut", [0, 1000])
def test_silence_is_not_waited_for(web: Web, part: Path, cut: int) -> None:
    ever = threading.Event()
    try:
        bad = web.put("/bad", body=BODY, cuts=[cut] * 9, drips=ever, ranges=False)
        said: list[str] = []
        _fetch(part, bad, web.put("/good", body=BODY), said=said)
        assert "it stopped responding" in said[0]
    finally:
        ever.set()


def test_a_trickle_is_not_waited_for(web: Web, part: Path) -> None:
    said: list[str] = []
    _fetch(part, web.put("/bad", body=BODY, pace=0.02), web.put("/good", body=BODY), said=said)
    assert "it is too slow" in said[0]
    assert web.ranges()[-1] != "bytes=0-"


def test_a_server_that_breaks_off_for_ever_is_given_up(web: Web, part: Path) -> None:
    with pytest.raises(Unreachable, match="broke"):
        _fetch(part, web.put("/bad", body=BODY, cuts=[1000] * 99))
    assert len(web.asked) == HASTE.tries


def test_nobody_listens(web: Web, part: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        _fetch(part, "http://127.0.0.1:9/")


def test_plain_http_is_for_this_machine_alone(part: Path) -> None:
    with pytest.raises(Unreachable, match="only https"):
        _fetch(part, "http://example.com/a")


def test_a_full_disk_is_seen_before_anything_is_read(web: Web, part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(0, 0, 2**28 + 1000))
    with pytest.raises(WeightsRefused, match=r"has 1.0 kB free, but 1.0 MB are needed; free some space first\."):
        _fetch(part, web.put("/a", body=BODY))
    assert not part.exists()
