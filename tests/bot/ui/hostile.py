"""Hostile values of every type that cards, buttons and suggestions are made of."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import discord
from hypothesis import strategies as st

from bot.jobs.job import Delivery, Entry, Job, Outcome, Status
from bot.monitoring.vitals import Vitals
from bot.painter.state import Line
from bot.ui.fitting import fit
from bot.ui.status import Server
from generator.wire.capacity import Capacity
from generator.wire.errors import InvalidParams
from generator.wire.offers import offers
from generator.wire.params import Params
from generator.wire.protocol import Busy, Progress, Ready, Style
from generator.wire.size import Size
from tests.bot.making import PLAN, READY, STYLE, params
from words.sentence import Sentence, as_written

HOSTILE = (
    "*", "\\", "\\*", "`a b`", "`", "```", "**bold**", "😀", "👩\u200d🚀", "<@123456789012345678>", "<t:0:R>",
    "@everyone", "https://example.org/" + "x" * 40, "[a](https://x.y)", "\n", "\n\n", " ", "x",
    "日本", "|", "_", "\u202e", "\u200b",
)  # fmt: skip
# Few draws make a text that is longer than any limit.
hostile = st.builds(
    lambda pieces, times: ("".join(pieces) * times)[:7000],
    st.lists(st.sampled_from(HOSTILE), max_size=4),
    st.sampled_from([1, 40, 2000]),
)
sentences = st.builds(as_written, hostile)
sizes = st.builds(Size, st.sampled_from([64, 4096]), st.sampled_from([64, 4096]))
SOURCES = ("you", "server", "style", "method", "drawn", "memory", "picture", "failure", "prompt")


def _params() -> Iterator[Params]:
    """Yield params with each hostile piece as the longest prompt, where that can be read."""
    for number, piece in enumerate(HOSTILE):
        changes = {"style": "x" * 40, "size": "4096x4096", "steps": 9_999, "seed": 2**32 - 1} if number % 2 else {}
        with suppress(ValueError, InvalidParams):
            yield params(prompt=f"x{piece * 1000}"[:1000], **changes)


all_params = st.sampled_from([params(), *_params()])


@st.composite
def jobs(draw: Any) -> Job:
    sources = st.sampled_from(SOURCES)
    fields = {
        **dict.fromkeys(Job.model_fields),
        **dict.fromkeys(("sequence", "guild_id", "channel_id", "user_id"), 2**63 - 1),
        **dict.fromkeys(("attempt", "deaths", "memory_failures"), 0),
        "id": draw(st.sampled_from(["ab" * 8, "cd" * 8])), "params": draw(all_params), "plan": PLAN,
        "sources": {name: draw(sources) for name in ("prompt", "size", "steps", "seed", "style", "method")},
        "status": draw(st.sampled_from(Status)), "outcome": draw(st.none() | st.sampled_from(Outcome)),
        "delivery": draw(st.sampled_from(Delivery)), "done_steps": draw(st.sampled_from([0, 9_998])),
        "image": draw(st.none() | hostile), "result_kind": draw(hostile), "result_mime": "image/png",
        "sha256": draw(st.none() | st.just("a")), "seconds": draw(st.none() | st.just(1e9)),
        "peak_memory": draw(st.none() | st.just(2**40)), "failure_kind": draw(st.sampled_from(["out_of_memory", "x"])),
        "failure": draw(st.none() | sentences), "notes": tuple(draw(st.lists(sentences, max_size=12))),
        "picture_message_id": draw(st.none() | st.just(2**63 - 1)),
    }  # fmt: skip
    return Job.model_validate(fields)


styles = st.builds(
    lambda name, description, words, vocabulary: STYLE.model_copy(
        update={
            "name": name,
            "description": description,
            "words": words,
            "toy": vocabulary is None,
            "vocabulary": vocabulary,
            "methods": {method: STYLE.by(None) for method in offers()},
        }
    ),
    hostile,
    hostile,
    st.none() | st.lists(hostile, max_size=10).map(tuple),
    st.none() | st.just("imagenet"),
)
ready = st.builds(
    lambda name, note, all_styles, versions: READY.model_copy(
        update={
            "device": READY.device.model_copy(update={"name": name, "note": note}),
            "styles": tuple(all_styles),
            "versions": versions,
        }
    ),
    hostile,
    st.none() | sentences,
    st.lists(styles, max_size=25),
    st.dictionaries(hostile, hostile, max_size=25),
)
numbers = st.sampled_from([0, 1, 7, 2**40])
# One line for each type that a function of bot/ui takes.
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: hostile,
    int: numbers,
    float: st.sampled_from([0.0, 0.4, 59.0, 61.0, 1e9]),
    bool: st.booleans(),
    type(None): st.none(),
    Sentence: sentences,
    Params: all_params,
    Size: sizes,
    Job: jobs(),
    Style: styles,
    Ready: ready,
    Capacity: st.just(Capacity(READY.device, 2000, toy=False)),
    Line: st.builds(Line, st.just(0.0), numbers, hostile),
    Busy: st.builds(Busy, job_id=hostile, doing=sentences),
    Progress: st.builds(Progress, job_id=hostile, step=numbers, total=st.just(2**40), seconds_per_step=st.just(1e9)),
    discord.Embed: st.builds(
        lambda title, said, fields: fit(embed_of(title, said, fields)),
        hostile,
        hostile,
        st.lists(st.tuples(hostile, hostile), max_size=12),
    ),
}


# What has a meaning of its own, by the name of the argument.
NAMED: dict[str, st.SearchStrategy[Any]] = {
    "job_id": st.just("0123456789abcdef"),
    "sample": st.none() | st.just("toy.png"),
    "sources": st.fixed_dictionaries(
        {name: st.sampled_from(["server", "style", "method"]) for name in ("size", "steps", "style", "method")}
    ),
}


def embed_of(title: str, said: str, fields: Sequence[tuple[str, str]]) -> discord.Embed:
    embed = discord.Embed(title=title, description=said).set_footer(text=said).set_author(name=title)
    for name, value in fields:
        embed.add_field(name=name, value=value)
    return embed


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Hostile values of this type."""
    if hint in VALUES:
        return VALUES[hint]
    if hint in (Entry, Server, Vitals):
        return st.builds(hint, **{name: values_of(kind) for name, kind in get_type_hints(hint).items()})
    inner, origin = get_args(hint), get_origin(hint)
    if origin in (Union, UnionType):
        return st.one_of(*map(values_of, inner))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return (
            st.lists(values_of(inner[0]), max_size=25).map(tuple) if ... in inner else st.tuples(*map(values_of, inner))
        )
    if origin is Mapping:
        return st.dictionaries(*map(values_of, inner), max_size=25)
    if origin in (Sequence, Iterable, list):
        return st.lists(values_of(*inner), max_size=25)
    if origin is Container:
        return st.sampled_from([(), ("ab" * 8,)])
    raise AssertionError(f"say in VALUES what values {hint} has")
