"""Paginated lists and downloads."""

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
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


MOST_COUNTED = 10_000


class _LongPage(Page):
    """One of more pages than were counted."""

    def __init__(self, object_list: Sequence, number: int, paginator: "BoundedPaginator", *, is_last: bool):
        super().__init__(object_list, number, paginator)
        self._is_last = is_last

    def has_next(self) -> bool:
        return not self._is_last

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


class BoundedPaginator(Paginator):
    """Counts MOST_COUNTED records at most, for counting a million takes longer than showing fifty of them.
    Where there are more, `is_bounded`, the last page is known only once it is shown."""

    def __init__(self, object_list: Sequence | QuerySet, per_page: int, *, counted: int | None = None):
        """`counted`: how many there are, or MOST_COUNTED + 1 where there are more, if that is known."""
        super().__init__(object_list, per_page)
        if counted is not None:
            self._counted = counted

    @cached_property
    def _counted(self) -> int:
        return _number_of(self.object_list[: MOST_COUNTED + 1])

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def is_bounded(self) -> bool:
        return self._counted > MOST_COUNTED

    def get_page(self, number: Any) -> Page:
        """As of any paginator: no number shows the first page, one too high the last."""
        if not self.is_bounded:
            return super().get_page(number)
        try:
            wanted = min(int(number), sys.maxsize // self.per_page - 1)
        except (TypeError, ValueError):
            wanted = 1
        found = self._long_page(wanted) if wanted > 0 else None
        if found is None or not found.object_list:
            found = self._long_page(-(-_number_of(self.object_list) // self.per_page))
        return found

    def _long_page(self, number: int) -> _LongPage:
        first = (number - 1) * self.per_page
        found = list(self.object_list[first : first + self.per_page + 1])
        return _LongPage(found[: self.per_page], number, self, is_last=len(found) <= self.per_page)

    def get_elided_page_range(self, number: int = 1, **kwargs: Any) -> Iterator[int | str]:
        if number <= self.num_pages:
            yield from super().get_elided_page_range(number, **kwargs)
        else:
            yield from (1, self.ELLIPSIS, number - 2, number - 1, number)


def _number_of(records: Sequence | QuerySet) -> int:
    return records.count() if isinstance(records, QuerySet) else len(records)


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
