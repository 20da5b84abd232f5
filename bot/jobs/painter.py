"""What is known of the generator. Its supervisor writes it, everybody may read it."""

from bot.errors import NotReady
from generator.protocol import Ready, Style


class Painter:
    """What the generator last said of itself, and what is wrong with it now, if anything is."""

    def __init__(self) -> None:
        self._ready: Ready | None = None
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """The sentence about what is wrong now."""
        return self._trouble

    def up(self, ready: Ready) -> None:
        """Note that it can paint."""
        self._ready, self._trouble = ready, None

    def down(self, trouble: str) -> None:
        """Note that it cannot paint just now; what it offered is still known."""
        self._trouble = trouble

    def known(self) -> Ready:
        """Return what it last said of itself. Raises NotReady where it has not said anything yet."""
        if self._ready is None:
            raise NotReady(f"The painter is not ready yet: {self._trouble or 'it is still starting'}. Try again soon.")
        return self._ready

    def styles(self) -> tuple[Style, ...]:
        """Return the styles it offers, none as long as they are not known."""
        return self._ready.styles if self._ready else ()

    def style(self, name: str) -> Style | None:
        """Return the style of this name."""
        return next((style for style in self.styles() if style.name == name), None)
