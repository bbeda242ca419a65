"""Rows of a file as the preview shows them, with what changes marked word by word."""

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
from ..row_form import standing_columns


class DiffPiece(NamedTuple):
    """A part of a text that stayed (""), went ("old") or came ("new")."""

    text: str
    how: str


class CellDiff(NamedTuple):
    label: str
    before: Sequence[DiffPiece]
    after: Sequence[DiffPiece]


def kind_label(resolution: Resolution) -> str:
    return capfirst(str(KIND_LABELS[resolution.subject.kind]))


def format_label(name: str) -> str:
    """What a file without a table is."""
    names = {
        "pdf": _("a PDF document"),
        "image": _("a picture or a scan"),
        "mail": _("a letter of an e-mail program"),
        "presentation": _("a presentation"),
        "web-page": _("a web page"),
        "archive": _("an archive"),
    }
    return names.get(name, "")


def row_card(
    row: ResolvedRow, resolution: Resolution, gazetteer: Gazetteer, issues: Sequence[DocumentIssue]
) -> dict[str, Any]:
    cells = {role: text for role, text in row.row.cells.items() if role is not Role.NUMBER}
    return {
        "row": row,
        "place": place_of(row.row),
        "number": row.row.cells.get(Role.NUMBER, "").strip(),
        "title": cells.get(Role.TITLE, ""),
        "section": None if row.section is None else resolution.sections[row.section].title,
        "cells": [(capfirst(str(ROLE_LABELS[role])), text) for role, text in cells.items()]
        + list(row.row.extra.items()),
        "changes": [
            CellDiff(_label(name), *word_diff(before, after)) for name, (before, after) in row.changes.items()
        ],
        "remarks": [message(resolution.document.with_heading(issue)) for issue in issues],
        "has_error": has_error(issues),
        "is_corrected": bool(row.corrections or row.has_chosen_partners),
        "read": _values_in_words(row, gazetteer),
    }


def _values_in_words(row: ResolvedRow, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """The values recognised or corrected: label and value."""
    columns = {**standing_columns(row), **row.corrections}
    values = row.values if row.has_chosen_partners else standing_values(row)
    shown = []
    if columns["start"]:
        start, end = (_day(columns[name]) for name in ("start", "end"))
        shown.append((_("dates"), start if start == end else f"{start} – {end}"))
    if names := [gazetteer.place(code).name for code in listed(values.partners, gazetteer)]:
        shown.append((_("partners"), ", ".join(sorted(names))))
    if columns["participants_count"] is not None:
        shown.append((_("participants"), str(columns["participants_count"])))
    if columns["mode"]:
        shown.append((_("mode"), str(MODE_LABELS[Mode(columns["mode"])])))
    shown += [(_("result"), label) for name, label in _results() if columns[name]]
    return shown


def _results() -> list[tuple[str, str]]:
    return [("signed", _("documents signed")), ("agreed", _("arrangements reached"))]


def _day(day: date | str) -> str:
    return f"{day if isinstance(day, date) else date.fromisoformat(day):%d.%m.%Y}"


def _label(name: str) -> str:
    if name == "section":
        return _("Section")
    return capfirst(str(ROLE_LABELS[Role(name)])) if name in set(Role) else name


def word_diff(before: str, after: str) -> tuple[list[DiffPiece], list[DiffPiece]]:
    """Both texts in pieces, split at words."""
    old, new = _words(before), _words(after)
    left, right = [], []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(DiffPiece("".join(old[a:b]), "" if how == "equal" else "old"))
        if c < d:
            right.append(DiffPiece("".join(new[c:d]), "" if how == "equal" else "new"))
    return left, right


def _words(text: str) -> list[str]:
    words: list[str] = []
    for part in text.replace("\n", " \n").split(" "):
        words += [part, " "]
    return words[:-1]


def report_diffs(resolution: Resolution) -> list[CellDiff]:
    labels = {
        "title": _("Title"),
        "headings": _("Headings of the columns"),
        "notes": _("Closing notes"),
        "extras": _("Footnotes"),
        "sections": _("Sections and their order"),
    }
    return [
        CellDiff(labels[name], *word_diff(_flat(before), _flat(after)))
        for name, (before, after) in resolution.report_changes.items()
        if name in labels
    ]


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "; ".join(part[0] if isinstance(part, list) else str(part) for part in value)
