"""What is suggested while somebody types. Other text is allowed too, so every value is checked again."""

from collections.abc import Container, Iterable

from discord.app_commands import Choice

from bot.jobs.job import Job
from bot.ui.fitting import CHOICE, CHOICES, cut, units
from generator.wire.capacity import Capacity
from generator.wire.offers import offer, offer_of_kind
from generator.wire.protocol import Style
from generator.wire.size import Size
from generator.wire.visible import visible
from words.sentence import text

_SIZES = (
    "128x128",
    "192x192",
    "256x256",
    "300x300",
    "320x240",
    "384x384",
    "480x480",
    "512x512",
    "640x360",
    "640x480",
    "1280x720",
)


def size_choices(typed: str, capacity: Capacity | None = None) -> list[Choice[str]]:
    """Suggest sensible sizes that start with what is typed, and mark those too large for the painter's memory."""
    return [Choice(name=_fitting(size, capacity), value=size) for size in _SIZES if size.startswith(typed.strip())]


def style_choices(
    styles: Iterable[Style],
    typed: str,
    fetchable: Iterable[tuple[str, str, str]] = (),
    largest: Size | None = None,
) -> list[Choice[str]]:
    """Suggest the styles whose name contains what is typed, the installed ones first.

    `fetchable` are the names of others, what each is good at and its kind of checkpoint; `largest` is the largest size
    that fits for a style that is no toy and paints at any size.
    """
    rows = []
    for each in styles:
        ending = text("choice-fits", largest=str(largest)) if largest and _any_size(each) else ""
        rows.append((each.name, each.description, ending))
    for name, good_at, kind in fetchable:
        rows.append((name, good_at, _not_installed(kind, largest)))
    found = (row for row in rows if _can_be_chosen(row[0]) and typed.strip().lower() in row[0])
    return [_choice(f"{name}: {description}", name, ending) for name, description, ending in found][:CHOICES]


def weights_choices(listed: Iterable[tuple[str, str, str]], typed: str) -> list[Choice[str]]:
    """Suggest the weights whose name contains what is typed; `listed` are names, what each is good at, and kinds."""
    found = (row[:2] for row in listed if _can_be_chosen(row[0]) and typed.strip().lower() in row[0])
    return [_choice(f"{name}: {good_at}", name) for name, good_at in found][:CHOICES]


def job_choices(jobs: Iterable[Job], typed: str, seen: Container[str] | None = None) -> list[Choice[str]]:
    """Suggest the jobs whose prompt contains what is typed.

    Of jobs whose ids are not in `seen` no prompt is shown or searched; None: all are the person's own.
    """
    hidden = text("queue-somebodys")
    named = ((job.id, visible(job.params.prompt) if seen is None or job.id in seen else hidden) for job in jobs)
    return [_choice(name, job_id) for job_id, name in named if typed.lower() in name.lower()][:CHOICES]


def _fitting(size: str, capacity: Capacity | None) -> str:
    fits = capacity is None or capacity.fits(Size.parse(size))
    return size if fits else text("choice-too-large", size=size)


def _any_size(style: Style) -> bool:
    return offer(style.method).any_size and not (style.toy and offer(style.method).needs_network)


def _not_installed(kind: str, largest: Size | None) -> str:
    offered = offer_of_kind(kind)
    if largest and offered and offered.any_size:
        return text("choice-not-installed-fits", largest=str(largest))
    return text("choice-not-installed")


def _can_be_chosen(value: str) -> bool:
    return 1 <= units(value) <= CHOICE


def _choice(name: str, value: str, ending: str = "") -> Choice[str]:
    """Return a choice whose name is cut to fit, but never its ending."""
    ending = ending and f" {ending}"
    return Choice(name=(cut(name, CHOICE - units(ending)) or value) + ending, value=value)
