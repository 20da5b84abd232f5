"""Every sentence gets the values that it needs, and no sentence is unused."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from words.errors import SpokenError
from words.sentence import Sentence, as_written, messages, say

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "generator", "words")
SAYING = {"say", "text"}  # functions that take a key, beside every class below SpokenError
LITERAL = {  # by file, what reads like a sentence and is told to nobody
    "bot/check/generator.py": [".venv/bin/python -m generator weights fetch starter"],  # a command
    "bot/delivery/client.py": ["there has been no session for too long", "the gateway cannot be reached"],  # logged
    "bot/delivery/retrying.py": ["the connection broke before it answered"],  # logged
    "bot/log.py": [" lines were left out: the log was not read fast enough."],  # a line of the log
    "bot/painter/capacity.py": ["memory beyond the plan", "painting's memory beyond the plan"],  # keys in the database
    "bot/painter/state.py": ["(a line with a prompt in it)"],  # a line of the painter's log
    "bot/store/migrations.py": ["BEGIN IMMEDIATE;\n\nPRAGMA user_version = ;\nCOMMIT;"],
}
LITERAL |= {  # the same of the generator
    "generator/device.py": ["can't start new thread"],  # what an operating system says
    "generator/measuring/bench.py": [
        *("a red circle on a blue background", ",  threads; seconds a step"),  # a prompt; the heading of a table
        "Ready after  s; import torch, clip:  s",
    ],
    "generator/methods/method.py": ["no network is published for "],  # for who writes a method
    "generator/serve.py": ["A request could not be read: ."],  # a line of the painter's log
    "generator/styles/cards.py": [
        *("The style  does not paint by .", "The style in  is passed over: its  cannot be read.\n"),  # the same
        "The style  has another number of perceptors than of their weights.",
    ],
    "generator/wire/vocabulary.py": [  # prompts
        *("a lighthouse by the sea", "goldfish in a coral reef", "a hot air balloon over a valley"),
    ],
    "generator/weights/catalogue.py": ["no kind of checkpoint is called "],  # for who writes a catalogue
    "generator/weights/install.py": ["not known: added by the admin"],  # a licence, in a card
    "generator/weights/samples.py": ["a lighthouse on a cliff by the sea"],  # a prompt
}
PROMETHEUS = "bot/monitoring/measures.py"  # its help texts are read by programs' authors


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


def _literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield every text below a node, without docstrings, names of tasks and what is said to a log or a developer."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Assert() | ast.Expr(value=ast.Constant()) | ast.keyword(arg="name"):
                continue
            case ast.Call(func=ast.Attribute(value=ast.Name(id="_log")) | ast.Name(id="AssertionError")):
                continue
            case ast.Constant(value=str(text)):
                yield child.lineno, text
            case ast.JoinedStr(values=parts):
                yield child.lineno, "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            case _:
                yield from _literals(child)


def _reads_like_a_sentence(text: str) -> bool:
    return len(re.findall(r"(?<!\S)[A-Za-z']+(?=[\s,.;:!?]|$)", text)) >= 4


MESSAGES = _messages()
TREES = list(_trees())
SPOKEN = _spoken(TREES)


def test_each_sentence_gets_the_values_for_its_placeholders():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {key}: {sorted(named or ())}, not {sorted(MESSAGES.get(key, ()))}"
        for path, tree in TREES
        for key, named, line in _calls(tree, SAYING | SPOKEN)
        if key not in MESSAGES or (named is not None and named != MESSAGES[key])
    ]
    assert not wrong, "\n".join(wrong)


def test_no_sentence_is_written_in_the_code():
    wrong = [
        f"{path}:{line} {text!r}"
        for path, tree in ((path.relative_to(ROOT).as_posix(), tree) for path, tree in TREES)
        if path != PROMETHEUS
        for line, text in _literals(tree)
        if _reads_like_a_sentence(text) and text not in LITERAL.get(path, ())
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise Refused("That cannot be done here.")', ["That cannot be done here."]),
        ('said = f"{name} is not there any more"', [" is not there any more"]),
        ('"""A docstring that says what this is."""', []),
        ('_log.info("The generator is ready for %s.", f"what it is asked to do{1}")', []),
        ('assert done, "it is never done like that"', []),
        ('make(name="wait for the painter\'s death")', []),
        ('say("key-of-a-sentence-with-words", name="x")', []),
    ],
)
def test_a_sentence_that_is_written_in_code_is_found(code, found):
    assert [text for _, text in _literals(ast.parse(code)) if _reads_like_a_sentence(text)] == found


SPOKEN_WITHOUT_DOCSTRINGS = """
import json, bot.errors, generator.wire.errors
from words.errors import SpokenError

values = json.loads(input())
found, classes = {}, [SpokenError]
while classes:
    classes += (one := classes.pop()).__subclasses__()
    if hasattr(one, "key"):
        error = one.__new__(one)
        SpokenError.__init__(error, **values[one.key])
        found[f"{one.__module__}.{one.__name__}"] = [one.key, str(error), one.__doc__]
print(json.dumps(found))
"""


def test_errors_say_their_sentences_without_docstrings():
    """`python -OO` drops docstrings; the sentences of errors must not go with them."""
    values = {key: {name: f"<{name}>" for name in names} for key, names in MESSAGES.items()}
    command = [sys.executable, "-OO", "-c", SPOKEN_WITHOUT_DOCSTRINGS]
    ran = subprocess.run(command, cwd=ROOT, input=json.dumps(values), capture_output=True, text=True, check=True)
    found = json.loads(ran.stdout)
    written = dict(re.findall(r"^([a-z0-9-]+) = (.+)$", messages().read_text(encoding="utf-8"), re.M))
    for key, said, docstring in found.values():
        assert said == re.sub(r"{ \$(\w+) }", r"<\1>", written[key])
        assert docstring is None
    assert {f"bot.errors.{name}" for name in ("BadToken", "DatabaseTrouble", "NoSuchJob")} < found.keys()
    assert {f"generator.wire.errors.{name}" for name in ("OtherDevice", "OtherMethod")} < found.keys()


def test_no_sentence_is_there_for_nothing():
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
        if isinstance(node, ast.ClassDef) and node.name in SPOKEN
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


@pytest.mark.parametrize("typed", ["{ $text }", "{", "}", "\N{FIRST STRONG ISOLATE}", "-a\nb", '"', "long " * 2000])
def test_what_somebody_typed_is_never_read_as_fluent(typed):
    assert str(as_written(typed)) == typed


def test_an_error_says_its_own_sentence_or_the_given_one():
    class Refused(SpokenError):
        key = "as-written"

    assert str(Refused(text="no")) == "no"
    assert str(Refused(as_written("never"))) == "never"


def test_keys_share_one_format():
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in MESSAGES)
