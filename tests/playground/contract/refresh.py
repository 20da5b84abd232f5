"""Renews the two contracts in this folder. The second needs Node.

    python -m tests.playground.contract.refresh openapi PATH/TO/discord-openapi.json
    python -m tests.playground.contract.refresh gateway

`rest.json` is the part of Discord's OpenAPI (https://github.com/discord/discord-api-spec, MIT) that the playground
serves: operations, and the schemas that they reach. `gateway.json` is made from the types of the npm package
discord-api-types (https://github.com/discordjs/discord-api-types, MIT) for the events that the playground sends.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playground import Config, World
from playground.rest import rest_app

HERE = Path(__file__).parent
TYPES = "discord-api-types@0.38.57"
GENERATOR = "ts-json-schema-generator@2.9.0"
EVENTS = {
    "READY": "GatewayReadyDispatchData",
    "GUILD_CREATE": "GatewayGuildCreateDispatchData",
    "GUILD_DELETE": "GatewayGuildDeleteDispatchData",
    "CHANNEL_CREATE": "GatewayChannelCreateDispatchData",
    "CHANNEL_UPDATE": "GatewayChannelUpdateDispatchData",
    "CHANNEL_DELETE": "GatewayChannelDeleteDispatchData",
    "THREAD_CREATE": "GatewayThreadCreateDispatchData",
    "CHANNEL_PINS_UPDATE": "GatewayChannelPinsUpdateDispatchData",
    "THREAD_UPDATE": "GatewayThreadUpdateDispatchData",
    "THREAD_DELETE": "GatewayThreadDeleteDispatchData",
    "THREAD_LIST_SYNC": "GatewayThreadListSyncDispatchData",
    "THREAD_MEMBERS_UPDATE": "GatewayThreadMembersUpdateDispatchData",
    "GUILD_MEMBER_UPDATE": "GatewayGuildMemberUpdateDispatchData",
    "GUILD_ROLE_CREATE": "GatewayGuildRoleCreateDispatchData",
    "GUILD_ROLE_UPDATE": "GatewayGuildRoleUpdateDispatchData",
    "GUILD_ROLE_DELETE": "GatewayGuildRoleDeleteDispatchData",
    "INTERACTION_CREATE": "GatewayInteractionCreateDispatchData",
    "MESSAGE_CREATE": "GatewayMessageCreateDispatchData",
    "MESSAGE_UPDATE": "GatewayMessageUpdateDispatchData",
    "MESSAGE_DELETE": "GatewayMessageDeleteDispatchData",
    "MESSAGE_REACTION_ADD": "GatewayMessageReactionAddDispatchData",
    "MESSAGE_REACTION_REMOVE": "GatewayMessageReactionRemoveDispatchData",
}


def openapi(source: Path) -> dict[str, Any]:
    """Return the part of Discord's OpenAPI that the playground's routes need."""
    whole = json.loads(source.read_text())
    served = {resource.name for resource in rest_app(World(Config())).router.resources()}
    kept: dict[str, Any] = {}
    for path, item in whole["paths"].items():
        for method, operation in item.items():
            if method != "parameters" and operation["operationId"] in served:
                kept.setdefault(path, {})[method] = _without_prose(operation)
    schemas = _reached(kept, whole["components"])
    return {"openapi": whole["openapi"], "info": whole["info"], "paths": kept, "components": schemas}


def gateway() -> dict[str, Any]:
    """Return JSON Schemas of the events, with flags as integers, because bits may be combined."""
    fields = "\n".join(f"  {event}: {name};" for event, name in EVENTS.items())
    names = ", ".join(EVENTS.values())
    source = f'import {{ {names} }} from "discord-api-types/v10";\nexport interface Events {{\n{fields}\n}}\n'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "events.ts").write_text(source)
        subprocess.run(["npm", "init", "-y"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["npm", "install", "--silent", TYPES, GENERATOR, "typescript"], cwd=folder, check=True)
        generate = ["npx", "ts-json-schema-generator", "--path", "events.ts", "--type", "Events", "--no-type-check"]
        made = subprocess.run(generate, cwd=folder, check=True, capture_output=True, text=True)
    schema = json.loads(made.stdout)
    for name in schema["definitions"]:
        if name.endswith("Flags"):
            schema["definitions"][name] = {"type": "integer"}
    return _without_prose(schema)


def _without_prose(value: Any) -> Any:
    """Leave out prose. A property named `description` is no prose: its value is not text."""
    if isinstance(value, dict):
        prose = {key for key, each in value.items() if key in ("description", "$comment") and isinstance(each, str)}
        return {key: _without_prose(each) for key, each in value.items() if key not in prose | {"x-discord-union"}}
    return [_without_prose(each) for each in value] if isinstance(value, list) else value


def _reached(paths: Any, components: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    open_ends = [paths]
    while open_ends:
        for kind, name in re.findall(r'"#/components/(\w+)/([^"]+)"', json.dumps(open_ends.pop())):
            if name not in kept.setdefault(kind, {}):
                kept[kind][name] = _without_prose(components[kind][name])
                open_ends.append(kept[kind][name])
    return {kind: dict(sorted(of_kind.items())) for kind, of_kind in sorted(kept.items())}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["openapi", path]:
            (HERE / "rest.json").write_text(json.dumps(openapi(Path(path)), indent=1) + "\n")
        case ["gateway"]:
            (HERE / "gateway.json").write_text(json.dumps(gateway(), indent=1) + "\n")
        case _:
            sys.exit(__doc__)
