"""Lists whose page number may be anything, and downloads."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.generic import ListView

from .exports.file_names import disposition

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}


class Listing(ListView):
    """A page number that is none shows the first page, one too far the last."""

    paginate_by = 25

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple:
        page = Paginator(queryset, page_size).get_page(self.request.GET.get("page"))
        return page.paginator, page, page.object_list, page.has_other_pages()


def download(data: bytes, name: str, content_type: str = "") -> HttpResponse:
    kind = content_type or TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return HttpResponse(data, content_type=kind, headers=download_headers(name))


def download_headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": disposition(name), "X-Content-Type-Options": "nosniff"}
