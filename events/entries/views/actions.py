"""What can be done with a row without opening it: report, postpone, cancel, move, remove; its files."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from coopregistry.history import explain, version_of
from events.access import writer_required
from events.models import Attachment, Entry, Report
from events.phrases.dates import read_dates
from events.web import download

from .. import saving
from ..carry_over import next_period, reports_for

_JOINED = ("report", "report__partner", "section", "department", "event", "agreement")


_ASKED_BY = {Entry.Fate.POSTPONED: "fate_dates", Entry.Fate.CANCELLED: "fate_note"}


class ReportChoice(forms.Form):
    report = forms.ModelChoiceField(
        Report.objects.none(),
        label=gettext_lazy("Report"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, reports: QuerySet[Report], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["report"].queryset = reports


class FateQuery(forms.Form):
    """What the address may propose."""

    fate = forms.ChoiceField(choices=Entry.Fate.choices, required=False)
    part = forms.IntegerField(min_value=0, max_value=2**62, required=False)  # whose page asks


class FateForm(forms.Form):
    """Postponed with new dates, cancelled with a reason, or nothing of the kind."""

    use_required_attribute = False  # another answer needs another field

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    fate = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[("", gettext_lazy("as planned")), *Entry.Fate.choices[1:]],
        required=False,
        widget=forms.RadioSelect,
    )
    fate_dates = forms.CharField(
        label=gettext_lazy("New dates"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: 26-28 September 2024, or: IV quarter 2024."),
    )
    fate_note = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "lang": "ru"}),
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.entry = entry
        asked = _ASKED_BY.get(self["fate"].value() or "")
        if asked:
            self.fields[asked].widget.attrs["autofocus"] = True
            self.fields[asked].required = not self.is_bound  # so that it is not called optional

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        fate, dates = cleaned.get("fate"), cleaned.get("fate_dates", "")
        if fate == Entry.Fate.POSTPONED and not self.errors.get("fate_dates"):
            if not dates:
                self.add_error("fate_dates", _("Say to what dates it is postponed."))
            elif read_dates(dates, self.entry.report.period.next()) is None:
                self.add_error(
                    "fate_dates", _("The dates “%s” could not be read; write e.g. 26-28.09.2024.") % dates
                )
        if fate == Entry.Fate.CANCELLED and not cleaned.get("fate_note"):
            self.add_error("fate_note", _("Say why it is cancelled."))
        return cleaned


def _followed(request: HttpRequest, pk: int) -> Entry:
    return get_object_or_404(request.access.followed_entries().select_related(*_JOINED), pk=pk)


def _editable(request: HttpRequest, pk: int) -> Entry:
    return get_object_or_404(request.access.editable_entries().select_related(*_JOINED), pk=pk)


def _part_of(request: HttpRequest, entry: Entry) -> str:
    """The page the row stands on for this user."""
    parts = request.access.submissions().filter(report=entry.report_id, department=entry.department_id)
    own = parts.first()
    return (
        reverse("events:my_part", args=[own.pk]) if own else reverse("events:report", args=[entry.report_id])
    )


def _back(request: HttpRequest, entry: Entry) -> HttpResponse:
    return redirect(_part_of(request, entry))


@writer_required
def report_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """A planned row becomes a row of an open report; one click where only one is open."""
    entry = _followed(request, pk)
    reports = reports_for(entry, request.access)
    if request.method == "POST":
        only = list(reports[:2])
        form = ReportChoice(
            {"report": only[0].pk} if len(only) == 1 and not request.POST.get("report") else request.POST,
            reports=reports,
        )
        if form.is_valid():
            explain(_("A planned row was reported"))
            with transaction.atomic():
                request.access.hold_open(form.cleaned_data["report"])
                copy = saving.carry_over(entry, form.cleaned_data["report"], department=entry.department)
            messages.success(request, _("The row stands in the report now: complete what really took place."))
            return redirect("events:entry_edit", pk=copy.pk)
    else:
        form = ReportChoice(reports=reports)
    context = {"entry": entry, "form": form, "reports": reports, "back": _part_of(request, entry)}
    return render(request, "events/entries/report.html", context)


@writer_required
def fate(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _followed(request, pk)
    names = ("fate", "fate_dates", "fate_note")
    query = FateQuery(request.GET)
    proposed = query.cleaned_data if query.is_valid() else {}
    initial = {**{name: getattr(entry, name) for name in names}, "version": version_of(entry)}
    initial["fate"] = proposed.get("fate") or initial["fate"]
    form = FateForm(request.POST or None, entry=entry, initial=initial)
    asking = request.access.submissions().filter(pk=proposed.get("part")).first()
    back = reverse("events:my_part", args=[asking.pk]) if asking else _part_of(request, entry)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            get_object_or_404(Entry.objects.select_for_update(of=("self",)), pk=entry.pk)
            if form.cleaned_data["version"] == version_of(entry):
                for name in names:
                    setattr(entry, name, form.cleaned_data[name])
                explain(_("What became of a planned row"))
                entry.save(update_fields=names)
                messages.success(request, _("Saved: %s") % str(entry)[:120])
                return redirect(back)
        entry.refresh_from_db()
        form.add_error(
            None,
            _("Somebody changed this row meanwhile: look at what it says now and decide again."),
        )
        form.data = {**form.data.dict(), "version": str(version_of(entry))}
    context = {"entry": entry, "form": form, "back": back}
    return render(request, "events/entries/fate.html", context)


@require_POST
@writer_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """To the next period: the row itself while the document is open, else a new row of the same event."""
    entry = request.access.editable_entries().filter(pk=pk).select_related(*_JOINED).first()
    is_editable = entry is not None
    entry = entry or _followed(request, pk)
    following = next_period(entry, request.access)
    if following is None:
        messages.error(request, _("There is no open document for the next period yet."))
        return _back(request, entry)
    origin = _back(request, entry)
    explain(_("Moved to the next period"))
    with transaction.atomic():
        request.access.hold_open(following)
        if is_editable:
            request.access.hold_row(entry)
            saving.move(entry, following)
        else:
            saving.carry_over(entry, following, department=entry.department)
            entry.fate, entry.fate_dates = Entry.Fate.POSTPONED, following.period.title
            entry.save(update_fields=["fate", "fate_dates"])
    messages.success(request, _("The row stands in the document for the next period now."))
    return origin


@require_POST
@writer_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _editable(request, pk)
    explain(_("Row removed"))
    with transaction.atomic():
        request.access.hold_row(entry)
        saving.remove(entry)
    messages.success(request, _("Removed: %s. It can be put back below the table.") % str(entry)[:120])
    return _back(request, entry)


@require_POST
@writer_required
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    removed = request.access.removed_entries().select_related(*_JOINED)
    entry = get_object_or_404(removed, pk=pk)
    explain(_("Row put back"))
    with transaction.atomic():
        request.access.hold_open(entry.report)
        saving.put_back(entry)
    messages.success(request, _("Put back: %s") % str(entry)[:120])
    return _back(request, entry)


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """Always a download, never shown: what lies in it is not ours."""
    file = get_object_or_404(Attachment.objects.filter(entry__in=request.access.entries()), pk=pk)
    response = download(bytes(file.content), file.name, "application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@writer_required
def remove_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    own = Attachment.objects.filter(entry__in=request.access.editable_entries())
    file = get_object_or_404(own.defer("content"), pk=pk)
    explain(_("Attachment removed"))
    file.remove()
    messages.success(request, _("Removed: %s") % file.name)
    return redirect("events:entry_edit", pk=file.entry_id)
