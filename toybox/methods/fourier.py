"""The features of the method fourier, shown by the style that is shipped for it."""

from toybox.methods.method import Feature

_SMALL = {"style": "dreams", "size": "256x256", "steps": 60, "prompt": "a volcano"}

FEATURES: tuple[Feature, ...] = (
    ("frequencies, by dreams", _SMALL),
    ("... all perceptors at once", {**_SMALL, "perceptors_in_turn": False}),
    ("... one counting for less", {**_SMALL, "perceptors_in_turn": False, "perceptor_weights": "1,0.2"}),
    ("... softer", {**_SMALL, "decay_power": 2.2}),
    ("... with all its detail", {**_SMALL, "highest_frequency": 0.5}),
    ("... its parts before the whole", {**_SMALL, "whole_share": 0}),
    ("... in colours as they are", {**_SMALL, "colour_shift": 0}),
    ("... by sharp crops alone", {**_SMALL, "soft_share": 0}),
    ("... not enlarged", {**_SMALL, "enlarge": 1}),
    ("... by padded cutouts, as ever", {**_SMALL, "cutouts": "padded", "num_cutouts": 8}),
)
