"""How a child fails. Neither is a person's mistake, or Discord's.

GeneratorDied: it is gone before its job was over
LeftBehind: it is gone, and something of it is not
"""


class GeneratorDied(Exception):
    """The generator process is gone, or had to be killed, without a last event."""

    def __init__(
        self, how: str, exit_code: int | None, stderr_tail: tuple[str, ...], *, of_earlier_job: bool = False
    ) -> None:
        """Say `how` it died, as a sentence about the painter goes on.

        `exit_code` is negative for a signal, None while the process still runs. `of_earlier_job` says that the job
        before may well be the cause: the process had painted that one, and had said nothing about this one yet.
        """
        super().__init__(f"the painter {how} (exit code {exit_code})")
        self.how = how
        self.exit_code = exit_code
        self.stderr_tail = stderr_tail
        self.of_earlier_job = of_earlier_job


class LeftBehind(Exception):
    """Something of the last generator is still there, so no other may start. The message names it."""
