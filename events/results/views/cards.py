"""What people keep of a result: number, agreement, files, and whether two rows tell of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from coopregistry.history import explain
from coopregistry.once import once
from events.access import coordinator_required, writer_required
from events.fields import KeptFilesForm
from events.models import ResultFile
from events.web import download

from ..cards import add_files, join_results, keep_apart, keep_details, may_keep
from ..equals import equal_results
from ..lines import ResultLine, line_of, visible_cards
from .detail import details_form, result_page


@require_POST
@writer_required
def details_save(request: HttpRequest, ref: str) -> HttpResponse:
    line = _kept_line(request, ref)
    form = details_form(line, request.POST)
    if not form.is_valid():
        return result_page(request, line, details_form=form)
    card = keep_details(line, **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("events:result", ref=f"c{card.pk}")


@require_POST
@writer_required
@once
def file_create(request: HttpRequest, ref: str) -> HttpResponse:
    line = _kept_line(request, ref)
    form = KeptFilesForm(request.POST, request.FILES, user=request.user, beside=line.card)
    if not form.is_valid():
        return result_page(request, line, files_form=form)
    files = form.cleaned_data["files"]
    add_files(line, files, request.user)
    count = len(files)
    messages.success(request, ngettext("%d file is kept.", "%d files are kept.", count) % count)
    return redirect("events:result", ref=line_of(request.access, ref).ref)


@require_safe
def file_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Always an attachment, never rendered: the content is untrusted."""
    files = ResultFile.objects.filter(card__in=visible_cards(request.access))
    return as_attachment(get_object_or_404(files, pk=pk))


def as_attachment(file: ResultFile) -> HttpResponse:
    response = download(bytes(file.content), file.name, "application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@writer_required
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    files = ResultFile.objects.filter(card__in=visible_cards(request.access)).defer("content")
    file = get_object_or_404(files, pk=pk)
    line = _kept_line(request, f"c{file.card_id}")
    explain(_("File of a result removed"))
    file.remove()
    messages.success(request, _("Removed: %s") % file.name)
    return redirect("events:result", ref=line.ref)


@require_POST
@coordinator_required
def equal_decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Another row tells the same: one document or arrangement, or two."""
    line = line_of(request.access, ref)
    offered = {one.ref: one for one in equal_results(request.access, line)}
    other = offered.get(request.POST.get("other", ""))
    decision = request.POST.get("decision", "")
    if other is None or decision not in ("same", "different"):
        messages.error(request, _("This was decided meanwhile: look at what stands now."))
    elif decision == "same":
        join_results(line, other)
        messages.success(request, _("Counted as one."))
    else:
        keep_apart(line, other)
        messages.success(request, _("Counted as two: they are not offered as one again."))
    return redirect("events:result", ref=line_of(request.access, ref).ref)


def _kept_line(request: HttpRequest, ref: str) -> ResultLine:
    line = line_of(request.access, ref)
    if not may_keep(request.access, line):
        raise PermissionDenied
    return line
