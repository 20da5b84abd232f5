"""The OFFER of stripes. Imports no torch."""

from pathlib import Path

from generator.wire.offers import Offer, Rung
from words.sentence import as_written


class StripesOffer(Offer):
    name = "stripes"
    title = "stripes"
    defaults = {"size": "64x64", "steps": 3, "learning_rate": 0.1, "num_cutouts": 4, "cut_power": 1.0}
    ladders = ({"wide": Rung("everything", 4), "narrow": Rung("everything", 1)},)
    gflop_per_pixel = 0.001
    table = Path(__file__).with_name("plan_table.json")
    needs_network = False

    def example(self, *, toy=False, trained_at=None, factor=None):
        return "small"

    def contradiction(self, params):
        return as_written("Stripes have no early_stop; leave it out.") if params.early_stop else None


OFFER = StripesOffer()
