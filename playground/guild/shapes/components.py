"""The components of a message (developers/components/reference): rows of buttons and menus, and the newer layouts."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, Tag

from playground.guild.shapes.embeds import Link, Media
from playground.guild.shapes.shape import (
    REQUIRED,
    Color,
    Complaint,
    Path,
    Shape,
    Snowflake,
    Unique,
    between,
    one_of,
    tag,
    upto,
)

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = range(1, 9)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, UPLOAD = 9, 10, 11, 12, 13, 14, 17, 18, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
LINK, PREMIUM = 5, 6  # developers/components/reference#button-button-styles
COMPONENTS = 40  # in a message of the newer layouts, those inside others included

CustomId = Annotated[str, between(1, 100)]


class Component(Shape):
    """What all components have."""

    id: Annotated[int, Field(ge=0, lt=2**31)] | None = None


class Emoji(Shape):
    """An emoji on a button or beside a choice."""

    id: Snowflake | None = None
    name: Annotated[str, upto(32)] | None = None
    animated: bool | None = None


class Button(Component):
    """A button; the rules below say which fields its style asks for."""

    style: Literal[1, 2, 3, 4, 5, 6]
    custom_id: CustomId | None = None
    label: Annotated[str, upto(80)] | None = None
    emoji: Emoji | None = None
    url: Annotated[Link, upto(512)] | None = None
    sku_id: Snowflake | None = None
    disabled: bool | None = None


class Select(Component):
    """What all menus have."""

    custom_id: CustomId
    placeholder: Annotated[str, upto(150)] | None = None
    min_values: Annotated[int, Field(ge=0, le=25)] | None = None
    max_values: Annotated[int, Field(ge=1, le=25)] | None = None
    disabled: bool | None = None
    required: bool | None = None


class Choice(Shape):
    """A line of a menu."""

    label: Annotated[str, between(1, 100)]
    value: Annotated[str, between(1, 100)]
    description: Annotated[str, upto(100)] | None = None
    emoji: Emoji | None = None
    default: bool | None = None


class StringSelect(Select):
    """A menu of the bot's own choices."""

    options: Annotated[list[Choice], between(1, 25)]


class Chosen(Shape):
    """A user, role or channel that is chosen from the start."""

    id: Snowflake
    type: Literal["user", "role", "channel"]


class EntitySelect(Select):
    """A menu of users, roles or channels."""

    default_values: Annotated[list[Chosen], upto(25)] | None = None
    channel_types: Annotated[list[int], Unique] | None = None


EntitySelects = (
    Annotated[EntitySelect, Tag(tag(USER_SELECT))]
    | Annotated[EntitySelect, Tag(tag(ROLE_SELECT))]
    | Annotated[EntitySelect, Tag(tag(MENTIONABLE_SELECT))]
    | Annotated[EntitySelect, Tag(tag(CHANNEL_SELECT))]
)
ENTITY_KINDS = (USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
_InRow = Annotated[
    Annotated[Button, Tag(tag(BUTTON))] | Annotated[StringSelect, Tag(tag(STRING_SELECT))] | EntitySelects,
    one_of(BUTTON, STRING_SELECT, *ENTITY_KINDS),
]


class Row(Component):
    """Up to five buttons, or one menu."""

    components: Annotated[list[_InRow], between(1, 5)]


class Text(Component):
    """A piece of text."""

    content: Annotated[str, between(1, 4000)]


class Unfurled(Shape):
    """A file by its address."""

    url: Media


class Item(Shape):
    """One file of a gallery."""

    media: Unfurled
    description: Annotated[str, between(1, 1024)] | None = None
    spoiler: bool | None = None


class Thumbnail(Component, Item):
    """A small picture."""


class Gallery(Component):
    """Pictures side by side."""

    items: Annotated[list[Item], between(1, 10)]


class AttachedFile(Component):
    """A file that can be downloaded."""

    file: Unfurled
    spoiler: bool | None = None


class Separator(Component):
    """A line, or a space."""

    spacing: Literal[1, 2] | None = None
    divider: bool | None = None


class Section(Component):
    """Text with something beside it."""

    components: Annotated[
        list[Annotated[Annotated[Text, Tag(tag(TEXT))], one_of(TEXT)]],
        between(1, 3),
    ]
    accessory: Annotated[
        Annotated[Button, Tag(tag(BUTTON))] | Annotated[Thumbnail, Tag(tag(THUMBNAIL))], one_of(BUTTON, THUMBNAIL)
    ]


_LAYOUTS = (
    Annotated[Row, Tag(tag(ROW))]
    | Annotated[Section, Tag(tag(SECTION))]
    | Annotated[Text, Tag(tag(TEXT))]
    | Annotated[Gallery, Tag(tag(GALLERY))]
    | Annotated[AttachedFile, Tag(tag(FILE))]
    | Annotated[Separator, Tag(tag(SEPARATOR))]
)
_LAYOUT_KINDS = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)


