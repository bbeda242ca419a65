"""A plan or report as a file of any format, in the request or by a job."""

import json
from io import BytesIO
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.files import keep_file
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from coopregistry.office import OfficeError
from events.access import Access
from events.exports.docx import docx_bytes
from events.exports.file_names import file_name
from events.exports.formats import FORMATS
from events.exports.page_style import Formalities, Properties
from events.exports.pdf import to_pdf
from events.models import Report
from events.vocabulary import Kind
from events.web import TYPES

from .as_json import report_json
from .printed_form import formalities, page_style_for, printed_form
from .printed_table import report_table

AT_ONCE = 300  # rows; of more the file is made by a job


def is_long(document: Report, access: Access) -> bool:
    return access.entries().filter(report=document).count() > AT_ONCE


def name_of(document: Report, suffix: str) -> str:
    partner = document.partner.name if document.partner else ""
    return file_name(Kind(document.kind), document.period, suffix, partner=partner)


def no_office() -> str:
    return _("PDF needs LibreOffice on the server, and it did not answer. Take the DOCX.")


def report_bytes(document: Report, access: Access, suffix: str, *, formal: bool = False) -> bytes:
    """`formal`: with stamp, signature and executor, for DOCX. OfficeError where there is no PDF."""
    entries = access.entries().filter(report=document)
    if suffix == "json":
        return json.dumps(report_json(document, entries), ensure_ascii=False, indent=1).encode()
    table, properties = report_table(document, entries), Properties(created=document.latest_change())
    if suffix not in ("docx", "pdf"):
        return FORMATS[suffix](table, properties)
    printed = printed_form(document.kind)
    around = formalities(printed, draft=document.is_draft) if formal else Formalities(draft=document.is_draft)
    data = docx_bytes(table, formalities=around, properties=properties, page_style=page_style_for(printed))
    return to_pdf(data) if suffix == "pdf" else data


def ask_for_file(document: Report, user: User, suffix: str, *, formal: bool = False) -> Job:
    return queue.enqueue(
        make_file,
        *(document.pk, suffix, formal),
        user=user,
        title=_("%(document)s as %(format)s") % {"document": document, "format": suffix.upper()},
        key=f"document:{document.pk}:{suffix}:{formal}:{user.pk}",
        back=reverse("events:report", args=[document.pk]),
    )


@task(takes_context=True)
def make_file(context: RunningJob, pk: int, suffix: str, formal: bool) -> dict[str, Any]:
    access = Access.of(context.job.user)
    document = access.reports().select_related("partner", "agreement").filter(pk=pk).first()
    if document is None or (formal and not access.coordinates):
        raise Refused(_("The document is no longer there."))
    context.report(_("the pages are laid out") if suffix == "pdf" else _("the rows are written"))
    try:
        data = report_bytes(document, access, suffix, formal=formal)
    except OfficeError as error:
        raise Refused(no_office()) from error
    return keep_file(context.job, BytesIO(data), name_of(document, suffix), TYPES[suffix])
