"""A dossier without the names of people, for offices that let viewers take none out."""

from dataclasses import fields, replace
from typing import Any

from events.exports.paper import Paper
from events.meetings.names_left_out import without_names

from .content import Dossier


def paper_without_names(paper: Paper, dossier: Dossier) -> Paper:
    """Who prepared it stays: the reader's own name."""
    known = {one.name for told in dossier.contacts for one in told.meeting.participants.all() if one.name}

    def stripped(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(stripped, value))
        is_own = bool(dossier.prepared_by) and dossier.prepared_by in str(value)
        return without_names(value, known) if isinstance(value, str) and not is_own else value

    blocks = tuple(
        replace(block, **{field.name: stripped(getattr(block, field.name)) for field in fields(block)})
        for block in paper.blocks
    )
    return replace(paper, blocks=blocks)
