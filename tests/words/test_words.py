"""Every sentence gets the values that it needs, and no sentence is unused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from words.errors import SpokenError
from words.sentence import Sentence, as_written, messages, say

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "generator", "words", "toybox")
NOT_YET = ("bot", "generator/weights", "generator/commands.py", "toybox")  # these still contain English literals
SAYING = {"say", "text"}  # functions that take a key, besides the subclasses of SpokenError


class _Placeholders(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.names.add(node.id.name)


def _messages() -> dict[str, set[str]]:
    """Return the placeholders of each message."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(messages().read_text(encoding="utf-8")).body:
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            visitor = _Placeholders()
            visitor.visit(entry)
            assert entry.id.name not in found, f"{entry.id.name} is there twice"
            found[entry.id.name] = visitor.names
    return found


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _spoken(trees: list[tuple[Path, ast.Module]]) -> set[str]:
    """Return the names of the subclasses of SpokenError."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for _, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    spoken = {"SpokenError"}
    while more := {name for name, below in bases.items() if below & spoken} - spoken:
        spoken |= more
    return spoken


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _calls(tree: ast.Module, saying: set[str]) -> Iterator[tuple[str, set[str] | None, int]]:
    """Yield each literal key with the names of its values, or with None if they are not all named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in saying and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                named = None if any(k.arg is None for k in node.keywords) else {k.arg for k in node.keywords if k.arg}
                yield key.value, named, node.lineno


MESSAGES = _messages()
TREES = list(_trees())


def test_each_sentence_gets_the_values_for_its_placeholders():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {key}: {sorted(named or ())}, not {sorted(MESSAGES.get(key, ()))}"
        for path, tree in TREES
        if not str(path.relative_to(ROOT)).startswith(NOT_YET)
        for key, named, line in _calls(tree, SAYING | _spoken(TREES))
        if key not in MESSAGES or (named is not None and named != MESSAGES[key])
    ]
    assert not wrong, "\n".join(wrong)


def test_no_sentence_is_unused():
    used = {
        node.value
        for _, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert MESSAGES.keys() <= used


def test_every_spoken_error_has_a_key():
    keys = {
        statement.value.value
        for _, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in _spoken(TREES)
        for statement in node.body
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "key"
        if isinstance(statement.value, ast.Constant)
    }
    assert keys <= MESSAGES.keys()


def test_a_sentence_survives_json():
    sentence = say("as-written", text=as_written("50 % of “this”"))
    assert Sentence.model_validate_json(sentence.model_dump_json()) == sentence
    assert str(sentence) == "50 % of “this”"


def test_an_unknown_key_is_still_shown():
    assert str(say("of-next-year", size="3x3")) == "of-next-year 3x3"


@pytest.mark.parametrize("typed", ["{ $text }", "{", "}", "\N{FIRST STRONG ISOLATE}", "-a\nb", '"'])
def test_typed_text_is_never_parsed_as_fluent(typed):
    assert str(as_written(typed)) == typed


def test_an_error_says_its_own_sentence_or_the_given_one():
    class Refused(SpokenError):
        key = "as-written"

    assert str(Refused(text="no")) == "no"
    assert str(Refused(as_written("never"))) == "never"


def test_keys_share_one_format():
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in MESSAGES)
