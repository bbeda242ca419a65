"""The formats a report can be downloaded in, by name."""

from collections.abc import Callable
from io import BytesIO

from .csv import write_csv
from .docx import write_docx
from .page_style import Properties
from .pdf import to_pdf
from .table import ReportTable
from .xlsx import write_xlsx


def _docx(table: ReportTable, properties: Properties) -> bytes:
    out = BytesIO()
    write_docx(table, out, properties=properties)
    return out.getvalue()


def _xlsx(table: ReportTable, properties: Properties) -> bytes:
    out = BytesIO()
    write_xlsx(table, out, properties=properties)
    return out.getvalue()


def _csv(table: ReportTable, properties: Properties) -> bytes:
    out = BytesIO()
    write_csv(table, out)
    return out.getvalue()


def _pdf(table: ReportTable, properties: Properties) -> bytes:
    return to_pdf(_docx(table, properties))


# OfficeError where a format needs LibreOffice and it is not there.
FORMATS: dict[str, Callable[[ReportTable, Properties], bytes]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "pdf": _pdf,
}
