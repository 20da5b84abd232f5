"""Forms (developers/interactions/receiving-and-responding#interaction-response-object-modal)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, Tag

from playground.guild.shapes import components as c
from playground.guild.shapes.shape import REQUIRED, Complaint, Shape, between, one_of, tag, upto

PARTS, LONGEST = 5, 4000  # parts of a form, and characters of a text (developers/components/reference#text-input)


class TextInput(c.Component):
    """A text to fill in."""

    custom_id: c.CustomId
    style: Literal[1, 2]
    label: Annotated[str, between(1, 45)] | None = None
    value: Annotated[str, upto(LONGEST)] | None = None
    placeholder: Annotated[str, upto(100)] | None = None
    required: bool | None = None
    min_length: Annotated[int, Field(ge=0, le=LONGEST)] | None = None
    max_length: Annotated[int, Field(ge=1, le=LONGEST)] | None = None


class Upload(c.Component):
    """A place for files."""

    custom_id: c.CustomId
    min_values: Annotated[int, Field(ge=0, le=10)] | None = None
    max_values: Annotated[int, Field(ge=1, le=10)] | None = None
    required: bool | None = None


class Option(Shape):
    """A line of a group."""

    label: Annotated[str, between(1, 100)]
    value: Annotated[str, between(1, 100)]
    description: Annotated[str, upto(100)] | None = None
    default: bool | None = None


class Radio(c.Component):
    """One of several."""

    custom_id: c.CustomId
    options: Annotated[list[Option], between(2, 10)]
    required: bool | None = None


class Checkboxes(Upload):
    """Some of several."""

    options: Annotated[list[Option], between(1, 10)]


class Checkbox(c.Component):
    """Yes or no."""

    custom_id: c.CustomId
    default: bool | None = None


_Labelled = Annotated[
    Annotated[TextInput, Tag(tag(c.TEXT_INPUT))]
    | Annotated[c.StringSelect, Tag(tag(c.STRING_SELECT))]
    | c.EntitySelects
    | Annotated[Upload, Tag(tag(c.UPLOAD))]
    | Annotated[Radio, Tag(tag(c.RADIO_GROUP))]
    | Annotated[Checkboxes, Tag(tag(c.CHECKBOX_GROUP))]
    | Annotated[Checkbox, Tag(tag(c.CHECKBOX))],
    one_of(
        c.TEXT_INPUT,
        c.STRING_SELECT,
        *c.ENTITY_KINDS,
        c.UPLOAD,
        c.RADIO_GROUP,
        c.CHECKBOX_GROUP,
        c.CHECKBOX,
    ),
]


class Label(c.Component):
    """A field with a heading."""

    label: Annotated[str, between(1, 45)]
    description: Annotated[str, between(1, 100)] | None = None
    component: _Labelled


class TextRow(c.Component):
    """A text field as forms had it before labels."""

    components: Annotated[
        list[Annotated[Annotated[TextInput, Tag(tag(c.TEXT_INPUT))], one_of(c.TEXT_INPUT)]], between(1, 1)
    ]


class Form(Shape):
    """A form, with up to five parts."""

    custom_id: c.CustomId
    title: Annotated[str, between(1, 45)]
    components: Annotated[
        list[
            Annotated[
                Annotated[TextRow, Tag(tag(c.ROW))]
                | Annotated[Label, Tag(tag(c.LABEL))]
                | Annotated[c.Text, Tag(tag(c.TEXT))],
                one_of(c.ROW, c.LABEL, c.TEXT),
            ]
        ],
        between(1, PARTS),
    ]


def form_rules(form: dict[str, Any]) -> Iterator[Complaint]:
    """Refuse fields that cannot be told apart, and a text in a row without its heading."""
    yield from c.custom_id_rules(form)
    for where, component in c.inside(("components",), form["components"]):
        if component["type"] == c.ROW and not component["components"][0].get("label"):
            yield (*where, "components", 0, "label"), *REQUIRED
