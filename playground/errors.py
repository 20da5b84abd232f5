"""What can go wrong in the playground.

PlaygroundError
├── ApiError          Discord refuses a REST request
├── GatewayClosed     the gateway closes a connection
├── ConnectionCut     a fault cuts the connection of a request
├── InvalidAction     a person tries what Discord's client would not let them do
├── AlreadyRunning    another demo has this folder
└── Ended             somebody ends the program
"""

from enum import Enum
from typing import Any


class Problem(Enum):
    """HTTP status, Discord's code and its sentence (developers/topics/opcodes-and-status-codes#json)."""

    NOT_FOUND = (404, 0, "404: Not Found")
    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_ROLE = (404, 10011, "Unknown Role")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_EMOJI = (400, 10014, "Unknown Emoji")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    TOO_MANY_PINS = (400, 30003, "Maximum number of pins reached for the channel (250)")
    TOO_MANY_REACTIONS = (403, 30010, "Maximum number of reactions reached (20)")
    TOO_MANY_COMMANDS = (400, 30032, "Maximum number of application commands reached (100)")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    FILE_TOO_LARGE = (413, 40005, "Request entity too large")
    ALREADY_ANSWERED = (400, 40060, "Interaction has already been acknowledged.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_YOUR_MESSAGE = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    CLOSED_TO_DMS = (403, 50007, "Cannot send messages to this user")
    NOT_A_TEXT_CHANNEL = (400, 50008, "Cannot send messages in a non-text channel")
    NOT_HERE = (403, 50024, "Cannot execute action on this channel type")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    TOKEN_EXPIRED = (401, 50027, "Invalid Webhook Token")
    INVALID_RECIPIENTS = (400, 50033, "Invalid Recipient(s)")
    INVALID_FORM_BODY = (400, 50035, "Invalid Form Body")
    THREAD_ARCHIVED = (400, 50083, "Thread is archived")
    INVALID_JSON = (400, 50109, "The request body contains invalid JSON.")
    HAS_A_THREAD = (400, 160004, "A thread has already been created for this message")
    THREAD_LOCKED = (400, 160005, "Thread is locked")
    CANNOT_REPLY = (400, 160002, "Cannot reply without permission to read message history")


class PlaygroundError(Exception):
    """Anything below."""


class ApiError(PlaygroundError):
    """Discord refuses a REST request. `errors` names the fields at fault (developers/reference#error-messages)."""

    def __init__(self, problem: Problem, errors: dict[str, Any] | None = None) -> None:
        self.status, self.code, sentence = problem.value
        super().__init__(sentence)
        self.body: dict[str, Any] = {"message": sentence, "code": self.code}
        if errors:
            self.body["errors"] = errors


class GatewayClosed(PlaygroundError):
    """The gateway closes a connection (…/opcodes-and-status-codes#gateway-gateway-close-event-codes)."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class ConnectionCut(PlaygroundError):
    """A fault cuts the connection of a request, and no answer arrives."""


class InvalidAction(PlaygroundError):
    """A person tries what Discord's client would not let them do. The text is a sentence for that person."""


class AlreadyRunning(PlaygroundError):
    """Another demo has this folder. The text is its page's address, or "" while it starts."""


class Ended(PlaygroundError):
    """Somebody ends the program."""


def invalid(field: str, code: str, sentence: str) -> ApiError:
    """Return 50035 for one field; `field` may be a path like `embeds.0.title`."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": sentence}]}
    for key in reversed(field.split(".")):
        errors = {key: errors}
    return ApiError(Problem.INVALID_FORM_BODY, errors)
