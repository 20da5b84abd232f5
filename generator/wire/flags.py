"""What a person typed, with the flags in its prompt read as at Midjourney: `a castle --ar 16:9 --no fog`.

https://docs.midjourney.com/hc/en-us/articles/32859204029709-Parameter-List lists them. Imports no torch.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from generator.wire.errors import InvalidParams
from generator.wire.invalid import not_text
from generator.wire.offers import offers
from generator.wire.params import Params, read_field, settle
from generator.wire.prompts import SEPARATOR, Prompt, parse_scenes, show_scenes
from generator.wire.visible import visible

_FIELDS = {**{name: name for name in ("size", "steps", "seed", "style", "method")}, "iw": "image_prompt_weight"}
_EXAMPLES = {"ar": "16:9", "aspect": "16:9", "no": "fog,people", "size": "300x200", "style": "toy"}
_INSTEAD = {
    **dict.fromkeys(("stop", "q", "quality", "draft"), "steps"),
    **dict.fromkeys(("h", "height", "width", "hd"), "size"),
    **dict.fromkeys(("v", "version", "niji"), "style"),
    **dict.fromkeys(("seeds", "sameseed"), "seed"),
}
# What Midjourney has, or had, and Easel does not.
_NOT_HERE = frozenset(
    {
        *("s", "stylize", "c", "chaos", "w", "weird", "tile", "raw", "sref", "sw", "sv", "cref", "cw", "oref", "ow"),
        *("p", "profile", "fast", "relax", "turbo", "public", "stealth", "video", "r", "repeat", "uplight", "upbeta"),
        *("upanime", "test", "testp", "creative", "hq", "exp", "motion", "loop", "bs"),
    }
)
_KNOWN = {"ar", "aspect", "no", *_FIELDS, *_INSTEAD, *_NOT_HERE}
# Telephones turn `--` into a dash. A dash is also punctuation, so it begins only a flag that is known.
_FLAG = re.compile(
    rf"(?<![^\s,;.|)])(?:--(?P<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*)(?![\w-])|[—–]-?(?P<known>{'|'.join(sorted(_KNOWN))})(?![\w-]))",
    re.ASCII | re.IGNORECASE,
)
_VALUE = re.compile(r"\s*=\s*(\S+)|\s+(\S+)")
# Sentences show values, so they hold nothing that Discord would format.
_PLAIN = re.compile(r"[-+.]?[0-9][0-9.]*|[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*")
_RATIO = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)[:/x×]([0-9]{1,4}(?:\.[0-9]{1,4})?)")
_NO_WEIGHT = -0.5  # in all: Midjourney says that `--no red` is `red::-.5`


@dataclass(frozen=True)
class Typed:
    """What a person typed.

    `options` are fields of Params, with the prompt in it without its flags; `flags` are those that its flags state.
    `ratio` is the width that `--ar` wants for a height of 1.
    """

    options: Mapping[str, Any]
    flags: Mapping[str, Any] = field(default_factory=dict)
    ratio: float | None = None

    def get(self, name: str) -> Any:
        """Return what is said of a field, by option or by flag, or None."""
        return self.options[name] if self.options.get(name) is not None else self.flags.get(name)


def read_typed(options: Mapping[str, Any]) -> Typed:
    """Read the flags of the prompt in `options`, unless `prompt_syntax` there says that it has none.

    Raises InvalidParams with one sentence about a flag that is unknown, lacks its value, or contradicts an option.
    """
    prompt = options.get("prompt")
    if not isinstance(prompt, str) or options.get("prompt_syntax") == "notebook":
        return Typed(options)
    if any("\ud800" <= character <= "\udfff" for character in prompt):
        raise not_text("prompt")
    words, found = _split(visible(prompt))
    flags: dict[str, Any] = {}
    ratio: float | None = None
    for flag, value in found:
        match flag.name:
            case "no":
                words = _without(words, value)
            case "ar" | "aspect":
                ratio = _ratio(flag, value, options.get("size"))
            case _:
                name = _FIELDS[flag.name]
                flags[name] = _value(flag, name, value, options)
    _check_no_field_twice([flag for flag, _ in found])
    return Typed({**options, "prompt": words, "prompt_syntax": "midjourney"}, flags, ratio)


def settle_typed(typed: Typed, layers: Mapping[str, Mapping[str, Any]]) -> tuple[Params, dict[str, str]]:
    """Settle what was typed before `layers`. What the prompt's flags state has "prompt" for its source.

    `--ar` gives the size that would be painted otherwise another shape. Raises InvalidParams.
    """
    params, sources = settle({"you": typed.options, "prompt": typed.flags, **layers})
    if typed.ratio is None:
        return params, sources
    flags = {**typed.flags, "size": params.size.shaped(typed.ratio)}
    return settle({"you": typed.options, "prompt": flags, **layers})


@dataclass(frozen=True)
class _Flag:
    name: str

    def __str__(self) -> str:
        return f"--{self.name}"

    @property
    def field(self) -> str | None:
        """The field that it states."""
        return "size" if self.name in ("ar", "aspect") else _FIELDS.get(self.name)


def _split(prompt: str) -> tuple[str, list[tuple[_Flag, str]]]:
    """Return the prompt's words and its flags, each with its value."""
    words: list[str] = []
    found: list[tuple[_Flag, str]] = []
    at = 0
    while match := _FLAG.search(prompt, at):
        words.append(prompt[at : match.start()])
        flag = _known(match["name"] or match["known"])
        value = _listed(prompt, match.end()) if flag.name == "no" else _VALUE.match(prompt, match.end())
        written = next(filter(None, value.groups()), "").strip(" ,;") if value else ""
        if not written or _FLAG.match(written) or (flag.name in _FIELDS and not _PLAIN.fullmatch(written)):
            raise InvalidParams("flag-needs-value", flag=str(flag), example=f"{flag} {_example(flag.name)}")
        assert value is not None  # something was written
        found.append((flag, written))
        at = value.end()
    return visible(" ".join((*words, prompt[at:]))), found


