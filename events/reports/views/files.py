"""A plan or report as a file, and the printed form it takes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry.history import explain
from coopregistry.jobs.waiting import go_on
from events.access import coordinator_required
from events.exports.formats import FORMATS
from events.models import Report
from events.web import download

from ..files import is_long, is_made_by_job, name_of, report_bytes
from ..forms import PrintedFormForm
from ..jobs import ask_for_file
from ..printed_form import printed_form


@require_safe
def report_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    if suffix not in (*FORMATS, "json"):
        raise Http404
    document = _document(request, pk)
    if is_made_by_job(document, request.access, suffix):
        return go_on(request, ask_for_file(document, request.user, suffix))
    return download(report_bytes(document, request.access, suffix), name_of(document, suffix))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def print_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The document with stamp, signature and executor; the choice is kept for its kind."""
    document = _document(request, pk)
    printed = printed_form(document.kind)
    form = PrintedFormForm(request.POST or None, request.FILES or None, instance=printed)
    if request.method == "POST" and form.is_valid():
        explain(_("The printed form was chosen"))
        form.save()
        if is_long(document, request.access):
            return go_on(request, ask_for_file(document, request.user, "docx", formal=True))
        return download(
            report_bytes(document, request.access, "docx", formal=True), name_of(document, "docx")
        )
    return render(
        request, "events/reports/print.html", {"report": document, "form": form, "printed": printed}
    )


def _document(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
