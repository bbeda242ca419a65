"""The description as the page for people shows it: chapters, operations, fields."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

_METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideField:
    name: str
    kind: str
    text: str
    required: bool
    inner: tuple["GuideField", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideResponse:
    status: str
    text: str
    fields: tuple[GuideField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideOperation:
    anchor: str
    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[GuideField, ...]
    body: tuple[GuideField, ...]
    example: str
    replies: tuple[GuideResponse, ...]
    refusals: tuple[GuideResponse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChapter:
    title: str
    operations: tuple[GuideOperation, ...]


def chapters(schema: Mapping[str, Any]) -> list[GuideChapter]:
    """By subject, in the order of the addresses."""
    found: dict[str, list[GuideOperation]] = {}
    for path, methods in schema["paths"].items():
        for method in _METHODS:
            if method in methods:
                said = methods[method]
                found.setdefault(said["tags"][0], []).append(_operation(schema, path, method, said))
    return [GuideChapter(title=title, operations=tuple(several)) for title, several in found.items()]


def _operation(schema: Mapping[str, Any], path: str, method: str, said: Mapping[str, Any]) -> GuideOperation:
    bodies = said.get("requestBody", {}).get("content", {})
    body = next(iter(bodies.values()), {})
    example = next((one["value"] for one in body.get("examples", {}).values()), None)
    replies = [_reply(schema, status, reply) for status, reply in said["responses"].items()]
    return GuideOperation(
        anchor=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        text=said.get("description", ""),
        parameters=tuple(
            GuideField(
                name=one["name"],
                kind=_kind(schema, one["schema"]),
                text=one.get("description", ""),
                required=one.get("required", False),
            )
            for one in said.get("parameters", [])
        ),
        body=tuple(_fields(schema, body.get("schema", {}))),
        example=json.dumps(example, ensure_ascii=False, indent=2) if example else "",
        replies=tuple(one for one in replies if int(one.status) < 300),
        refusals=tuple(one for one in replies if int(one.status) >= 300),
    )


def _reply(schema: Mapping[str, Any], status: str, reply: Mapping[str, Any]) -> GuideResponse:
    contents = [content["schema"] for content in reply.get("content", {}).values()]
    fields = tuple(_fields(schema, contents[0])) if contents and int(status) < 300 else ()
    return GuideResponse(status=status, text=reply.get("description", ""), fields=fields)


def _fields(schema: Mapping[str, Any], said: Mapping[str, Any], depth: int = 0) -> Iterator[GuideField]:
    """Of one form of an answer: of several the first, the others say less. Three levels deep."""
    said = _resolved(schema, said)
    for name, one in said.get("properties", {}).items():
        inner = () if depth >= 3 else tuple(_fields(schema, _items(schema, one), depth + 1))
        yield GuideField(
            name=name,
            kind=_kind(schema, one),
            text=_text(one),
            required=name in said.get("required", ()),
            inner=inner,
        )


def _items(schema: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    said = _resolved(schema, said)
    return _resolved(schema, said["items"]) if "items" in said else said


def _resolved(schema: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    while True:
        if "$ref" in said:
            said = schema["components"]["schemas"][said["$ref"].rpartition("/")[2]]
        elif several := said.get("allOf") or said.get("oneOf") or said.get("anyOf"):
            said = several[0]
        else:
            return said


def _kind(schema: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """«text», «number», «one of: a, b», «list: …», «or null»."""
    several = said.get("oneOf") or said.get("anyOf") or ()
    kinds = said.get("type", ())
    nullable = "null" in kinds or any(one.get("type") == "null" for one in several)
    inner = _resolved(schema, said)
    kind = inner.get("type", "object")
    kind = next((one for one in kind if one != "null"), "object") if isinstance(kind, list) else kind
    if "enum" in inner:
        values = [str(value) for value in inner["enum"] if value is not None]
        words = _("one of: %s") % ", ".join(values)
    elif kind == "array":
        words = _("list: %s") % _kind(schema, inner.get("items", {}))
    elif inner.get("format") in ("date", "date-time"):
        words = _("date") if inner["format"] == "date" else _("moment")
    else:
        words = {
            "string": _("text"),
            "integer": _("whole number"),
            "number": _("number"),
            "boolean": _("yes or no"),
        }.get(kind, _("object"))
    return _("%s or null") % words if nullable else words


def _text(said: Mapping[str, Any]) -> str:
    """The first paragraph: the list of values that follows it stands in the kind already."""
    text: str = said.get("description", "")
    return "" if text.startswith("* `") else text.split("\n\n* `")[0]
