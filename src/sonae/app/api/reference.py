"""How is an OpenAPI document read by a person? As resources, operations and shapes, ready for a page without script."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Schema = dict[str, Any]
SHAPES, RESPONSES = "#/components/schemas/", "#/components/responses/"
CODE, STRONG = re.compile(r"`([^`]+)`"), re.compile(r"\*\*([^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class Member:
    """One field of a body, or one parameter of an address."""

    name: str
    type: SafeString
    required: bool
    about: SafeString


@dataclass(frozen=True, slots=True)
class Shown:
    """One example: what is asked, and what comes back."""

    summary: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One status an operation can answer with."""

    status: str
    media: str
    type: SafeString
    about: SafeString


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    id: str
    method: str
    path: str
    summary: str
    about: SafeString
    members: list[Member]
    outcomes: list[Outcome]
    examples: list[Shown]


@dataclass(frozen=True, slots=True)
class Shape:
    """One named shape of JSON."""

    name: str
    about: SafeString
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Resource:
    """The operations that concern one thing."""

    name: str
    about: SafeString
    operations: list[Operation] = field(default_factory=list)


def resources(document: Schema) -> list[Resource]:
    """The document's operations, in its order, under their tags."""
    found = {tag["name"]: Resource(tag["name"], prose(tag["description"])) for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].operations.append(_operation(document, path, method, operation))
    return list(found.values())


def shapes(document: Schema) -> list[Shape]:
    """Every named shape, by name."""
    return [
        Shape(name, prose(schema.get("description", "")), _members(schema))
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def prose(text: str) -> SafeString:
    """Paragraphs, `code` and **stress** of a description as HTML."""
    paragraphs = []
    for paragraph in text.strip().split("\n\n"):
        marked = STRONG.sub(r"<strong>\1</strong>", CODE.sub(r"<code>\1</code>", escape(paragraph)))
        paragraphs.append((mark_safe(marked),))  # noqa: S308  escaped above
    return format_html_join("", "<p>{}</p>", paragraphs)


def _operation(document: Schema, path: str, method: str, operation: Schema) -> Operation:
    content: Schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    parameters = [
        Member(one["name"], _type(one["schema"]), one.get("required", False), prose(one.get("description", "")))
        for one in operation["parameters"]
    ]
    name = content.get("schema", {}).get("$ref", "").removeprefix(SHAPES)
    body = _members(document["components"]["schemas"][name]) if name else []
    return Operation(
        operation["operationId"],
        method.upper(),
        path,
        operation["summary"],
        prose(operation.get("description", "")),
        body + parameters,
        list(_outcomes(document, operation)),
        list(_examples(operation, content)),
    )


def _outcomes(document: Schema, operation: Schema) -> Iterator[Outcome]:
    for status, answer in operation["responses"].items():
        name = answer.get("$ref", "").removeprefix(RESPONSES)
        whole: Schema = document["components"]["responses"][name] if name else answer
        media, shape = "", SafeString()
        for media, content in whole.get("content", {}).items():  # noqa: B007  there is one at most
            shape = _type(content["schema"])
        yield Outcome(status, media, shape, prose(whole["description"]))


def _examples(operation: Schema, content: Schema) -> Iterator[Shown]:
    success: Schema = operation["responses"]["200"].get("content", {}).get("application/json", {})
    answers: Schema = success.get("examples", {})
    for name, example in content.get("examples", {}).items():
        answer = _pretty(answers[name]["value"]) if name in answers else ""
        yield Shown(example["summary"], _pretty(example["value"]), answer)


def _members(schema: Schema) -> list[Member]:
    required = schema.get("required", [])
    return [
        Member(name, _type(one), name in required, prose(one.get("description", "")))
        for name, one in schema.get("properties", {}).items()
    ]


def _type(schema: Schema) -> SafeString:
    """A schema in a few words, with a link to each named shape."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(SHAPES)
        return format_html('<a href="#{}">{}</a>', name, name)
    if "anyOf" in schema:
        parts = [(_type(one),) for one in schema["anyOf"]]
        return format_html_join(" or ", "{}", parts)
    if "enum" in schema:
        return format_html_join(", ", "<code>{}</code>", [(value,) for value in schema["enum"]])
    if schema.get("type") == "array":
        return format_html("list of {}", _type(schema["items"]))
    if schema.get("type") == "object":
        values = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
        return format_html("object of {}", _type(values)) if isinstance(values, dict) else SafeString("object")
    kind, form = schema.get("type", "any"), schema.get("format", "")
    return format_html("{} ({})", kind, form) if form else format_html("{}", kind)


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
