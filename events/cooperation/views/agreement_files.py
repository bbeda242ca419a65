"""Files of an agreement: added, downloaded, removed and restored."""

import hashlib

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agreements.models import Agreement, AgreementFile
from coopregistry.history import explain
from coopregistry.once import once
from events.access import coordinator_required
from events.web import download

from ..forms import AgreementFilesForm


@require_POST
@coordinator_required
@once
def file_create(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(request.access.agreements(), pk=pk)
    form = AgreementFilesForm(request.POST, request.FILES)
    if not form.is_valid():
        for error in form.errors.get("files", []):
            messages.error(request, error)
        return redirect("events:agreement", pk=pk)
    files = form.cleaned_data["files"]
    with transaction.atomic():
        explain(_("Files added to an agreement"))
        for file in files:
            _agreement_file(agreement, file, request).save()
    count = len(files)
    messages.success(request, ngettext("%d file is kept.", "%d files are kept.", count) % count)
    return redirect("events:agreement", pk=pk)


def _agreement_file(agreement: Agreement, file: UploadedFile, request: HttpRequest) -> AgreementFile:
    content = file.read()
    return AgreementFile(
        agreement=agreement,
        name=file.name.replace("\0", "")[-255:],
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=request.user,
    )


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
