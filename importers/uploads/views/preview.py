"""What loading a file would do, in tabs."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner
from events.access import writer_required
from events.models import Lesson
from events.phrases import partner_doubts
from importers.documents.issues import DocumentIssue
from importers.messages import WRONG_TYPES, message, removal_question
from importers.models import PendingImport
from importers.resolving.matches import would_match
from importers.resolving.resolution import Resolution, ResolvedRow

from ..columns import columns_form
from ..corrections import place_of
from ..forms import AgreementForm, HeadingForm, SpellingForm, target_form
from ..jobs import reading_of
from ..partial import ERRORS, RowsToLoad, has_error, issues_of_rows, rows_with_errors
from ..preview import preview
from ..said_of_file import AGREEMENT_CODES, SPELLING_CODES
from .pending import get_pending, read_first, target_initial
from .proofreading import proofreading_context
from .row_cards import format_label, kind_label, report_diffs, row_card

_PAGE = 20
HEADING_CODES = ("new-department", "new-sphere")
TABS = ("new", "changed", "unchanged", "missing", "findings")
PROOFREADING = "proofreading"  # read only when its tab is opened: it has no count
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
            (PROOFREADING, gettext_lazy("Proof-reading")),
        ],
        required=False,
    )

    @property
    def chosen(self) -> dict[str, str]:
        """What is valid of it."""
        self.is_valid()
        return self.cleaned_data


class IssueCard(NamedTuple):
    """An issue as the page shows it, with the forms that settle it."""

    text: str
    severity: str
    spelling: SpellingForm | None
    suggestions: Sequence[Partner]
    heading: HeadingForm | None
    agreement: AgreementForm | None
    no_partner: str  # the query of the page that says so of the phrase, where that may be
    row: ResolvedRow | None


@require_safe
@writer_required
@read_first
def pending_detail(request: HttpRequest, pk: int) -> HttpResponse:
    pending = get_pending(request, pk)
    if pending.run is not None:
        return redirect("importers:run", pending.run.pk)
    context: dict[str, Any] = {"pending": pending, "is_waiting": pending.state == PendingImport.State.WAITING}
    if not context["is_waiting"]:
        context |= {"format": format_label(pending.format), "advice": WRONG_TYPES.get(pending.format, "")}
        return render(request, "importers/preview.html", context)
    if pending.is_to_be_read:
        return render(request, "importers/reading.html", context | {"job": reading_of(pending)})
    shown = preview(pending, request.access)
    form = target_form(request.access)
    context |= {
        "preview": shown,
        "target_form": form(access=request.access, initial=target_initial(pending)),
        "blocker": blocker_message(shown.blocker) if shown.blocker else "",
        "column_form": columns_form(pending),
    }
    if shown.resolution is not None:
        context |= _tabs(request, pending, shown.resolution)
        if context["tab"] == PROOFREADING:
            context |= proofreading_context(request, pending, shown.resolution)
    return render(request, "importers/preview.html", context)


def blocker_message(blocker: DocumentIssue) -> str:
    if blocker.code == "target-unknown":  # its own words are those of the command line
        return _("The file does not say which document it is and of which period: state it below.")
    return message(blocker)


def _tabs(request: HttpRequest, pending: PendingImport, resolution: Resolution) -> dict[str, Any]:
    findings: list[tuple[DocumentIssue, ResolvedRow | None]] = [(issue, None) for issue in resolution.issues]
    findings += [(issue, row) for row in resolution.rows for issue in row.issues]
    counts = {**resolution.counts, "findings": len(findings)}
    query = TabQuery(request.GET).chosen
    tab = query.get("tab") or next((name for name in TABS if counts[name]), "new")
    only_errors = query.get("only") == "errors"
    issues = issues_of_rows(resolution)
    shown: Sequence[Any]
    if tab == PROOFREADING:
        shown = ()
    elif tab == "missing":
        shown = resolution.missing
    elif tab == "findings":
        shown = [(issue, row) for issue, row in findings if not only_errors or issue.severity in ERRORS]
    else:
        shown = [
            row
            for row in resolution.rows
            if row.status.value == tab and (not only_errors or has_error(issues.get(place_of(row.row), ())))
        ]
    page = Paginator(shown, _PAGE).get_page(request.GET.get("page"))
    cards: Sequence[Any] = page.object_list
    if tab == "findings":
        cards = _issue_cards(request, pending, page.object_list, resolution)
    elif tab not in ("missing", PROOFREADING):
        gazetteer = current_gazetteer()
        cards = [
            row_card(row, resolution, gazetteer, issues.get(place_of(row.row), ()))
            for row in page.object_list
        ]
    return {
        "resolution": resolution,
        "counts": counts,
        "tabs": [(name, label, counts.get(name, "")) for name, label in TabQuery.base_fields["tab"].choices],
        "tab": tab,
        "card_template": _CARDS.get(tab, "importers/_row.html"),
        "page_obj": page,
        "cards": cards,
        "report_changes": report_diffs(resolution),
        "only_errors": only_errors,
        "error_rows": len(rows_with_errors(resolution)),
        "which": RowsToLoad.choices,
        "any_remarks": bool(findings),
        "matched": would_match(resolution),
        "kind_label": kind_label(resolution),
        "removal_question": removal_question(len(resolution.missing), resolution.standing),
    }


def _no_partner(pending: PendingImport, issue: DocumentIssue) -> str:
    """To be shortened by the person: the phrase is shown with all that tells it."""
    back = f"{reverse('importers:pending', args=[pending.pk])}?tab=findings"
    words = {"kind": Lesson.Kind.NO_PARTNER, "text": issue.found, "file_name": pending.name[:255]}
    return urlencode({**words, "next": back})


def _issue_cards(
    request: HttpRequest,
    pending: PendingImport,
    findings: Sequence[tuple[DocumentIssue, ResolvedRow | None]],
    resolution: Resolution,
) -> list[IssueCard]:
    names = {
        name
        for issue, _row in findings
        if issue.code in SPELLING_CODES
        for name in issue.suggestion.split(", ")
    }
    partners = {partner.name: partner for partner in Partner.objects.partners().filter(name__in=names)}
    cards = []
    for number, (issue, row) in enumerate(findings):
        is_spelling = issue.code in SPELLING_CODES
        is_heading = issue.code in HEADING_CODES and request.access.coordinates
        form = {"initial": {"text": issue.found}, "auto_id": f"id_{number}_%s"}
        suggested = issue.suggestion.split(", ") if is_spelling else []
        cards.append(
            IssueCard(
                text=message(resolution.document.with_heading(issue)),
                severity=issue.severity.value,
                spelling=SpellingForm(**form) if is_spelling else None,
                suggestions=[partners[name] for name in suggested if name in partners],
                agreement=AgreementForm(access=request.access, **form)
                if issue.code in AGREEMENT_CODES
                else None,
                no_partner=_no_partner(pending, issue) if issue.code == partner_doubts.CODE else "",
                heading=HeadingForm(basis=resolution.basis, **form) if is_heading else None,
                row=row,
            )
        )
    return cards
