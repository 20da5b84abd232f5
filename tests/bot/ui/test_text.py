import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ui.text import alt_text, cut, inert, mebibytes, time_left
from generator.wire.errors import InvalidParams
from generator.wire.flags import read_typed, settle_typed
from generator.wire.visible import visible
from tests.bot.making import STYLE

_NASTY = st.sampled_from(
    ["@everyone", "<@1>", "<@&1>", "<#1>", "https://x.y", "[a](https://x.y)", "`", "```", "**", "__", "||", "~~", "\\",
     "\u3164", "\u115f", "\uffa0", "\u2800", "\ufe0f", "\U000e0041",
     "\u202e", "\u200b", "\x00", "\n# x", "\n> x", "<t:0>", "<:a:1>", ":smile:", "discord.gg/x", "😀", "\ud800"]
)  # fmt: skip
_prompts = st.lists(st.one_of(_NASTY, st.text(max_size=20)), max_size=20).map("".join)
_SPECIAL = set("\\*_~|`[]<>@:#")


def _literal(markdown):
    """Read escapes as Discord does; fail on a special character that is not escaped."""
    out, rest = [], iter(markdown)
    for character in rest:
        if character == "\\":
            character = next(rest)
            assert re.fullmatch(r"[^0-9A-Za-z\s]", character)
        else:
            assert character not in _SPECIAL
        out.append(character)
    return "".join(out)


@given(_prompts)
def test_nothing_typed_can_ping_link_or_format(prompt):
    shown = inert(prompt)
    assert shown[0] == "“"
    assert shown[-1] == "”"
    assert _literal(shown[1:-1]) == cut(visible(prompt), 1000)


@given(_prompts)
@example("😀\ufe0f😀\ufe0f")
def test_nothing_unseen_is_left(text):
    shown = visible(text)
    categories = {unicodedata.category(character) for character in shown.replace("\u200d", "").replace("\u200c", "")}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not set(shown) & set("\u3164\u115f\u1160\uffa0\u2800\u200b\u2060\u00ad\ufeff")
    assert visible(shown) == shown
    for joiner in re.finditer("[\u200c\u200d\ufe0f]", shown):
        assert joiner.start() > 0
        before = shown[joiner.start() - 1]
        assert unicodedata.category(before) in ("So", "Sm", "Sk", "Lo", "Mn", "Mc", "Nd", "Po")


@given(_prompts)
def test_no_card_and_no_alt_text_is_empty(prompt):
    try:
        params, _ = settle_typed(read_typed({"prompt": prompt}), {"style": STYLE.defaults(None)})
    except InvalidParams:
        assert alt_text(prompt)
        return
    assert visible(params.prompt) == params.prompt
    assert len(inert(params.prompt)) > len("“”")
    assert alt_text(params.prompt) != alt_text("\u3164")


@pytest.mark.parametrize("seen", ["👩‍🚀", "❤️‍🔥", "👍🏽", "2️⃣", "می‌خواهم", "क्‍ष", "日本", "e\u0301"])
def test_what_changes_what_is_seen_stays(seen):
    assert visible(seen) == seen


@pytest.mark.parametrize(
    "text", ["a\ufe0f", "\ufe0fa", "a\u200d", "a\u200da", "a\U000e0061", "\u3164a", "a\u2060\u034f"]
)
def test_what_is_not_seen_goes(text):
    assert visible(text) in ("a", "aa")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(1, 50))
def test_a_cut_counts_as_discord_does_and_splits_no_character(text, limit):
    short = cut(text, limit)
    assert len(short.encode("utf-16-le")) // 2 <= limit
    if len(text.encode("utf-16-le")) // 2 <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert len(short.encode("utf-16-le")) // 2 >= limit - 1


@given(_prompts)
def test_the_longest_prompt_fits_an_embed_and_an_alt_text(prompt):
    assert len(inert(prompt * 50)) <= 4096
    assert len(alt_text(prompt * 50).encode("utf-16-le")) // 2 <= 1024


def test_a_plain_prompt_stays_as_it_is():
    assert inert("a red circle, at dawn (ultra-wide) | fog") == r"“a red circle, at dawn (ultra-wide) \| fog”"


def test_phrases():
    assert time_left(0.4) == "nearly done"
    assert time_left(8.2) == "about 8 seconds left"
    assert time_left(125) == "about 2 minutes left"
    assert mebibytes(1536) == "1.5 GiB"
