"""What stands beside the fields of an entry's form: the cells as they will be printed, and what is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q

from agreements.gazetteer import current_gazetteer
from agreements.lookup import find_partners, partners_by_code
from agreements.models import Agreement, Partner
from agreements.names.catch_all import all_subjects
from events.phrases.counted_partners import is_home
from events.phrases.dates import Dates
from events.phrases.values import Values
from events.vocabulary import Kind, Role

from .chosen_partners import with_counted
from .content import EntryContent
from .form import CELL_ROWS, EntryForm, in_order
from .saving import read_cells, with_entered

_MOST_ROWS = 12
_MOST_PARTNERS = 200
_MOST_AGREEMENTS = 50
_MOST_UNKNOWN = 20
_MOST_OFFERED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name no partner is known by. `offers`: those it may mean."""

    name: str
    is_as_written: bool
    offers: list[Partner]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPreview:
    heading: str
    field: forms.BoundField
    own: forms.BoundField  # the box «in words of my own»
    is_own: bool
    text: str
    rows: int  # lines of the text area


class EntryPreview:
    """Works on what is valid so far, of a form that is posted or shown for the first time."""

    def __init__(self, form: EntryForm):
        self.form = form
        self.report = form.report

    @cached_property
    def content(self) -> EntryContent:
        form = self.form
        if not form.is_bound and not form.initial.keys() <= {"department"}:
            posted = _as_posted(form.initial)
            form = EntryForm(posted, report=form.report, access=form.access, entry=form.entry)
        form.is_valid()
        return form.as_content()

    @property
    def texts(self) -> Mapping[Role, str]:
        return self.content.cells

    @property
    def dates(self) -> Dates | None:
        return self.content.entered.dates

    @property
    def is_outside_period(self) -> bool:
        dates, report = self.dates, self.report
        return dates is not None and not (dates.start <= report.end and report.start <= dates.end)

    @property
    def left_out(self) -> frozenset[str]:
        return self.content.left_out

    @cached_property
    def _read(self) -> Values:
        entry = self.form.entry
        extra = {**(entry.extra if entry else {}), **self.content.extra}
        read = read_cells(
            self.report,
            self.texts,
            entry.section if entry else None,
            extra,
            recognised=entry.recognised if entry else {},
        )
        return with_counted(read, entry.corrections) if entry else read

    @cached_property
    def values(self) -> Values:
        return with_entered(self.report, self._read, self.content)

    def cells(self) -> list[CellPreview]:
        """One for each printed column."""
        return [
            CellPreview(
                heading=" ".join(self.form.headings[role].split()),
                field=self.form[f"cell_{role}"],
                own=self.form[f"own_{role}"],
                is_own=bool(self.form[f"own_{role}"].value()),
                text=self.texts[role],
                rows=min(_MOST_ROWS, max(CELL_ROWS.get(role, 2), self.texts[role].count("\n") + 1)),
            )
            for role in self.form.roles
        ]

    @cached_property
    def chosen_partners(self) -> list[Partner]:
        """Also where the form is shown for the first time or another partner was refused."""
        if self.form.is_bound and "partners" not in self.form.errors:
            return list(self.content.partners)
        codes = [code for code in self.form["partners"].value() or [] if _is_code(code)]
        return in_order(partners_by_code(codes[:_MOST_PARTNERS]).values(), codes)

    @cached_property
    def named_partners(self) -> list[Partner]:
        """Partners the cells name beside those that were chosen."""
        gazetteer = current_gazetteer()
        codes = [
            found.code
            for found in self._read.partners.found
            if found.role.is_counted and not is_home(found.code, gazetteer)
        ]
        chosen = {partner.code for partner in self.chosen_partners}
        named = in_order(partners_by_code(codes).values(), codes)
        return [partner for partner in named if not chosen & {partner.code, _code_of(partner.parent)}]

    @property
    def all_partners(self) -> list[Partner]:
        counted = [partner for partner in self.named_partners if partner.code not in self.left_out]
        return [*self.chosen_partners, *counted]

    @cached_property
    def unknown_names(self) -> list[UnknownName]:
        content = self.content
        return [
            UnknownName(
                name=name,
                is_as_written=name in content.as_written,
                offers=find_partners(name, unrecorded=True)[:_MOST_OFFERED],
            )
            for name in content.partners_as_text[:_MOST_UNKNOWN]
            if not all_subjects(name)
        ]

    @property
    def lacks_partner(self) -> bool:
        """Whether a row that is to be held with somebody names nobody."""
        if self.report.kind == Kind.AGREEMENTS_REPORT or not self.texts.get(Role.TITLE):
            return False
        told = self.texts.get(Role.PARTNER, "").strip()
        return not (told or self.all_partners or self.values.partners.all_subjects)

    @cached_property
    def offered_agreements(self) -> list[Agreement]:
        """Those of the partners, and the one that is chosen."""
        parties = [pk for partner in self.all_partners for pk in (partner.pk, partner.parent_id) if pk]
        offered = Q(partners__in=parties)
        chosen = self.form["agreement"].value()
        if is_key(chosen):
            offered |= Q(pk=int(chosen))
        return list(Agreement.objects.filter(offered).distinct()[:_MOST_AGREEMENTS])


def _code_of(partner: Partner | None) -> str:
    return partner.code if partner is not None else ""


def is_key(value: Any) -> bool:
    """Whether a value as posted can be the key of a record; SQLite overflows on longer ones."""
    text = str(value or "")
    return text.isascii() and text.isdecimal() and len(text) < 18


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value


def _as_posted(initial: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.pk if hasattr(value, "pk") else value
        for name, value in initial.items()
        if value not in (None, False)
    }
