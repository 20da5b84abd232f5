import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.jobs.job import Delivery, Entry, Job, Outcome, Status
from bot.ui.autocomplete import job_choices, size_choices, style_choices
from bot.ui.buttons import (
    Action,
    JobButton,
    closed_receipt_buttons,
    failure_buttons,
    picture_buttons,
    receipt_buttons,
)
from bot.ui.cards import failure_card, picture_card, progress_card
from bot.ui.overviews import about_card, queue_card, settings_card
from bot.ui.receipt import closed_receipt, receipt
from bot.ui.status import status_card
from bot.ui.styles import style_card
from bot.ui.suggestions import PromptButton, WordButton, prompt_buttons
from generator.wire.capacity import Capacity
from generator.wire.plan import Device
from generator.wire.protocol import Busy, Progress
from generator.wire.size import Size
from tests.bot.making import READY, STYLE, params
from tests.bot.ui.test_status import REST
from words.sentence import as_written


def _job(**changes):
    fields = dict.fromkeys(Job.model_fields)
    fields |= {
        "sequence": 1, "id": "ab" * 8, "guild_id": 10, "channel_id": 20, "user_id": 30, "params": params(),
        "sources": {"prompt": "you", "size": "style", "steps": "server", "seed": "drawn", "style": "style"},
        "status": Status.QUEUED, "attempt": 0, "deaths": 0, "memory_failures": 0, "done_steps": 0, "notes": (),
        "delivery": Delivery.NONE, "result_kind": "picture", "result_mime": "image/png",
    }  # fmt: skip
    return Job.model_validate({**fields, **changes})


def _picture(**changes):
    return _job(status=Status.FINISHED, outcome=Outcome.PICTURE, sha256="a", seconds=12.3, peak_memory=512, **changes)


def _fields(embed):
    return {field.name: field.value for field in embed.fields}


def _ids(view):
    return [item.custom_id for item in view.children]


def test_a_receipt_says_what_is_painted_and_where_it_came_from():
    embed = receipt(Entry(_job(), 1), STYLE)
    fields = _fields(embed)
    assert embed.description == "“a red circle”"
    assert (fields["size"], fields["steps"], fields["seed"], fields["style"]) == ("128x128", "4", "7", "toy")
    assert fields["place in the queue"] == "next"
    assert fields["not chosen by you"].splitlines() == [
        "steps: this server's settings",
        "size, style: the style's default",
        "seed: drawn at random",
    ]


def test_a_receipt_says_what_is_painted_larger_and_cropped():
    fields = _fields(receipt(Entry(_job(params=params(size="300x300")), 3), STYLE))
    assert fields["size"] == "300x300 (painted as 304x304 and cropped)"
    assert fields["place in the queue"] == "number 3"


def test_toy_weights_name_what_they_do_not_know():
    toy = _fields(receipt(Entry(_job(params=params(prompt="a red Dragon, a dragon")), 1), STYLE))["toy weights"]
    assert "`/styles fetch`" in toy
    assert "do not know: “Dragon”" in toy
    assert "They know: a, red, circle" in toy
    assert "know" not in _fields(receipt(Entry(_job(), 1), STYLE))["toy weights"]
    real = STYLE.model_copy(update={"toy": False, "words": None})
    assert "toy weights" not in _fields(receipt(Entry(_job(), 1), real))


def test_the_receipt_of_a_repaint_promises_the_same_picture():
    assert "will be the same" in receipt(Entry(_job(sources={"prompt": "picture"}), 1), STYLE).title
    assert "will be the same" not in receipt(Entry(_job(sources={"prompt": "failure"}), 1), STYLE).title


@pytest.mark.parametrize(
    ("changes", "title", "field"),
    [
        ({"outcome": "picture", "image": "a.png", "picture_message_id": 5}, "Painted", "/channels/10/20/5"),
        ({"outcome": "picture", "image": None}, "Deleted", None),
        ({"outcome": "cancelled"}, "Cancelled", None),
        ({"outcome": "failed", "failure": as_written("too large")}, "Not painted", "too large"),
        ({"outcome": "quarantined", "failure": as_written("died")}, "Not painted", "died"),
    ],
)
def test_a_closed_receipt_says_how_it_ended(changes, title, field):
    embed = closed_receipt(_job(status="finished", **changes))
    assert embed.title == title
    assert [value.endswith(field) for value in _fields(embed).values()] == ([True] if field else [])


def test_progress_is_a_bar_a_share_and_the_time_left():
    event = Progress(job_id="x", step=15, total=60, seconds_per_step=0.5, preview=Path("p.png"))
    assert _fields(progress_card(_job(), event)) == {
        "█" * 5 + "░" * 15: "step 15 of 60 · 25% · about 22 seconds left"
    }  # fmt: skip
    assert (
        "loading the perceptor"
        in _fields(progress_card(_job(), Busy(job_id="x", doing=as_written("loading the perceptor")))).values()
    )
    assert _fields(progress_card(_job(), None))


