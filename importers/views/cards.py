"""Rows of a file as the preview shows them: what changes is marked word by word."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.names.gazetteer import Gazetteer
from events.labels import ROLE_LABELS
from events.models.report import KIND_LABELS
from events.phrases.partners import listed
from events.values import Values
from events.vocabulary import Role

from ..choices import place_of
from ..messages import message
from ..pending import with_heading
from ..resolve import Resolution, ResolvedRow


class Piece(NamedTuple):
    """A part of a text that stayed, went ("old") or came ("new")."""

    text: str
    how: str


class CellChange(NamedTuple):
    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


def kind_label(resolution: Resolution) -> str:
    return capfirst(str(KIND_LABELS[resolution.kind]))


def card(row: ResolvedRow, resolution: Resolution, gazetteer: Gazetteer) -> dict[str, Any]:
    own = {role: text for role, text in row.row.cells.items() if role is not Role.NUMBER}
    return {
        "row": row,
        "place": place_of(row.row),
        "number": row.row.cells.get(Role.NUMBER, "").strip(),
        "title": own.get(Role.TITLE, ""),
        "section": None if row.section is None else resolution.sections[row.section].title,
        "cells": [(capfirst(str(ROLE_LABELS[role])), text) for role, text in own.items()]
        + list(row.row.extra.items()),
        "changes": [
            CellChange(_label(name), *marked(before, after)) for name, (before, after) in row.changes.items()
        ],
        "remarks": [message(with_heading(issue, resolution.document)) for issue in row.issues],
        "read": _read_words(row, gazetteer),
    }


def _read_words(row: ResolvedRow, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The values recognised, as short words."""
    values: Values = row.values
    words = []
    if values.dates:
        start, end = values.dates.start, values.dates.end
        days = f"{start:%d.%m.%Y}" if start == end else f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
        words.append((_("dates"), days))
    if names := [gazetteer.place(code).name for code in listed(values.partners, gazetteer)]:
        words.append((_("partners"), ", ".join(sorted(names))))
    if values.counts.participants is not None:
        words.append((_("participants"), str(values.counts.participants)))
    return words


def _label(name: str) -> str:
    if name == "section":
        return _("Section")
    return capfirst(str(ROLE_LABELS[Role(name)])) if name in set(Role) else name


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, by words: what differs is marked."""
    old, new = _words(before), _words(after)
    left, right = [], []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(Piece("".join(old[a:b]), "" if how == "equal" else "old"))
        if c < d:
            right.append(Piece("".join(new[c:d]), "" if how == "equal" else "new"))
    return left, right


def _words(text: str) -> list[str]:
    words: list[str] = []
    for part in text.replace("\n", " \n").split(" "):
        words += [part, " "]
    return words[:-1]


def report_changes(resolution: Resolution) -> list[CellChange]:
    labels = {
        "title": _("Title"),
        "headings": _("Headings of the columns"),
        "notes": _("Closing notes"),
        "extras": _("Footnotes"),
        "sections": _("Sections and their order"),
    }
    return [
        CellChange(labels[name], *marked(_flat(before), _flat(after)))
        for name, (before, after) in resolution.report_changes.items()
        if name in labels
    ]


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "; ".join(part[0] if isinstance(part, list) else str(part) for part in value)
