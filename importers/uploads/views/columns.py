"""What the columns of a table are: said of a file, remembered for its headings, confirmed and forgotten."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coopregistry.history import explain
from coopregistry.jobs.waiting import wait_for
from events.access import coordinator_required, writer_required
from events.labels import COLUMN_USE_LABELS, ROLE_LABELS
from importers.column_lessons import ColumnLesson, confirm, teach
from importers.models import PendingImport

from ..columns import columns_form
from ..jobs import ask_to_read
from .pending import get_pending

_PAGE = 25
_LABELS = {**ROLE_LABELS, **COLUMN_USE_LABELS}


@require_POST
@writer_required
def pending_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the columns of this file are; it is read again, and files with the same headings alike."""
    pending = get_pending(request, pk)
    if pending.state != PendingImport.State.WAITING:
        raise Http404
    form = columns_form(pending, request.POST)
    if form is None:
        raise Http404
    if not form.is_valid():
        return render(request, "importers/columns.html", {"pending": pending, "column_form": form})
    with transaction.atomic():
        explain(_("Columns of a table"))
        for header, said in form.stated.items():
            if any(said) or any(column.is_stated for column in header.columns):
                teach(header.headings, said, user=request.user, for_all=request.access.coordinates)
    pending.stage = PendingImport.Stage.GIVEN
    pending.save(update_fields=["stage"])
    wait_for(ask_to_read(pending, request.user))
    messages.success(request, _taught(request))
    return redirect("importers:pending", pk)


def _taught(request: HttpRequest) -> str:
    if request.access.coordinates:
        return _("The file was read again. Documents with the same headings are read like this from now on.")
    return _(
        "The file was read again. Your documents with the same headings are read like this from now on; for "
        "others it holds once the coordinator confirms it."
    )


@require_safe
@coordinator_required
def lesson_list(request: HttpRequest) -> HttpResponse:
    lessons = ColumnLesson.objects.select_related("taught_by", "confirmed_by").order_by(
        "confirmed_at", "-taught_at"
    )
    page = Paginator(lessons, _PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "lesson": lesson,
            "columns": [
                (heading, _LABELS[meaning])
                for heading, meaning in zip(lesson.headings, lesson.stated, strict=True)
                if meaning is not None
            ],
        }
        for lesson in page.object_list
    ]
    return render(request, "importers/lessons.html", {"page_obj": page, "rows": rows})


@require_POST
@coordinator_required
def lesson_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    lesson = get_object_or_404(ColumnLesson.objects.to_confirm(), pk=pk)
    explain(_("Columns of a table"))
    confirm(lesson, request.user)
    messages.success(request, _("Documents with these headings are read like this for everybody."))
    return redirect("importers:lessons")


@require_POST
@coordinator_required
def lesson_remove(request: HttpRequest, pk: int) -> HttpResponse:
    lesson = get_object_or_404(ColumnLesson, pk=pk)
    explain(_("Columns of a table"))
    lesson.delete()
    messages.success(request, _("Documents with these headings are read by their words again."))
    return redirect("importers:lessons")
