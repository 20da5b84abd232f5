"""`python -m tests.stripes`: the generator, unchanged, with this method registered."""

from generator.__main__ import serve
from generator.wire.offers import register

register(__package__)
serve()
