"""What loading a file would do, in tabs; correcting it before; loading it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, DepartmentWording, Partner
from coopregistry.history import explain
from events.access import coordinator_required, writer_required
from events.models import SphereWording
from importers.documents.issues import DocumentIssue
from importers.messages import message
from importers.models import PendingImport
from importers.resolving.resolution import Resolution, ResolvedRow
from importers.resolving.sections import NewName

from ..access import pending_imports
from ..corrections import Choices, place_of
from ..forms import HeadingForm, LoadForm, SpellingForm, target_form
from ..partial import ERRORS, Which, has_error, issues_of_rows, with_errors
from ..pending import Look, NotLoaded, load, look, with_heading
from ..reading import note
from ..row_form import RowForm
from ..spellings import CODES, remember, rows_in_registry
from .cards import card, format_label, kind_label, report_changes
from .given import own_pending, target_initial

_PAGE = 20
HEADING_CODES = ("new-department", "new-sphere")
TABS = ("new", "changed", "unchanged", "missing", "findings")
_CARDS = {"missing": "importers/_missing.html", "findings": "importers/_finding.html"}


class TabQuery(forms.Form):
    only = forms.ChoiceField(
        choices=[("", ""), ("errors", gettext_lazy("Only rows with errors"))], required=False
    )
    tab = forms.ChoiceField(
        choices=[
            ("new", gettext_lazy("New rows")),
            ("changed", gettext_lazy("Changed rows")),
            ("unchanged", gettext_lazy("Unchanged")),
            ("missing", gettext_lazy("Missing in the file")),
            ("findings", gettext_lazy("Remarks")),
        ],
        required=False,
    )


class Told(NamedTuple):
    """An issue as the page shows it."""

    text: str
    severity: str
    spelling: SpellingForm | None
    suggestions: Sequence[Partner]
    heading: HeadingForm | None
    row: ResolvedRow | None


@require_safe
@writer_required
def pending(request: HttpRequest, pk: int) -> HttpResponse:
    return preview_page(request, own_pending(request, pk))


def preview_page(
    request: HttpRequest, waiting: PendingImport, *, spelling: SpellingForm | None = None
) -> HttpResponse:
    if waiting.run is not None:
        return redirect("importers:run", waiting.run.pk)
    context: dict[str, Any] = {"pending": waiting, "is_waiting": waiting.state == PendingImport.State.WAITING}
    if not context["is_waiting"]:
        return render(request, "importers/preview.html", context | {"format": format_label(waiting.format)})
    if waiting.is_to_be_read:
        return render(request, "importers/reading.html", context)
    shown = look(waiting, request.access)
    form = target_form(request.access)
    context |= {
        "look": shown,
        "target_form": form(access=request.access, initial=target_initial(waiting)),
        "blocker": blocker_words(shown.blocker) if shown.blocker else "",
        "spelling": spelling,
    }
    if shown.resolution is not None:
        context |= _tabs(request, shown, shown.resolution)
    return render(request, "importers/preview.html", context)


def blocker_words(blocker: DocumentIssue) -> str:
    if blocker.code == "target-unknown":  # its own words are those of the command line
        return _("The file does not say which document it is and of which period: state it below.")
    return message(blocker)


def _tabs(request: HttpRequest, shown: Look, resolution: Resolution) -> dict[str, Any]:
    findings = [(issue, None) for issue in resolution.issues]
    findings += [(issue, row) for row in resolution.rows for issue in row.issues]
    counts = {**resolution.counts, "findings": len(findings)}
    query = TabQuery(request.GET)
    query.is_valid()
    tab = query.cleaned_data.get("tab") or next((name for name in TABS if counts[name]), "new")
    only_errors = query.cleaned_data.get("only") == "errors"
    issues = issues_of_rows(resolution)
    with_error = {place for place, found in issues.items() if has_error(found)}
    listed_rows: Sequence[Any]
    if tab == "missing":
        listed_rows = resolution.missing
    elif tab == "findings":
        listed_rows = [one for one in findings if not only_errors or one[0].severity in ERRORS]
    else:
        listed_rows = [
            row
            for row in resolution.rows
            if row.status.value == tab and (not only_errors or place_of(row.row) in with_error)
        ]
    page = Paginator(listed_rows, _PAGE).get_page(request.GET.get("page"))
    if tab == "findings":
        cards: Sequence[Any] = _told(request, page.object_list, resolution)
    elif tab == "missing":
        cards = page.object_list
    else:
        gazetteer = current_gazetteer()
        cards = [
            card(row, resolution, gazetteer, issues.get(place_of(row.row), ())) for row in page.object_list
        ]
    return {
        "resolution": resolution,
        "counts": counts,
        "tabs": [(name, label, counts[name]) for name, label in TabQuery.base_fields["tab"].choices],
        "tab": tab,
        "card_template": _CARDS.get(tab, "importers/_row.html"),
        "page_obj": page,
        "cards": cards,
        "report_changes": report_changes(resolution),
        "only_errors": only_errors,
        "error_rows": len(with_errors(resolution)),
        "which": Which.choices,
        "any_remarks": bool(findings),
        "kind_label": kind_label(resolution),
    }


def _told(
    request: HttpRequest, found: Sequence[tuple[DocumentIssue, ResolvedRow | None]], resolution: Resolution
) -> list[Told]:
    names = {name for issue, _row in found if issue.code in CODES for name in issue.suggestion.split(", ")}
    partners = {partner.name: partner for partner in Partner.objects.partners().filter(name__in=names)}
    return [
        Told(
            text=message(with_heading(issue, resolution.document)),
            severity=issue.severity.value,
            spelling=SpellingForm(initial={"text": issue.found}, auto_id=f"id_{number}_%s")
            if issue.code in CODES
            else None,
            suggestions=[
                partners[name]
                for name in issue.suggestion.split(", ")
                if issue.code in CODES and name in partners
            ],
            heading=HeadingForm(
                basis=resolution.basis, initial={"text": issue.found}, auto_id=f"id_{number}_%s"
            )
            if issue.code in HEADING_CODES and request.access.coordinates
            else None,
            row=row,
        )
        for number, (issue, row) in enumerate(found)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def row(request: HttpRequest, pk: int, table: int, number: int) -> HttpResponse:
    """Correct the cells of one row, and what was read from them, before it is loaded."""
    waiting = own_pending(request, pk)
    if waiting.state != PendingImport.State.WAITING:
        raise Http404
    resolution = look(waiting, request.access).resolution
    found = next(
        (one for one in resolution.rows if place_of(one.row) == (table, number)) if resolution else iter(()),
        None,
    )
    if found is None or resolution is None:
        raise Http404
    choices = Choices.of_json(waiting.choices)
    corrected = choices.values.get((table, number), {})
    gazetteer = current_gazetteer()
    form = RowForm(request.POST or None, row=found, corrected=corrected, gazetteer=gazetteer)
    if request.method == "POST":
        if "as_written" in request.POST:
            return _keep(request, waiting, choices.with_row((table, number), {}, {}))
        if form.is_valid():
            cells = {**choices.cells.get((table, number), {}), **form.cells}
            return _keep(request, waiting, choices.with_row((table, number), cells, form.values))
    context = {
        "pending": waiting,
        "form": form,
        "card": card(found, resolution, gazetteer, issues_of_rows(resolution).get((table, number), ())),
        "is_corrected": (table, number) in choices.cells or bool(corrected),
        "cell_fields": [form[f"cell_{role}"] for role in form.roles],
        "value_fields": [form[name] for name in form.value_names],
    }
    return render(request, "importers/row.html", context)


def _keep(request: HttpRequest, waiting: PendingImport, choices: Choices) -> HttpResponse:
    waiting.choices = choices.to_json()
    waiting.save(update_fields=["choices"])
    note(waiting, look(waiting, request.access))
    messages.success(request, _("The correction is kept. It is loaded together with the file."))
    return redirect("importers:pending", waiting.pk)


@require_POST
@writer_required
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which partner an unknown spelling of this file means; it is known everywhere from then on."""
    waiting = own_pending(request, pk)
    form = SpellingForm(request.POST)
    if not form.is_valid():
        return render(request, "importers/spelling.html", {"pending": waiting, "form": form})
    resolution = look(waiting, request.access).resolution
    text = form.cleaned_data["text"]
    asked = {
        issue.found
        for one in (resolution.rows if resolution else ())
        for issue in one.issues
        if issue.code in CODES
    }
    if text in asked:
        with transaction.atomic():
            remember(text, form.cleaned_data["partner"])
        said = _("“%(text)s” is known as %(partner)s from now on.")
        messages.success(request, said % {"text": text, "partner": form.cleaned_data["partner"]})
        note(waiting, look(waiting, request.access))
        _tell_of_loaded_rows(request, text)
    return _back_to_findings(pk)


