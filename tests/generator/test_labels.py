"""The words of ImageNet's labels: the tables in data/labels, and how prompts are read by them."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from torchvision.models._meta import _IMAGENET_CATEGORIES

from generator.wire.labels import tables as reader
from generator.wire.labels.near import Neighbours, nearest
from generator.wire.labels.reading import Found, Reading, read
from generator.wire.labels.tables import tables
from generator.wire.labels.tokens import key

CORPUS = tomllib.loads(Path(__file__).with_name("readings.toml").read_text(encoding="utf-8"))["prompt"]
# Labels whose names mean something else to people, and the words for them.
FALSE_FRIENDS = {
    "kite": "kite bird",
    "cairn": "cairn terrier",
    "Cardigan": "Cardigan Welsh corgi",
    "walking stick": "stick insect",
    "amphibian": "amphibious vehicle",
    "brass": "memorial brass",
    "mouse": "computer mouse",
    "plane": "carpenter's plane",
    "ear": "ear of corn",
}
_PIECES = st.sampled_from(
    [
        "lighthouse",
        "hot air",
        "balloons",
        "great",
        "grey",
        "owl",
        "orange",
        "🐸",
        "🏴‍☠️",
        "\u200d",
        "\ufe0f",
        "é",
        "ß",
        "-",
        "'",
        " ",
    ]
)
any_text = st.one_of(st.text(max_size=1000), st.lists(st.one_of(_PIECES, st.text(max_size=4))).map("".join))


def _rows(text: str) -> set[int]:
    return {row for each in read(text).found for row in each.labels}


def _names(found: Found) -> list[str]:
    return [tables().names[row] for row in found.labels]


def test_the_labels_are_torchvisions() -> None:
    assert list(tables().names) == _IMAGENET_CATEGORIES


def test_each_label_is_known_by_its_name() -> None:
    names = [FALSE_FRIENDS.get(name, name) for name in _IMAGENET_CATEGORIES]
    assert [name for row, name in enumerate(names) if row not in _rows(name)] == []
    assert [name for row, name in enumerate(names) if row not in _rows(_plural(name))] == []


def _plural(name: str) -> str:
    if re.search("[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + ("es" if re.search("(s|x|z|ch|sh)$", name) else "s")


def test_a_false_friend_is_not_the_label_of_that_name() -> None:
    assert [name for name in FALSE_FRIENDS if _IMAGENET_CATEGORIES.index(name) in _rows(name)] == []


def test_each_row_of_the_tables_is_that_of_a_label() -> None:
    assert all(rows and set(rows) <= set(range(1000)) for rows in tables().rows.values())


def test_no_word_is_told_twice_or_in_vain() -> None:
    everyday = [key(word) for listed, _ in reader._fields("everyday.tsv", 2) for word in reader._listed(listed)]
    assert sorted(everyday) == sorted(set(everyday))
    assert all(everyday)
    foreign = [(key(listed_word), key(english)) for _, listed, english in reader._fields("other-languages.tsv", 3)
               for listed_word in reader._listed(listed)]  # fmt: skip
    assert [word for word, english in foreign if tables().rows[word] != tables().rows[english]] == []
    named = {key(word) for _, _, *names in reader._fields("labels.tsv", 4) for word in reader._listed(", ".join(names))}
    named |= {key(word) for word, *_ in reader._fields("wordnet.tsv", 3)}
    silenced = {
        key(word) for listed, rows in reader._fields("everyday.tsv", 2) if rows == "-" for word in listed.split(",")
    }
    assert silenced <= named
    assert silenced.isdisjoint(tables().rows)
    assert tables().silent.isdisjoint(tables().rows)
    assert tables().silent.isdisjoint(tables().colours)


def test_as_many_everyday_nouns_as_possible_are_known() -> None:
    assert len(tables().rows) > 6000
    assert len({word for word in tables().rows if " " not in word}) > 3000


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: ascii(case["typed"]))
def test_an_everyday_prompt_is_read_as_it_is_meant(case: dict) -> None:
    reading = read(case["typed"])
    assert [f"{each.words} = {_names(each)[0]}" for each in reading.found] == case.get("found", [])
    assert list(reading.colours) == case.get("colours", [])
    assert list(reading.unknown) == case.get("unknown", [])


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 80


def test_a_wider_word_is_any_of_its_labels() -> None:
    [owl], [furniture] = read("an owl").found, read("furniture").found
    assert _names(owl) == ["great grey owl"]
    assert {"desk", "rocking chair", "wardrobe"} < set(_names(furniture))


def test_nothing_known_is_false() -> None:
    assert not read("")
    assert not read("?!…")
    assert not read("a picture of 3")
    assert not read("xyzzy")
    assert read("red")
    assert read("🐸")


def test_each_colour_has_a_look() -> None:
    assert set(tables().colours.values()) == set(tables().looks)
    assert tables().looks["red"] == (0xC8, 0x20, 0x1C)


@given(any_text)
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    assert all(found.words in text and found.labels for found in reading.found)
    assert all(word in text for word in reading.unknown)
    for word in reading.unknown:
        assert all(read(near) for near in nearest(word, 5))


@given(st.lists(st.sampled_from([*tables().rows]), max_size=5).map(" and ".join))
def test_known_words_leave_nothing_unknown(text: str) -> None:
    assert read(text).unknown == ()
    assert read(text) == read(text + " of the ")


def test_a_long_text_is_read_quickly() -> None:
    """By the work done, whatever the machine: each word is looked up for a bounded number of phrases and forms."""
    lookups = _lookups("zzz " * 250)
    assert lookups <= 250 * tables().longest * 8
    assert _lookups("zzz " * 500) <= 2 * lookups + 100


def _lookups(text: str) -> int:
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return counted // 2


def test_the_nearest_words_are_alike_and_known() -> None:
    assert nearest("lighthose", 1) == ("lighthouse",)
    assert nearest("castel", 2)[0] == "castle"
    assert nearest("Leuchturm", 1) == ("Leuchtturm",)
    assert len(nearest("bat", 5)) == 5
    assert not {"Ritter", "Unwetter"} & set(nearest("letter", 5))
    assert nearest("lighthose", 5)[:2] == ("lighthouse", "light")  # and no light house
    assert nearest("xyzzy", 5) == ()
    assert nearest("猫", 5) == ()


def test_every_offered_word_is_known() -> None:
    offered = (*tables().offered, *tables().foreign)
    assert [word for word in offered if not read(word).found or read(word).unknown] == []


def test_any_words_can_be_a_vocabulary() -> None:
    assert Neighbours(["circle", "square", "red"]).nearest("circel", 2) == ("circle",)
    assert Neighbours([]).nearest("circel", 2) == ()


def test_it_imports_no_torch() -> None:
    code = "import sys, generator.wire.labels.near as n; n.nearest('a', 1); print('torch' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed == "False\n"


def test_a_reading_is_a_value() -> None:
    assert read("a lighthouse") == Reading(found=(Found("lighthouse", (437,)),))