def _example(name: str) -> str:
    return next(iter(offers())) if name == "method" else _EXAMPLES.get(name, "7")


def _known(typed: str) -> _Flag:
    """Return the flag. Raises InvalidParams if Easel does not read it, with what to do instead."""
    flag = _Flag(typed.lower().replace("-", "_"))
    shown = f"--{typed[:40]}"
    if flag.name in _NOT_HERE:
        raise InvalidParams("flag-not-here", flag=shown)
    if flag.name in _INSTEAD:
        raise InvalidParams("flag-instead", flag=shown, option=_INSTEAD[flag.name])
    if flag.name in _KNOWN:
        return flag
    if flag.name in Params.model_fields:
        raise InvalidParams("flag-command-line", flag=shown)
    nearest = get_close_matches(flag.name, sorted(_KNOWN - _NOT_HERE - _INSTEAD.keys()), 1)
    if nearest:
        raise InvalidParams("flag-nearest", flag=shown, nearest=f"--{nearest[0]}")
    raise InvalidParams("flag-unknown", flag=shown)


def _listed(prompt: str, at: int) -> re.Match[str] | None:
    """Return what `--no` lists: everything up to the next flag or separator."""
    ends = (each.start() for each in (_FLAG.search(prompt, at), SEPARATOR.search(prompt, at)) if each)
    return re.compile(r"(.*)", re.DOTALL).match(prompt, at, min(ends, default=len(prompt)))


def _without(words: str, listed: str) -> str:
    """Return the prompt with the parts that are listed, which share the weight of `--no`, in each scene."""
    if not words:
        raise InvalidParams("prompt-only-negative")
    texts = [text for text in (each.strip() for each in listed.split(",")) if text]
    parts = tuple(Prompt(text, round(_NO_WEIGHT / len(texts), 4)) for text in texts)
    return show_scenes(tuple((*scene, *parts) for scene in parse_scenes(words)))


def _ratio(flag: _Flag, value: str, size: Any) -> float | None:
    """Return the width for a height of 1, or None if the option `size` has that shape already."""
    match = _RATIO.fullmatch(value)
    width, height = map(float, match.groups()) if match else (0, 0)
    if not width or not height:
        raise InvalidParams("flag-wrong-ratio", flag=str(flag))
    if size is not None:
        chosen = read_field("size", size)
        if chosen.width * height != chosen.height * width:
            raise InvalidParams("flag-contradicts", flag=str(flag), option="size")
        return None
    return width / height


def _value(flag: _Flag, name: str, value: str, options: Mapping[str, Any]) -> Any:
    """Return the value of a field. Raises InvalidParams if it is wrong or if an option says something else."""
    read = read_field(name, value)
    if name == "image_prompt_weight" and options.get("image_prompt") is None:
        raise InvalidParams("flag-no-picture", flag=str(flag))
    if options.get(name) is not None and read_field(name, options[name]) != read:
        raise InvalidParams("flag-contradicts", flag=str(flag), option=name)
    return read


def _check_no_field_twice(flags: list[_Flag]) -> None:
    before: dict[str, _Flag] = {}
    for flag in flags:
        if flag.field in before:
            raise InvalidParams("flag-twice", name=flag.field, first=str(before[flag.field]), second=str(flag))
        if flag.field:
            before[flag.field] = flag
