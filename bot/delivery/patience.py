"""How long delivery waits, and for what. The composition root passes it in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """All in seconds."""

    pause: float = 1  # before a request is first repeated; it doubles each time
    longest_pause: float = 60
    request: float = 60  # for which a request is repeated before its outcome counts as unknown
    # Discord knows a nonce for "the past few minutes": https://docs.discord.com/developers/resources/message#create-message
    trust_nonce: float = 120
    heartbeat: float = 60  # without an answer to one the connection counts as dead
    session: float = 120  # without one the bot reconnects: discord.py's own pauses grow to 17 minutes
    # between two identifies: https://docs.discord.com/developers/events/gateway#rate-limiting allows one in 5 s
    identify: float = 5
    look: float = 24 * 3600  # between two looks at whether Discord still has the commands
    doubt: float = 60  # between two looks that people's commands give reason for
    changed: float = 5  # between a change in a server and the tries that it gives reason for
    access: float = 600  # between two tries of what is refused for want of access, without such a change
    refused: float = 7 * 24 * 3600  # for which it is tried
    letter: float = 6 * 3600  # between two direct messages to one person
    letters: float = 30  # between two direct messages: Discord restricts bots that open many at once
    notice: float = 15  # for which a notice to one person stays in the channel
    next_notice: float = 60  # between two notices to the same person
    # between two messages in a channel that people provoke: 5 in 5 s are reported to be allowed, so pictures have room
    provoked: float = 2
    edit: float = 2  # between two edits of a progress message
    receipt: float = 10  # between two looks at the receipts of waiting jobs
    old_receipt: float = 300  # between two edits of a receipt older than `roll_over`
    roll_over: float = 55 * 60  # the age at which a progress message is replaced: after an hour Discord limits edits


USUAL = Patience()
