"""`python -m tests.stripes`: the generator as it is, with this method registered."""

from generator.__main__ import serve
from generator.wire.offers import register

register(__package__)
serve()