def _tell_of_loaded_rows(request: HttpRequest, text: str) -> None:
    """Rows that were loaded before change only after a look at what becomes of them."""
    count = rows_in_registry(text) if request.access.coordinates else 0
    if count:
        said = ngettext(
            "%(count)s row loaded before has this spelling: read it anew from “Unknown spellings”.",
            "%(count)s rows loaded before have this spelling: read them anew from “Unknown spellings”.",
            count,
        )
        messages.info(request, said % {"count": count})


@require_POST
@coordinator_required
def heading(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which body or sphere a heading of this file stands for; it is known everywhere from then on."""
    waiting = own_pending(request, pk)
    resolution = look(waiting, request.access).resolution
    if resolution is None:
        raise Http404
    form = HeadingForm(request.POST, basis=resolution.basis)
    if not form.is_valid():
        return render(
            request, "importers/spelling.html", {"pending": waiting, "form": form, "is_heading": True}
        )
    text, stands_for = form.cleaned_data["text"], form.cleaned_data["stands_for"]
    asked = {
        section.title.strip() for section in resolution.sections if isinstance(section.stands_for, NewName)
    }
    if " ".join(text.split()) in {" ".join(title.split()) for title in asked}:
        explain(_("The heading “%(text)s” means %(name)s") % {"text": text[:300], "name": stands_for})
        if isinstance(stands_for, Department):
            DepartmentWording.objects.create(text=text, department=stands_for)
        else:
            SphereWording.objects.create(text=text, sphere=stands_for)
        said = _("The heading “%(text)s” stands for “%(name)s” from now on.")
        messages.success(request, said % {"text": text, "name": stands_for})
    return _back_to_findings(pk)


def _back_to_findings(pk: int) -> HttpResponse:
    response = redirect("importers:pending", pk)
    response["Location"] += "?tab=findings"
    return response


@require_POST
@writer_required
def load_pending(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = get_object_or_404(pending_imports(request.access), pk=pk)
    form = LoadForm(request.POST)
    valid = form.is_valid()
    try:
        run = load(
            waiting,
            request.access,
            seen=form.cleaned_data["seen"] if valid else "",
            which=form.cleaned_data["which"] if valid else Which.ALL,
        )
    except NotLoaded as refused:
        messages.error(request, str(refused))
        return redirect("importers:pending", pk)
    return redirect("importers:run", run.pk)
