"""The page of one job while it waits or runs; a finished one leads on to its result."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from coopregistry.models import Job

from . import queue
from .waiting import to_result


def _job(request: HttpRequest, pk: int) -> Job:
    """One's own; an administrator's are all."""
    whose = Q() if request.access.administers else Q(user=request.user)
    return get_object_or_404(Job.objects.filter(whose).select_related("user"), pk=pk)


@require_safe
def job_page(request: HttpRequest, pk: int) -> HttpResponse:
    job = _job(request, pk)
    if job.is_finished and job.user_id == request.user.pk:
        return to_result(request, job)
    return render(request, "jobs/job.html", {"job": job})


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
