"""A plan or report as a file of any format."""

import json

from django.utils.translation import gettext_lazy as _

from events.access import Access
from events.exports.docx import docx_bytes
from events.exports.file_names import file_name
from events.exports.formats import FORMATS
from events.exports.page_style import Formalities, Properties
from events.exports.pdf import to_pdf
from events.models import Report
from events.vocabulary import Kind

from .as_json import report_json
from .printed_form import formalities, page_style_for, printed_form
from .printed_table import report_table

AT_ONCE = 300  # rows; of more the file is made by a job
NO_PDF = _("PDF needs LibreOffice on the server, and it did not answer. Take the DOCX.")


def is_made_by_job(document: Report, access: Access, suffix: str) -> bool:
    """LibreOffice alone takes seconds to start."""
    return suffix == "pdf" or is_long(document, access)


def is_long(document: Report, access: Access) -> bool:
    return access.entries().filter(report=document).count() > AT_ONCE


def name_of(document: Report, suffix: str) -> str:
    partner = document.partner.name if document.partner else ""
    return file_name(Kind(document.kind), document.period, suffix, partner=partner)


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
