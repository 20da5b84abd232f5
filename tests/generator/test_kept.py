from dataclasses import dataclass

from generator.engine import Engine
from generator.kept import Kept
from generator.styles.cards import InstalledStyle
from generator.wire.params import Params
from generator.wire.plan import Plan
from words.sentence import Sentence


@dataclass(eq=False)
class Model:
    bytes: int


def _keep(kept: Kept, key: str, size: int, *in_use: str) -> Model:
    return kept.get(key, (key, *in_use), lambda: Model(size))


def test_what_fits_is_loaded_once() -> None:
    kept = Kept(10)
    first = _keep(kept, "a", 4)
    _keep(kept, "b", 6)
    assert _keep(kept, "a", 4) is first


def test_the_least_recently_used_goes_first() -> None:
    kept = Kept(10)
    for key in ("a", "b", "a", "c"):
        _keep(kept, key, 4)
    assert [key for key in "abc" if key in kept] == ["a", "c"]


def test_what_is_in_use_stays_even_where_it_does_not_fit() -> None:
    kept = Kept(10)
    for key in ("old", "big", "perceptor"):
        _keep(kept, key, 9, "big", "perceptor")
    assert [key for key in ("old", "big", "perceptor") if key in kept] == ["big", "perceptor"]


def test_a_style_is_loaded_once_and_that_is_shown(style: InstalledStyle, device, plan: Plan, params: Params) -> None:
    other = InstalledStyle(style.folder)
    other.card = style.card.model_copy(update={"name": "twin"})
    engine = Engine(device, {"tiny": style, "twin": other})
    busy: list[Sentence] = []
    for name in ("tiny", "tiny", "twin"):  # the twin shares its files
        next(engine.paint(params.model_copy(update={"style": name}), plan, None, busy.append))
    assert [str(each) for each in busy] == ["loading the style tiny"]


def test_one_style_at_a_time_where_there_is_no_room(style: InstalledStyle, device, plan: Plan, params: Params) -> None:
    engine = Engine(device, {"tiny": style})
    engine._kept = Kept(0)
    busy: list[Sentence] = []
    for _ in range(2):
        next(engine.paint(params, plan, None, busy.append))
    assert [str(each) for each in busy] == ["loading the style tiny"]