def test_identical_is_measured():
    job = _picture(source_job="cd" * 8)
    assert _fields(picture_card(job, _picture()))["painted again"] == "identical, byte for byte"
    other = _picture().model_copy(update={"sha256": "b"})
    assert "not the same bytes" in _fields(picture_card(job, other))["painted again"]
    assert _fields(picture_card(job, _job())) == {}
    assert picture_card(job, None).footer.text == (
        "128x128 · 4 steps · seed 7 · toy · VQGAN-CLIP · painted in 12 s · 512.0 MiB of memory"
    )


def test_a_picture_has_its_painters_notes():
    card = picture_card(
        _picture(notes=(as_written("Stopped at step 3."), as_written("The prompt was too long."))), None
    )
    assert _fields(card) == {"note": "Stopped at step 3.\nThe prompt was too long."}


def test_what_is_the_methods_default_is_said_to_be():
    job = _job(sources={"steps": "method", "size": "style"})
    assert "steps: the method's default" in _fields(receipt(Entry(job, 1), STYLE))["not chosen by you"]
    sources = dict.fromkeys(("size", "steps", "style", "method"), "method")
    assert settings_card(params(), sources, {}).description.count("the method's default") == 4


def test_a_failure_says_why():
    assert _fields(failure_card(_job(failure=as_written("No memory.")))) == {"why": "No memory."}


async def test_buttons_carry_the_job_and_come_back():
    job_id = "0123456789abcdef"
    assert _ids(picture_buttons(job_id)) == [f"easel:{name}:{job_id}" for name in ("same", "new", "delete")]
    assert _ids(failure_buttons(_job(id=job_id, failure_kind="died"))) == [f"easel:same:{job_id}"]
    too_large = _job(id=job_id, failure_kind="out_of_memory")
    assert _ids(failure_buttons(too_large)) == [f"easel:smaller:{job_id}", f"easel:same:{job_id}"]
    job = _job(id=job_id)
    assert _ids(receipt_buttons(job, STYLE)) == [f"easel:cancel:{job_id}"]
    repaint = job.model_copy(update={"source_job": "x"})
    assert _ids(receipt_buttons(repaint, None)) == [f"easel:cancel:{job_id}", f"easel:new:{job_id}"]
    template = JobButton.__discord_ui_compiled_template__
    for action in Action:
        button = JobButton(action, job_id)
        back = await JobButton.from_custom_id(None, None, template.fullmatch(button.item.custom_id))
        assert (back.action, back.job_id) == (action, job_id)
    assert not re.fullmatch(template, f"easel:delete:{job_id}0")
    assert picture_buttons(job_id).is_persistent()


async def test_buttons_with_words_say_all_that_they_order():
    style = STYLE.model_copy(update={"toy": False, "words": None, "vocabulary": "imagenet"})
    job = _job(id="0123456789abcdef", params=params(prompt="*a* castel\tat sea"))
    words = [button for button in receipt_buttons(job, style).children if isinstance(button, WordButton)]
    assert words[0].item.label == "castel → castle"
    assert words[0].item.custom_id == "easel:word:0123456789abcdef:4-10:castle"
    back = await WordButton.from_custom_id(None, None, words[0].template.fullmatch(words[0].item.custom_id))
    assert (back.job_id, back.start, back.end, back.word) == (job.id, 4, 10, "castle")
    painted = job.model_copy(update={"status": Status.FINISHED, "outcome": Outcome.PICTURE, "image": "x"})
    assert _ids(closed_receipt_buttons(painted, style)) == [button.item.custom_id for button in words]
    for over in ({"image": None}, {"outcome": Outcome.CANCELLED}):
        assert not _ids(closed_receipt_buttons(painted.model_copy(update=over), style))
    assert not _ids(closed_receipt_buttons(painted, None))


async def test_buttons_with_prompts_keep_their_flags_and_leave_out_what_is_too_long():
    view = prompt_buttons(["a castle", "x" * 90, "a\nvolcano ::2"], "--seed 5")
    assert [button.item.label for button in view.children] == ["a castle", "a volcano ::2"]
    pressed = view.children[1]
    back = await PromptButton.from_custom_id(None, None, pressed.template.fullmatch(pressed.item.custom_id))
    assert back.typed == "a volcano ::2 --seed 5"
    assert view.is_persistent()


def test_a_receipt_names_the_words_that_a_style_does_not_know():
    style = STYLE.model_copy(update={"name": "dreams", "toy": False, "words": None, "vocabulary": "imagenet"})
    fields = _fields(receipt(Entry(_job(params=params(prompt="a castel by **grue**")), 1), style))
    assert fields["not known"].startswith("dreams does not know: “castel, grue”.")
    assert "The buttons below" in fields["not known"]
    fields = _fields(receipt(Entry(_job(params=params(prompt="a castle, xyzzy")), 1), style))
    assert "xyzzy" in fields["not known"]
    assert "buttons" not in fields["not known"]
    assert "not known" not in _fields(receipt(Entry(_job(params=params(prompt="a castle")), 1), style))


