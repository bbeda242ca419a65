"""The form of one row: values on one side, the cells as they will be printed on the other."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from agreements.lookup import find_partners
from agreements.models import Agreement, Department, Partner
from events.access import Access
from events.fields import LONGEST, CodesField, ManyFilesField, YesNoField, choice_field, text_field
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS, ROLE_LABELS
from events.models import Attachment, Entry, Event, Report, Sphere
from events.phrases.dates import Dates
from events.phrases.house_wording import Facts, cells_of, dates_typed
from events.phrases.partners import is_home
from events.phrases.values import Values
from events.vocabulary import Activity, Direction, Kind, Mode, PartnerRole, Role, SectionBasis

from . import saving
from .initial import printed_name

_ROWS = {Role.TITLE: 3, Role.CONTENT: 5, Role.PARTICIPANTS: 3}


class EntryForm(forms.Form):
    """Bound or not; `composed`, `values` and `similar` work on what is valid so far."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Executive body"), empty_label=_("choose")
    )
    sphere = forms.ModelChoiceField(
        Sphere.objects.all(), label=_("Sphere of cooperation"), required=False, empty_label=_("choose")
    )
    title = forms.CharField(
        label=_("Title of the event"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
        error_messages={"required": _("Say what takes place.")},
    )
    activity = choice_field(_("Kind of event"), ACTIVITY_LABELS, _("by the title"))
    direction = choice_field(_("Direction"), DIRECTION_LABELS, _("by the place"))
    dates = forms.CharField(label=_("Dates as a phrase"), required=False, max_length=300)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    partners = forms.ModelMultipleChoiceField(
        Partner.objects.partners(), label=_("Partners"), required=False, to_field_name="code"
    )
    partners_text = forms.CharField(
        label=_("Partners in words"), required=False, max_length=500, widget=forms.TextInput({"lang": "ru"})
    )
    named = CodesField(
        label=_("No partner, though the text names it"), required=False
    )  # those a box stood for
    counted = CodesField(required=False)
    agreement = forms.ModelChoiceField(Agreement.objects.all(), label=_("Agreement"), required=False)
    place = text_field(_("Place"))
    mode = choice_field(_("Mode"), MODE_LABELS, _("as the text says"))
    participants = text_field(_("Participants"))
    participants_count = forms.IntegerField(
        label=_("Number of participants"), required=False, min_value=0, max_value=10_000_000
    )
    content = text_field(_("Content"), rows=4)
    signed = YesNoField(label=_("Documents signed"))
    agreed = YesNoField(label=_("Arrangements reached"))
    event = forms.ModelChoiceField(Event.objects.none(), required=False)
    apart = forms.BooleanField(label=_("This row speaks of another event: count it apart"), required=False)
    files = ManyFilesField(
        label=_("Attachments"),
        required=False,
        help_text=_("Letters, programmes, photographs: files of any kind, at most 10 at once, 20 MB each."),
    )

    def __init__(self, *args: Any, report: Report, access: Access, entry: Entry | None = None, **kwargs: Any):
        self.report, self.entry, self.access = report, entry, access
        super().__init__(*args, **kwargs)
        kind = Kind(report.kind)
        own = Q(pk__in=access.writable_departments(report).values("pk"))
        if entry is not None and entry.department_id:
            own |= Q(pk=entry.department_id)
        bodies = self.fields["department"]
        bodies.queryset = Department.objects.filter(own)
        self.own_body = list(bodies.queryset[:2])
        if len(self.own_body) == 1:  # nothing to choose
            bodies.widget = forms.HiddenInput()
            self.initial.setdefault("department", self.own_body[0].pk)
        self.fields["event"].queryset = access.events()
        self.roles = [Role(role) for _heading, role in report.headings if role and role != Role.NUMBER]
        self.fields["content"].label = _("Content") if kind.is_plan else _("Content and result")
        if report.basis != SectionBasis.SPHERE:
            del self.fields["sphere"]
        elif entry is None:
            self.fields["sphere"].required = True
        if Role.AGREEMENT not in self.roles and Role.PARTNER not in self.roles:
            self.fields["partners"].help_text = _(
                "This document has no column of partners: they are also read from the other cells."
            )
        if kind.is_plan:
            del self.fields["signed"], self.fields["agreed"]
        self.headings = {role: heading for heading, role in report.headings if role}
        for role in self.roles:
            self.fields[f"cell_{role}"] = text_field(ROLE_LABELS[role], rows=_ROWS.get(role, 2), strip=False)
            self.fields[f"own_{role}"] = forms.BooleanField(label=_("in words of my own"), required=False)
        self.further = [heading for heading, role in report.headings if not role]
        for number, heading in enumerate(self.further):
            self.fields[f"extra_{number}"] = text_field(" ".join(heading.split()))

    # --- what is chosen, valid or not yet

    @cached_property
    def chosen_partners(self) -> list[Partner]:
        if self.is_bound and self.is_valid_so_far:
            return list(self.cleaned_data.get("partners") or [])
        codes = [one for one in self["partners"].value() or [] if isinstance(one, str) and "\0" not in one]
        return _in_order(Partner.objects.partners().filter(code__in=codes[:200]), codes)

    @property
    def is_valid_so_far(self) -> bool:
        return self.errors is not None and "partners" in self.cleaned_data

    @cached_property
    def offered_agreements(self) -> list[Agreement]:
        """Those of the partners, and the one that is chosen."""
        chosen = self["agreement"].value()
        chosen = chosen if str(chosen or "").isascii() and str(chosen or "").isdecimal() else None
        parties = [pk for one in self.all_partners for pk in (one.pk, one.parent_id) if pk]
        wanted = Q(partners__in=parties)
        if chosen and len(str(chosen)) < 18:
            wanted |= Q(pk=int(chosen))
        return list(Agreement.objects.filter(wanted).distinct()[:50])

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The right-hand side: one cell for each printed column."""
        composed = self.composed
        rows = []
        for role in self.roles:
            own = bool(self[f"own_{role}"].value())
            rows.append(
                {
                    "heading": " ".join(self.headings[role].split()),
                    "field": self[f"cell_{role}"],
                    "own": self[f"own_{role}"],
                    "is_own": own,
                    "text": composed.get(role, ""),
                    "rows": min(12, max(_ROWS.get(role, 2), composed.get(role, "").count("\n") + 1)),
                }
            )
        return rows

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [self[f"extra_{number}"] for number in range(len(self.further))]

    # --- values and cells

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "partners" in cleaned:
            chosen = _in_order(cleaned["partners"], self["partners"].value() or [])
            cleaned["partners"] = list(dict.fromkeys([*chosen, *self._in_words(cleaned)]))
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The event ends before it begins."))
            cleaned["end"] = None
        if end and not start and "start" not in self.errors:
            self.add_error("start", _("Say when it begins."))
        if "title" in cleaned and not self._cell_texts(cleaned).get(Role.TITLE, "").strip():
            self.add_error("title", _("The cell of the title is empty: write it, or leave it to the field."))
        return cleaned

    def _in_words(self, cleaned: Mapping[str, Any]) -> list[Partner]:
        """Partners typed as text, where no list helps."""
        found = []
        for said in re.split(r"[,;\n]", cleaned.get("partners_text") or ""):
            text = said.strip()
            likely = find_partners(text) if text else []
            named = {one.code for one in current_gazetteer().find(text)}
            meant = [one for one in likely if one.code in named] or likely
            if len(meant) == 1:
                found.append(meant[0])
            elif text:
                names = ", ".join(one.name for one in meant[:5])
                self.add_error("partners_text", self._who(text, names))
        return found

    @staticmethod
    def _who(text: str, names: str) -> str:
        if names:
            return _("“%(text)s” may be: %(names)s. Write one of these.") % {"text": text, "names": names}
        return _("No partner is known as “%(text)s”.") % {"text": text}

    def facts(self, cleaned: Mapping[str, Any]) -> Facts:
        get = cleaned.get
        phrase, start = get("dates") or "", get("start")
        dates = dates_typed(phrase, self.report.period) if phrase else None
        if dates is None and not phrase and start:
            dates = Dates.of(start, max(get("end") or start, start))
        agreement = get("agreement")
        return Facts(
            title=_lines(get("title")),
            partners=tuple(printed_name(partner) for partner in get("partners") or ()),
            agreement=agreement.title if agreement else "",
            dates=dates,
            dates_text=phrase,
            place=_lines(get("place")),
            mode=Mode(get("mode")) if get("mode") else None,
            participants=_lines(get("participants")),
            participants_count=get("participants_count"),
            content=_lines(get("content")),
            activity=Activity(get("activity")) if get("activity") else None,
            direction=Direction(get("direction")) if get("direction") else None,
            signed=get("signed"),
            agreed=get("agreed"),
        )

    def _cell_texts(self, cleaned: Mapping[str, Any]) -> dict[Role, str]:
        composed = cells_of(self.facts(cleaned))
        return {
            role: _lines(cleaned.get(f"cell_{role}")) if cleaned.get(f"own_{role}") else composed[role]
            for role in self.roles
        }

    @cached_property
    def _so_far(self) -> Mapping[str, Any]:
        if self.is_bound:
            self.is_valid()
            return self.cleaned_data
        if self.initial.keys() <= {"department"}:  # a blank form says nothing
            return {}
        bound = type(self)(_as_posted(self.initial), report=self.report, access=self.access, entry=self.entry)
        bound.is_valid()
        return bound.cleaned_data

    @cached_property
    def composed(self) -> dict[Role, str]:
        return self._cell_texts(self._so_far)

    @cached_property
    def dates_read(self) -> Dates | None:
        return self.facts(self._so_far).dates

    @cached_property
    def _read(self) -> Values:
        return saving.read(self.report, self.composed)

    @cached_property
    def values(self) -> Values:
        partners = {partner.code: partner for partner in self._so_far.get("partners") or ()}
        return saving.values_of(self.report, self._read, self.facts(self._so_far), partners)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Codes of partners the cells name and the reader of the form unticked."""
        return frozenset(self._so_far.get("named") or ()) - frozenset(self._so_far.get("counted") or ())

    @cached_property
    def named_partners(self) -> list[Partner]:
        """Partners the cells name beside those that were chosen."""
        gazetteer = current_gazetteer()
        codes = [
            one.code
            for one in self._read.partners.found
            if one.role is not PartnerRole.MENTIONED and not is_home(one.code, gazetteer)
        ]
        chosen = {one.pk for one in self.chosen_partners}
        found = Partner.objects.partners().filter(code__in=codes)
        return [one for one in _in_order(found, codes) if not chosen & {one.pk, one.parent_id}]

    @property
    def all_partners(self) -> list[Partner]:
        counted = [one for one in self.named_partners if one.code not in self.left_out]
        return [*self.chosen_partners, *counted]

    def save(self, *, user: Any) -> Entry:
        cleaned = self.cleaned_data
        entry = self.entry or Entry(report=self.report)
        entry.department = cleaned["department"]
        if self.entry is None or "department" in self.changed_data or cleaned.get("sphere"):
            sphere = cleaned.get("sphere")
            if self.report.basis != SectionBasis.SPHERE or sphere:
                entry.section = saving.section_of(self.report, entry.department, sphere)
        entry.agreement = cleaned.get("agreement")
        was = dict(entry.cells)
        entry.cells = {**entry.cells, **{role.value: text for role, text in self.composed.items()}}
        entry.continued = {
            role: how for role, how in entry.continued.items() if was.get(role) == entry.cells.get(role)
        }
        self._keep_wording_of_body(entry, was)
        extra = {heading: _lines(cleaned[f"extra_{number}"]) for number, heading in enumerate(self.further)}
        entry.extra = {**entry.extra, **extra}
        saving.correct(entry, self.facts(cleaned), self.values, self.left_out)
        if self.entry is not None and cleaned.get("apart"):
            saving.part_from_event(entry)
        saving.store(entry, self.values, event=cleaned.get("event"))
        saving.attach(entry, [_attachment(one, user) for one in cleaned["files"]])
        return entry

    def _keep_wording_of_body(self, entry: Entry, was: Mapping[str, str]) -> None:
        """A coordinator's word is printed and the body's own stays; the body's own word replaces both."""
        kept = dict(entry.body_cells)
        for role, text in self.composed.items():
            if was.get(role, "") == text:
                continue
            if not self.access.coordinates:
                kept.pop(role, None)
            elif self.entry is not None and kept.setdefault(role, was.get(role, "")) == text:
                del kept[role]
        entry.body_cells = kept


def _as_posted(initial: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.pk if hasattr(value, "pk") else value
        for name, value in initial.items()
        if value not in (None, False)
    }


def _in_order(partners: Iterable[Partner], codes: Sequence[str]) -> list[Partner]:
    """As they were chosen: they are printed in this order."""
    by_code = {one.code: one for one in partners}
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _attachment(file: UploadedFile, user: Any) -> Attachment:
    content = file.read()
    return Attachment(
        name=file.name.replace("\0", "")[-255:],
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=user,
    )
