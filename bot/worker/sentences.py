"""What a job's owner reads when it ends without a picture, or with one that took two tries."""

from generator.wire.size import Size

QUARANTINED = (
    "The painter died twice while it painted this, so it is not tried again. Another size or style may work; "
    "whoever runs this bot finds the reason in its log."
)

HALTED = (
    "The painter failed at three pictures in a row, so no more are begun until whoever runs this bot has looked: /logs "
    "has the painter's last words, /resume goes on. What is waiting stays."
)

UNEXPECTED = "Something went wrong in Easel itself while this was painted; whoever runs this bot finds it in the log."


def painted_leaner(plan: str) -> str:
    """Say that this is the second try, made by a leaner plan."""
    return f"There was not enough memory at first, so this was painted anew, from its first step, by the plan {plan}."


def out_of_memory(size: Size) -> str:
    """Say that the size is too large for this machine, and name one that may fit."""
    smaller_size = size.smaller()
    advice = f"try {smaller_size}." if smaller_size else "a smaller style may fit."
    return f"{size} is too large for the memory of this machine; {advice}"
