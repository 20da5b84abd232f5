"""Complete an order: what a person left out comes from the server's settings, then from the style."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.errors import NoSuchJob, NotReady, Refused
from bot.jobs.job import Asker, Job, Order, Outcome
from generator.wire.errors import InvalidParams
from generator.wire.flags import read_typed, settle_typed
from generator.wire.params import Params, settle
from generator.wire.protocol import Style
from generator.wire.vocabulary import with_word

_FLAGS = ("size", "steps", "seed", "style", "method")


def settle_params(
    typed: Mapping[str, Any], server: Mapping[str, str], styles: tuple[Style, ...]
) -> tuple[Params, dict[str, str]]:
    """Return the params and where each value came from: you, prompt (a flag in it), server, style, method or drawn.

    Raises Refused for a style that is not installed and where a server's default contradicts the rest, and
    generator.wire.errors.InvalidParams.
    """
    read = read_typed(typed)
    method = read.get("method")
    style = _chosen(read.get("style"), server.get("style"), method, styles)
    # The server's style may no longer be installed; then its setting is ignored.
    server = {name: value for name, value in server.items() if name != "style" or value == style.name}
    try:
        return settle_typed(read, {"server": server, "style": style.defaults(method)})
    except InvalidParams as why:
        without = {name: value for name, value in server.items() if name != "steps"}
        if without == server or not _settles(typed, without, styles):
            raise
        raise Refused("steps-by-default", why=why.sentence) from None


def unable_by_default(server: Mapping[str, str], styles: tuple[Style, ...]) -> list[tuple[str, str]]:
    """Return the styles and methods that cannot paint with what is set in a server."""
    return [
        (style.name, method)
        for style in styles
        for method in style.methods
        if not _settles({"prompt": "anything", "style": style.name, "method": method}, server, styles)
    ]


def again(job: Job, asker: Asker) -> Order:
    """Order the same picture, or the one that failed: the same params, seed and plan. Raises NoSuchJob if deleted."""
    if job.deleted:
        raise NoSuchJob("refusal-picture-deleted")
    source = "picture" if job.outcome is Outcome.PICTURE else "failure"
    return Order(asker, job.params, dict.fromkeys(Params.model_fields, source), source_job=job.id, plan=job.plan)


def require_style(order: Order, styles: tuple[Style, ...]) -> None:
    """Raise Refused where the order's style has been removed, or replaced by one that cannot paint the order.

    Until the styles are known, any is accepted.
    """
    if not styles:
        return
    style = next((style for style in styles if style.name == order.params.style), None)
    if style is None:
        raise Refused("style-removed", style=order.params.style)
    if contradiction := style.contradiction(order.params):
        raise Refused(contradiction)


def with_new_seed(order: Order) -> Order:
    """Return the same order with another seed."""
    fields = {**order.params.model_dump(), "seed": None}
    params, _ = settle({"picture": fields})
    sources = {**dict.fromkeys(order.sources, "before"), "seed": "drawn"}
    return replace(order, params=params, sources=sources, source_job=None, plan=None)


def with_word_at(order: Order, start: int, end: int, word: str) -> Order:
    """Return the same order with another word in place of the one at these places of its prompt.

    Raises NoSuchJob where the prompt has no such place, and generator.wire.errors.InvalidParams.
    """
    replaced = order.params.prompt[start:end]
    if not replaced.strip():
        raise NoSuchJob
    fields = {**order.params.model_dump(), "prompt": with_word(order.params.prompt, replaced, word)}
    params, _ = settle({"before": fields})
    return replace(order, params=params, sources=dict.fromkeys(order.sources, "before"), source_job=None, plan=None)


def stated_flags(params: Params, sources: Mapping[str, str]) -> str:
    """Return as flags what a person stated beside the prompt: "--size 300x200 --seed 7"."""
    stated = [name for name in _FLAGS if sources.get(name) in ("you", "prompt")]
    return " ".join(f"--{name} {getattr(params, name)}" for name in stated)


def at_smaller_size(order: Order) -> Order:
    """Return the same order at the smaller size that was offered when it did not fit. Raises Refused without one."""
    size = order.params.size.smaller()
    if size is None:
        raise Refused("size-smallest")
    params = order.params.model_copy(update={"size": size})
    sources = {**dict.fromkeys(order.sources, "before"), "size": "memory"}
    return replace(order, params=params, sources=sources, source_job=None, plan=None)


def _settles(typed: Mapping[str, Any], server: Mapping[str, str], styles: tuple[Style, ...]) -> bool:
    try:
        settle_params(typed, server, styles)
    except (Refused, InvalidParams):
        return False
    return True


def _chosen(typed: str | None, server: str | None, method: str | None, styles: tuple[Style, ...]) -> Style:
    """Return the style typed, else the server's, else the first; of the latter two only one with the method typed."""
    if not styles:
        raise NotReady("style-none")
    by_name = {style.name: style for style in styles}
    if typed is not None and typed not in by_name:
        raise Refused("style-unknown", names=", ".join(by_name))
    able = {style.name: style for style in styles if method is None or method in style.methods}
    if typed is not None and typed not in able:
        raise Refused("style-paints-by", style=typed, method=str(method), methods=", ".join(by_name[typed].methods))
    if not able:
        raise Refused("method-without-style", method=str(method))
    return able.get(typed or server or "", next(iter(able.values())))
