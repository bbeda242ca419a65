"""A plan or report as a file, and the printed form it takes."""

import json
import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry.history import explain
from coopregistry.office import OfficeError
from events.access import coordinator_required
from events.exports.docx import docx_bytes
from events.exports.file_names import file_name
from events.exports.formats import FORMATS
from events.exports.page_style import Formalities, Properties
from events.exports.pdf import to_pdf
from events.vocabulary import Kind
from events.web import download

from ..as_json import report_json
from ..forms import PrintedFormForm
from ..printed_form import formalities, page_style_for, printed_form
from ..printed_table import report_table

logger = logging.getLogger(__name__)


@require_safe
def report_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    if suffix not in (*FORMATS, "json"):
        raise Http404
    document = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    name = file_name(
        Kind(document.kind),
        document.period,
        suffix,
        partner=document.partner.name if document.partner else "",
    )
    entries = request.access.entries().filter(report=document)
    if suffix == "json":
        data = json.dumps(report_json(document, entries), ensure_ascii=False, indent=1).encode()
        return download(data, name)
    table = report_table(document, entries)
    properties = Properties(created=document.latest_change())
    try:
        if suffix in ("docx", "pdf"):
            data = docx_bytes(
                table,
                formalities=Formalities(draft=document.is_draft),
                properties=properties,
                page_style=page_style_for(printed_form(document.kind)),
            )
            data = to_pdf(data) if suffix == "pdf" else data
        else:
            data = FORMATS[suffix](table, properties)
    except OfficeError:
        logger.warning("Report %s: no PDF, LibreOffice did not answer", document.pk)
        messages.error(
            request, _("PDF needs LibreOffice on the server, and it did not answer. Take the DOCX.")
        )
        return redirect("events:report", pk=pk)
    return download(data, name)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def print_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The document with stamp, signature and executor; the choice is kept for its kind."""
    document = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    printed = printed_form(document.kind)
    form = PrintedFormForm(request.POST or None, request.FILES or None, instance=printed)
    if request.method == "POST" and form.is_valid():
        explain(_("The printed form was chosen"))
        printed = form.save()
        data = docx_bytes(
            report_table(document, request.access.entries().filter(report=document)),
            formalities=formalities(printed, draft=document.is_draft),
            properties=Properties(created=document.latest_change()),
            page_style=page_style_for(printed),
        )
        partner = document.partner.name if document.partner else ""
        return download(data, file_name(Kind(document.kind), document.period, "docx", partner=partner))
    return render(
        request, "events/reports/print.html", {"report": document, "form": form, "printed": printed}
    )
