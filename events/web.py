"""Paginated lists and downloads."""

from io import BytesIO

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import ListView

from .exports.docx import write_docx
from .exports.file_names import disposition
from .exports.page_style import PageStyle, Properties
from .exports.paper import Paper, write_paper
from .exports.table import ReportTable
from .exports.xlsx import write_xlsx

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}


class Listing(ListView):
    """An invalid page number shows the first page, one too high the last."""

    paginate_by = 25

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple:
        page = Paginator(queryset, page_size).get_page(self.request.GET.get("page"))
        return page.paginator, page, page.object_list, page.has_other_pages()


def download(data: bytes, name: str, content_type: str = "") -> HttpResponse:
    kind = content_type or TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return HttpResponse(data, content_type=kind, headers=download_headers(name))


def download_headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": disposition(name), "X-Content-Type-Options": "nosniff"}


def paper_bytes(paper: Paper, page_style: PageStyle) -> bytes:
    out = BytesIO()
    write_paper(paper, out, page_style=page_style, properties=Properties(created=timezone.now()))
    return out.getvalue()


def download_paper(paper: Paper, page_style: PageStyle, name: str) -> HttpResponse:
    return download(paper_bytes(paper, page_style), name)


def download_table(table: ReportTable, page_style: PageStyle, name: str) -> HttpResponse:
    """As XLSX if the name ends so, else as DOCX."""
    out = BytesIO()
    write = write_xlsx if name.endswith(".xlsx") else write_docx
    write(table, out, page_style=page_style, properties=Properties(created=timezone.now()))
    return download(out.getvalue(), name)