def test_the_queue_is_listed_in_order_and_cut():
    entries = [Entry(_job(params=params(prompt="a [link](https://x.y)")), place) for place in range(25)]
    lines = queue_card(entries, {"ab" * 8}, {}, None).description.splitlines()
    assert lines[0].startswith("now: “a \\[link\\]")
    assert lines[-1] == "and 5 more"
    assert "Nothing" in queue_card([], (), {}, None).description


def test_the_queue_says_when_each_is_done_and_which_are_paused():
    jobs = [_job(id="a" * 16), _job(id="b" * 16, done_steps=3), _job(id="c" * 16)]
    entries = [Entry(job, place) for place, job in enumerate(jobs)]
    lines = queue_card(entries, {job.id for job in jobs}, {"a" * 16: 40, "b" * 16: 300}, None).description.splitlines()
    assert lines[0].endswith("<@30> · about 40 seconds left")
    assert lines[1].endswith("<@30> · paused at step 3 of 4 · done in about 5 minutes")
    assert lines[2].endswith("<@30>")


def test_the_queue_says_why_nothing_is_painted():
    assert _fields(queue_card([], (), {}, as_written("The painter died."))) == {
        "painting has stopped": "The painter died."
    }


def test_about_names_the_device_its_note_and_where_real_weights_are():
    noted = READY.model_copy(update={"device": READY.device.model_copy(update={"note": "no GPU here"})})
    fields = _fields(about_card(noted, as_written("it died")))
    assert fields["device"] == "a test (cpu, 2 threads)"
    assert (fields["note"], fields["trouble"], fields["memory"]) == ("no GPU here", "it died", "2.0 GiB to paint with")
    measured = _fields(about_card(noted, None, ("oil", 7200)))["note"]
    assert "a usual picture by oil takes about 2 hours here, as measured" in measured
    assert "`/styles fetch`" in fields["styles"]
    assert "none" in _fields(about_card(READY.model_copy(update={"styles": ()}), None))["styles"]


def test_settings_say_where_each_value_comes_from():
    card = settings_card(params(), {"size": "server", "steps": "style", "style": "style", "method": "style"}, {51: 3})
    assert card.description.splitlines()[0] == "**size** 128x128 (set for this server)"
    assert card.description.splitlines()[-1] == "<@&51> may have 3 pictures waiting"


def test_suggestions_fit_discords_limits():
    assert "300x300" in [choice.value for choice in size_choices("30")]
    assert [choice.value for choice in style_choices([STYLE] * 40, "TO")] == ["toy"] * 25
    published = STYLE.model_copy(update={"name": "oil", "toy": False, "description": "x" * 200})
    noise = published.model_copy(update={"name": "noise", "methods": {"diffusion": STYLE.by(None)}})
    fetchable = [("ink", "drawings", "style"), ("fog", "haze", "diffusion")]
    [toy, oil, drift, ink, fog] = style_choices([STYLE, published, noise], "", fetchable, Size(640, 640))
    assert (drift.name[-2:], fog.name) == ("x…", "fog: haze (not installed: /styles fetch)")
    assert "fits" not in toy.name
    assert oil.name.endswith("x… (up to 640x640 fits)")
    assert (len(oil.name), ink.name) == (100, "ink: drawings (not installed: /styles fetch; up to 640x640 fits)")
    choices = job_choices([_job(params=params(prompt="x" * 900))], "")
    assert (len(choices[0].name), choices[0].value) == (100, "ab" * 8)


def test_a_size_that_does_not_fit_says_so():
    card = Device(kind="cuda", name="a card", threads=1, gflops=1, bf16=True)
    [large] = size_choices("1280", Capacity(card, 2_000, toy=False))
    assert (large.name, large.value) == ("1280x720 (too large for this painter)", "1280x720")
    assert size_choices("1280", Capacity(card, 24_000, toy=False))[0].name == "1280x720"


@pytest.mark.parametrize(("method", "title"), [("vqgan_clip", "VQGAN-CLIP"), ("diffusion", "CLIP-guided diffusion")])
def test_every_card_of_a_job_names_its_method(method, title):
    of_method = params(method=method)
    failed = _job(status=Status.FINISHED, outcome=Outcome.FAILED, failure=as_written("too large"), params=of_method)
    step = Progress(job_id="x", step=1, total=4, seconds_per_step=0.5, preview=Path("p.png"))
    waiting = _job(params=of_method)
    cards = [
        receipt(Entry(waiting, 1), STYLE),
        progress_card(waiting, None),
        progress_card(waiting, step),
        picture_card(_picture(params=of_method), None),
        failure_card(failed),
        status_card(replace(REST, painting=waiting, painting_for=8, step=step), full=False),
    ]
    assert [title in str(each.to_dict()) for each in cards] == [True] * len(cards)
    offered = style_card(STYLE.model_copy(update={"methods": {method: STYLE.by(None)}}), None)
    assert _fields(offered)["paints by"] == title
