"""A report and its rows as the objects the command line prints (no Django)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from events.vocabulary import Mode, Role

_CELLS = (
    Role.PARTNER,
    Role.AGREEMENT,
    Role.TITLE,
    Role.DATES,
    Role.PLACE,
    Role.PARTICIPANTS,
    Role.CONTENT,
)


def row_object(
    *,
    number: int | None,
    section: str | None,
    cells: Mapping[str, str],
    extra: Mapping[str, str],
    columns: Mapping[str, Any],
    partners: tuple[Sequence[str], Sequence[str], Sequence[str]],
    issues: Iterable[Mapping[str, str]],
) -> dict[str, Any]:
    """One row: cells as written (null where the document has no such column), `columns` the recognised
    values by name, `partners` the short names of subjects, countries and foreign regions."""
    subjects, countries, foreign_regions = partners
    return {
        "number": number,
        "section": section,
        **{role.value: cells.get(role) for role in _CELLS},
        "extra": dict(extra),
        "start": _iso(columns["start"]),
        "end": _iso(columns["end"]),
        "precision": columns["precision"] or None,
        "subjects": sorted(subjects),
        "all_subjects": columns["all_subjects"],
        "countries": sorted(countries),
        "foreign_regions": sorted(foreign_regions),
        "mode": columns["mode"] or Mode.IN_PERSON.value,
        "participants_count": columns["participants_count"],
        "participants_bound": columns["participants_bound"] or None,
        "audience_count": columns["audience_count"],
        "signed": columns["signed"],
        "agreed": columns["agreed"],
        "issues": [dict(issue) for issue in issues],
    }


def report_object(
    *, kind: str, period: str, title: str, headings: Sequence[str], notes: Sequence[str]
) -> dict[str, Any]:
    return {
        "kind": kind,
        "period": period,
        "title": title,
        "headings": list(headings),
        "notes": list(notes),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
