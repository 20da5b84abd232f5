"""The findings of the checks."""

from collections.abc import Callable


class Findings:
    """Prints a line for each finding, and remembers whether all is well. A warning is no failure."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self.all_well = True

    def good(self, name: str, text: str) -> None:
        """Report what is as it should be."""
        self._say(f"ok      {name}: {text}")

    def doubtful(self, name: str, text: str) -> None:
        """Report what works but may end badly."""
        self._say(f"warning {name}: {text}")

    def wrong(self, name: str, text: str) -> None:
        """Report what keeps Easel from working, and what to do about it."""
        self.all_well = False
        self._say(f"WRONG   {name}: {text}")
