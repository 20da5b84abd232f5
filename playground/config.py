"""The numbers behind every rule of this Discord, in one frozen place."""

import base64
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MIB = 2**20


@dataclass(frozen=True)
class Bucket:
    """`limit` requests in a window of `per` seconds that starts with the first request."""

    limit: int
    per: float


# Discord does not publish its buckets (developers/topics/rate-limits: "rate limits should not be hard coded"). These
# are the ones that people report. Keys are the operation ids of Discord's OpenAPI.
COMMUNITY_BUCKETS: Mapping[str, Bucket] = {
    "create_message": Bucket(5, 5.0),
    "update_message": Bucket(5, 5.0),
    "delete_message": Bucket(5, 1.0),
    "add_my_message_reaction": Bucket(1, 0.25),
    "execute_webhook": Bucket(5, 2.0),
    "update_original_webhook_message": Bucket(5, 2.0),
    "update_webhook_message": Bucket(5, 2.0),
}


FOUNDED = 1_767_225_600.0  # 1 January 2026
# the application is older than the guild: a snowflake of one second before (developers/reference#snowflakes)
APPLICATION_ID = str(int((FOUNDED - 1) * 1000 - 1_420_070_400_000) << 22)


def new_token() -> str:
    """Return a token in Discord's shape, which libraries take apart: the id in base64, then two more parts."""
    owner = base64.urlsafe_b64encode(APPLICATION_ID.encode()).decode().rstrip("=")
    return f"{owner}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"


@dataclass(frozen=True)
class Config:
    """How this Discord behaves. Times are in seconds, sizes in bytes."""

    token: str = field(default_factory=new_token, repr=False)
    now: Callable[[], float] = time.time
    bot_name: str = "Easel"
    guild_name: str = "The Playground"
    channel_name: str = "paintings"
    # the guild and everything in it get their ids from this time. They are the same at each start, so
    # the ids that a bot has stored stay valid
    founded: float = FOUNDED

    # developers/interactions/receiving-and-responding#interaction-callback
    first_answer: float = 3.0
    # developers/interactions/receiving-and-responding#followup-messages
    interaction_life: float = 15 * 60.0
    # developers/resources/message#create-message: "the past few minutes"
    nonce_memory: float = 180.0
    # developers/reference#uploading-files
    upload_limit: int = 10 * MIB
    # developers/topics/opcodes-and-status-codes#json, 30046: the age is in its sentence, people report the bucket
    old_message: float = 3600.0
    old_edits: Bucket = Bucket(3, 20.0)

    buckets: Mapping[str, Bucket] = field(default_factory=lambda: COMMUNITY_BUCKETS)
    other_bucket: Bucket = Bucket(50, 1.0)
    # developers/topics/rate-limits#global-rate-limit
    global_bucket: Bucket = Bucket(50, 1.0)

    # developers/events/gateway#heartbeat-interval
    heartbeat: float = 41.25
    # developers/events/gateway#rate-limiting: frames that a bot may send on one connection
    gateway_frames: Bucket = Bucket(120, 60.0)
    # how long a session without a socket can be resumed, and how many of its events are kept
    resume_window: float = 120.0
    resume_events: int = 1000
    # developers/events/gateway#session-start-limit-object
    session_starts: Bucket = Bucket(1000, 24 * 3600.0)
    # developers/events/gateway#privileged-intents: the bits that the bot's owner has switched on
    privileged_intents: int = 0

    tape_length: int = 10_000
    cdn_memory: int = 512 * MIB
