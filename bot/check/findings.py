"""What a check has found."""

from collections.abc import Callable


class Findings:
    """Says one line for each finding, and remembers whether all is well. A warning is no failure."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self.all_well = True

    def good(self, name: str, text: str) -> None:
        """Say that this is as it should be."""
        self._say(f"ok      {name}: {text}")

    def doubtful(self, name: str, text: str) -> None:
        """Say that Easel works and that this may end badly."""
        self._say(f"warning {name}: {text}")

    def wrong(self, name: str, text: str) -> None:
        """Say that Easel does not work like this, and what to do."""
        self.all_well = False
        self._say(f"WRONG   {name}: {text}")
