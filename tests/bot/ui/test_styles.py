from typing import get_args

import pytest

from bot.ui.styles import fetching_card
from generator.wire.weights import Doing


def test_a_card_says_that_fetching_begins():
    assert fetching_card("oil").description == "**oil**: getting ready"


@pytest.mark.parametrize("doing", get_args(Doing))
def test_a_card_says_what_is_being_done(doing):
    card = fetching_card("oil", doing, 5, 10)
    assert card.description == f"**oil**: {doing}"
    assert card.fields[0].value == ("5 of 10 steps" if doing == "painting" else "5 Bytes of 10 Bytes")