class Container(Component):
    """A box around others."""

    components: Annotated[list[Annotated[_LAYOUTS, one_of(*_LAYOUT_KINDS)]], between(1, COMPONENTS)]
    accent_color: Color | None = None
    spoiler: bool | None = None


Layouts = Annotated[
    list[Annotated[_LAYOUTS | Annotated[Container, Tag(tag(CONTAINER))], one_of(*_LAYOUT_KINDS, CONTAINER)]],
    upto(COMPONENTS),
]


def component_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    """Refuse what cannot be told apart, does not fit its row, or lacks what its kind asks for."""
    yield from custom_id_rules(body)
    for where, component in inside(("components",), body.get("components")):
        if component["type"] == ROW:
            yield from _row_rules(where, component["components"])
        elif component["type"] == BUTTON:
            yield from _button_rules(where, component)
        elif component["type"] == STRING_SELECT:
            yield from _menu_rules(where, component)


def custom_id_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    """Refuse a custom_id that is there twice, even on a button that is switched off."""
    seen: set[str] = set()
    for where, component in inside(("components",), body.get("components")):
        if (custom_id := component.get("custom_id")) in seen:
            yield (*where, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
        seen |= {custom_id} if custom_id else set()


def inside(where: Path, components: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each component with its path, and then those inside it."""
    for index, component in enumerate(components or []):
        yield (*where, index), component
        yield from inside((*where, index, "components"), component.get("components"))
        for single in ("accessory", "component"):
            if component.get(single):
                yield (*where, index, single), component[single]


def _row_rules(where: Path, components: list[dict[str, Any]]) -> Iterator[Complaint]:
    """A menu fills its row (developers/components/reference#action-row)."""
    for index, component in enumerate(components[1:], 1):
        if component["type"] != BUTTON or components[0]["type"] != BUTTON:
            sentence = "The specified component exceeds the maximum width"
            yield (*where, "components", index), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", sentence


def _button_rules(where: Path, button: dict[str, Any]) -> Iterator[Complaint]:
    """What each style needs, and what it cannot have (developers/components/reference#button-button-styles)."""
    if button["style"] == PREMIUM:
        if button.get("sku_id") is None:
            yield (*where, "sku_id"), *REQUIRED
        return
    if button["style"] == LINK:
        if not button.get("url"):
            yield (*where, "url"), *REQUIRED
        if button.get("custom_id"):
            sentence = "A custom id and url cannot both be specified"
            yield (*where, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", sentence
    elif button.get("url"):
        sentence = "A custom id and url cannot both be specified"
        yield (*where, "url"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", sentence
    elif not button.get("custom_id"):
        yield (*where, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required"
    if not (button.get("label") or "").strip() and not button.get("emoji"):
        yield (*where, "label"), *REQUIRED
    yield from _emoji_rules(where, button)


def _menu_rules(where: Path, menu: dict[str, Any]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for index, choice in enumerate(menu["options"]):
        if choice["value"] in seen:
            sentence = "The specified option value is already used"
            yield (*where, "options", index, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", sentence
        seen.add(choice["value"])
        yield from _emoji_rules((*where, "options", index), choice)
    most = 1 if menu.get("max_values") is None else menu["max_values"]
    if sum(bool(choice.get("default")) for choice in menu["options"]) > most:
        sentence = "The specified number of default values exceeds the specified maximum values"
        yield (*where, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", sentence


def _emoji_rules(where: Path, owner: dict[str, Any]) -> Iterator[Complaint]:
    """The guild has no emoji of its own, and no letter is one."""
    emoji = owner.get("emoji")
    if emoji and (emoji.get("id") is not None or (emoji.get("name") or "").isascii()):
        yield (*where, "emoji", "name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji"
