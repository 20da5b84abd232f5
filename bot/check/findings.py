"""The findings of the checks."""

from collections.abc import Callable

from words.sentence import text


class Findings:
    """Prints a line for each finding, and remembers whether all is well. A warning is no failure."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self.all_well = True

    def good(self, name: str, found: str) -> None:
        """Report what is as it should be."""
        self._show(text("check-good", name=name, found=found))

    def doubtful(self, name: str, found: str) -> None:
        """Report what works but may end badly."""
        self._show(text("check-doubtful", name=name, found=found))

    def wrong(self, name: str, found: str) -> None:
        """Report what keeps Easel from working, and what to do about it."""
        self.all_well = False
        self._show(text("check-wrong", name=name, found=found))
