"""What a request does with the job it asked for: waits a little, then goes on or shows the waiting page."""

import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coopregistry.models import Job

_POLL = 0.05  # seconds


def wait_for(job: Job, seconds: float | None = None) -> Job:
    """The job as it stands when it is finished, or when patience ends. Within a transaction it does not
    wait: workers see the job once that is committed."""
    until = time.monotonic() + (settings.JOB_PATIENCE if seconds is None else seconds)
    while not (job.is_finished or connection.in_atomic_block) and time.monotonic() < until:
        time.sleep(_POLL)
        job.refresh_from_db()
    return job


def go_on(request: HttpRequest, job: Job, *, seconds: float | None = None) -> HttpResponse:
    """To where the finished job leads, or to its page."""
    return to_result(request, job) if wait_for(job, seconds).is_finished else redirect("job", job.pk)


def to_result(request: HttpRequest, job: Job) -> HttpResponse:
    """What the user would have got had the work been done in the request: its messages and its page."""
    if job.state == Job.State.DONE:
        result = job.result or {}
        return redirect("job_file", job.pk) if "file" in result else lead_on(request, result, job.back)
    if job.state == Job.State.FAILED:
        messages.error(request, job.error)
    else:
        messages.info(request, _("The work was cancelled. What it had not finished was not written."))
    return redirect(job.back or "home")


def lead_on(request: HttpRequest, result: Mapping[str, Any], back: str = "") -> HttpResponse:
    """`result` as a task gives it: `messages` are shown on the page `url`, else on `back`."""
    for level, text in result.get("messages", ()):
        messages.add_message(request, messages.constants.DEFAULT_LEVELS[level], text)
    return redirect(result.get("url") or back or "home")
