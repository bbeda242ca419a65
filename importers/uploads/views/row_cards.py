"""Rows of a file as the preview shows them: what changes is marked word by word."""

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.names.gazetteer import Gazetteer
from events.labels import KIND_LABELS, MODE_LABELS, ROLE_LABELS
from events.phrases.partners import listed
from events.vocabulary import Mode, Role
from importers.documents.issues import DocumentIssue
from importers.messages import message
from importers.resolving.resolution import Resolution, ResolvedRow

from ..corrections import place_of, standing_values
from ..partial import has_error
from ..pending import with_heading
from ..row_form import standing_columns


class Piece(NamedTuple):
    """A part of a text that stayed, went ("old") or came ("new")."""

    text: str
    how: str


class CellChange(NamedTuple):
    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


def kind_label(resolution: Resolution) -> str:
    return capfirst(str(KIND_LABELS[resolution.subject.kind]))


def format_label(name: str) -> str:
    """What a file is that is no document with a table."""
    names = {
        "pdf": _("a PDF document"),
        "image": _("a picture or a scan"),
        "mail": _("a letter of an e-mail program"),
        "presentation": _("a presentation"),
        "web-page": _("a web page"),
        "archive": _("an archive"),
    }
    return names.get(name, "")


def card(
    row: ResolvedRow, resolution: Resolution, gazetteer: Gazetteer, issues: Sequence[DocumentIssue]
) -> dict[str, Any]:
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
        "remarks": [message(with_heading(issue, resolution.document)) for issue in issues],
        "has_error": has_error(issues),
        "is_corrected": bool(row.corrections or row.has_chosen_partners),
        "read": _read_words(row, gazetteer),
    }


def _read_words(row: ResolvedRow, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The values recognised or corrected, as short words."""
    told = {**standing_columns(row), **row.corrections}
    values = row.values if row.has_chosen_partners else standing_values(row)
    words = []
    if told["start"]:
        start, end = (_day(told[name]) for name in ("start", "end"))
        words.append((_("dates"), start if start == end else f"{start} – {end}"))
    if names := [gazetteer.place(code).name for code in listed(values.partners, gazetteer)]:
        words.append((_("partners"), ", ".join(sorted(names))))
    if told["participants_count"] is not None:
        words.append((_("participants"), str(told["participants_count"])))
    if told["mode"]:
        words.append((_("mode"), str(MODE_LABELS[Mode(told["mode"])])))
    words += [(_("result"), label) for name, label in _results() if told[name]]
    return words


def _results() -> list[tuple[str, str]]:
    return [("signed", _("documents signed")), ("agreed", _("arrangements reached"))]


def _day(day: date | str) -> str:
    return f"{day if isinstance(day, date) else date.fromisoformat(day):%d.%m.%Y}"


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
