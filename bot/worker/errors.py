"""Deaths of the child: neither a person's mistake nor Discord's."""


class GeneratorDied(Exception):
    """The generator process is gone, or had to be killed, without a last event.

    `of_another` tells that it may well have died of the job before: it had said nothing of this one yet.
    """

    of_another = False

    def __init__(self, how: str, exit_code: int | None, stderr_tail: tuple[str, ...]) -> None:
        """`how` reads on from "the painter"; the exit code is negative for a signal, None while it still runs."""
        super().__init__(f"the painter {how} (exit code {exit_code})")
        self.how = how
        self.exit_code = exit_code
        self.stderr_tail = stderr_tail


class LeftBehind(Exception):
    """Something of the last generator is still there, so that no other may start; it says what."""
