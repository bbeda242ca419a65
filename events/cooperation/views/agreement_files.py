"""Files of an agreement: added, downloaded, removed and restored."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agreements.models import AgreementFile
from coopregistry.history import explain
from coopregistry.once import once
from events.access import coordinator_required
from events.fields import KeptFilesForm
from events.web import download


@require_POST
@coordinator_required
@once
def file_create(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(request.access.agreements(), pk=pk)
    form = KeptFilesForm(request.POST, request.FILES, user=request.user, beside=agreement)
    if not form.is_valid():
        for error in form.errors.get("files", []):
            messages.error(request, error)
        return redirect("events:agreement", pk=pk)
    files = form.cleaned_data["files"]
    with transaction.atomic():
        explain(_("Files added to an agreement"))
        for file in files:
            AgreementFile.of(file, request.user, agreement=agreement).save()
    count = len(files)
    messages.success(request, ngettext("%d file is kept.", "%d files are kept.", count) % count)
    return redirect("events:agreement", pk=pk)


@require_safe
def file_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Always an attachment, never rendered: the content is untrusted."""
    files = AgreementFile.objects.filter(agreement__in=request.access.agreements())
    file = get_object_or_404(files, pk=pk)
    response = download(bytes(file.content), file.name, "application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@coordinator_required
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(AgreementFile.objects.defer("content"), pk=pk)
    explain(_("File of an agreement removed"))
    file.remove()
    messages.success(request, _("Removed: %s") % file.name)
    return redirect("events:agreement", pk=file.agreement_id)


@require_POST
@coordinator_required
def file_restore(request: HttpRequest, pk: int) -> HttpResponse:
    removed = AgreementFile.with_removed.filter(removed_at__isnull=False)
    file = get_object_or_404(removed.defer("content"), pk=pk)
    explain(_("File of an agreement put back"))
    file.restore()
    messages.success(request, _("Put back: %s") % file.name)
    return redirect("events:agreement", pk=file.agreement_id)
