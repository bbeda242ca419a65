"""The page of one job while it waits or runs; a finished one leads on to its result."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from coopregistry.models import Job, JobFile

from . import queue
from .files import file_of, kept_until, parts_of
from .waiting import to_result


def _job(request: HttpRequest, pk: int) -> Job:
    """One's own; an administrator's are all."""
    whose = Q() if request.access.administers else Q(user=request.user)
    return get_object_or_404(Job.objects.filter(whose).select_related("user"), pk=pk)


@require_safe
def job_page(request: HttpRequest, pk: int) -> HttpResponse:
    job = _job(request, pk)
    makes_file = "file" in (job.result or {})
    if job.is_finished and job.user_id == request.user.pk and not makes_file:
        return to_result(request, job)
    file = file_of(job) if makes_file else None
    context = {
        "job": job,
        "makes_file": makes_file,
        "file": file,
        "until": kept_until(file) if file else None,
    }
    return render(request, "jobs/job.html", context)


@require_safe
def job_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for whoever asked for it alone: it holds what that person may see."""
    job = get_object_or_404(Job, pk=pk, user=request.user)
    file = file_of(job)
    if file is None:
        raise Http404
    return answer_with(file)


def answer_with(file: JobFile) -> StreamingHttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name),
        "Content-Length": str(file.size),
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(parts_of(file), content_type=file.content_type, headers=headers)


@require_safe
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    job = _job(request, pk)
    if job.is_finished:
        return HttpResponseClientRedirect(reverse("job", args=[pk]))
    return render(request, "jobs/_progress.html", {"job": job})


@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    job = _job(request, pk)
    queue.request_cancel(job)
    job.refresh_from_db()
    return redirect("job", pk)
