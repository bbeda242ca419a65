"""What loading a file would do, in tabs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from events.access import writer_required
from events.models import Entry
from importers.messages import WRONG_TYPES, removal_question
from importers.models import PendingImport
from importers.resolving.matches import would_match
from importers.resolving.resolution import Resolution, ResolvedRow

from ..columns import columns_form
from ..corrections import place_of
from ..forms import target_form
from ..jobs import reading_of
from ..partial import ERRORS, RowsToLoad, has_error, issues_of_rows, rows_with_errors
from ..preview import preview
from .pending import blocker_message, get_pending, read_first, target_initial
from .proofreading import proofreading_context
from .shown_issues import grouped, issue_groups
from .shown_rows import ShownRow, ShownRows, format_label, kind_label, report_diffs

_PAGE = 20
_ROW_TABS = ("new", "changed", "unchanged", "missing")
TABS = (*_ROW_TABS, "findings")
PROOFREADING = "proofreading"  # read only when its tab is opened: it has no count
# Whatever the file is about
UNREADABLE = (
    *("damaged", "unreadable", "empty-file", "too-large", "too-complex", "wrong-type", "encrypted", "macro"),
    *("zip-bomb", "unsafe-member", "xml-dtd", "converter-missing", "converter-failed", "converter-timeout"),
)


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


@require_safe
@writer_required
@read_first
def pending_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Which rows would be linked with known events takes as long as all else: the page asks for it later."""
    pending = get_pending(request, pk)
    if request.htmx and "matched" in request.GET:
        return _matched(request, pending)
    if pending.run is not None:
        return redirect("importers:run", pending.run.pk)
    context: dict[str, Any] = {"pending": pending, "matched": None}
    context["is_waiting"] = pending.state == PendingImport.State.WAITING
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
        "is_unreadable": shown.blocker is not None and shown.blocker.code in UNREADABLE,
        "column_form": columns_form(pending),
    }
    if shown.resolution is not None:
        if "matched" in request.GET:
            context["matched"] = would_match(shown.resolution)
        context |= _tabs(request, pending, shown.resolution)
        if context["tab"] == PROOFREADING:
            context |= proofreading_context(request, pending, shown.resolution)
    return render(request, "importers/preview.html", context)


def _matched(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    """Part of the page; the page anew where the file was loaded meanwhile, or has to be read again."""
    is_shown = pending.state == PendingImport.State.WAITING and not pending.is_to_be_read
    resolution = preview(pending, request.access).resolution if is_shown else None
    if resolution is None:
        return HttpResponseClientRefresh()
    context = {"pending": pending, "matched": would_match(resolution)}
    return render(request, "importers/_matched.html", context)


def _tabs(request: HttpRequest, pending: PendingImport, resolution: Resolution) -> dict[str, Any]:
    query = TabQuery(request.GET).chosen
    only_errors = query.get("only") == "errors"
    issues = issues_of_rows(resolution)
    groups = grouped(issue for issue in resolution.all_issues if not only_errors or issue.severity in ERRORS)
    counts = {**resolution.counts, "findings": len(groups)}
    tab = query.get("tab") or next((name for name in TABS if counts[name]), "new")
    shown: Sequence[Any]
    if tab == PROOFREADING:
        shown = ()
    elif tab == "missing":
        shown = resolution.missing
    elif tab == "findings":
        shown = groups
    else:
        shown = [
            row
            for row in resolution.rows
            if row.status.value == tab and (not only_errors or has_error(issues.get(place_of(row.row), ())))
        ]
    page = Paginator(shown, _PAGE).get_page(request.GET.get("page"))
    rows = ShownRows(resolution, issues)
    return {
        "resolution": resolution,
        "counts": counts,
        "tabs": [(name, label, counts.get(name, "")) for name, label in TabQuery.base_fields["tab"].choices],
        "tab": tab,
        "page_obj": page,
        "headings": rows.headings,
        "rows": [_shown(rows, one) for one in page.object_list] if tab in _ROW_TABS else [],
        "groups": issue_groups(pending, page.object_list, resolution, request.access)
        if tab == "findings"
        else [],
        "figures": _figures(resolution, counts, len(issues)),
        "load_counts": _load_counts(counts),
        "report_changes": report_diffs(resolution),
        "only_errors": only_errors,
        "error_rows": len(rows_with_errors(resolution)),
        "which": RowsToLoad.choices,
        "any_remarks": bool(resolution.all_issues),
        "kind_label": kind_label(resolution),
        "removal_question": removal_question(len(resolution.missing), resolution.standing),
    }


def _load_counts(counts: Mapping[str, int]) -> list[str]:
    """What loading does, for its button: without what it does not."""
    words = {
        "new": _("new – %d"),
        "changed": _("changed – %d"),
        "missing": _("to be removed – %d"),
    }
    return [said % counts[name] for name, said in words.items() if counts[name]]


def _figures(resolution: Resolution, counts: Mapping[str, int], with_remarks: int) -> list[tuple[str, int]]:
    """What loading does, in rows."""
    return [
        (_("rows in the file"), len(resolution.rows)),
        (_("new ones"), counts["new"]),
        (_("changed ones"), counts["changed"]),
        (_("as they are"), counts["unchanged"]),
        (_("will be removed"), counts["missing"]),
        (_("with remarks"), with_remarks),
    ]


def _shown(rows: ShownRows, one: ResolvedRow | Entry) -> ShownRow:
    return rows.of_entry(one) if isinstance(one, Entry) else rows.of(one)
