"""Files kept with an entry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coopregistry.history import explain
from events.access import writer_required
from events.models import Attachment
from events.web import download


@require_safe
def attachment_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Always a download, never shown: what lies in it is not ours."""
    file = get_object_or_404(Attachment.objects.filter(entry__in=request.access.entries()), pk=pk)
    response = download(bytes(file.content), file.name, "application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@writer_required
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    editable = Attachment.objects.filter(entry__in=request.access.editable_entries())
    file = get_object_or_404(editable.defer("content"), pk=pk)
    explain(_("Attachment removed"))
    file.remove()
    messages.success(request, _("Removed: %s") % file.name)
    return redirect("events:entry_edit", pk=file.entry_id)
