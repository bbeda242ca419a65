"""Jobs: what is done of one's own requests after they were answered."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coopregistry.jobs import queue
from coopregistry.jobs.files import file_of
from coopregistry.jobs.views import answer_with
from coopregistry.models import Job
from events.exports.formats import FORMATS
from events.web import TYPES

from ..exceptions import RecordConflict
from ..operations import Operation
from ..serializers.base import ReadOnlySerializer
from .base import Endpoint, RecordDetailAPIView

FILE_TYPES = tuple(TYPES[suffix].partition(";")[0] for suffix in FORMATS)


class JobSerializer(ReadOnlySerializer):
    """Work done outside the request that asked for it."""

    id = serializers.IntegerField(source="pk", help_text=_("Key of the job."))
    title = serializers.CharField(help_text=_("What it is about."))
    state = serializers.ChoiceField(Job.State.choices, help_text=_("How far it is."))
    stage = serializers.CharField(allow_null=True, help_text=_("What is being done, in words."))
    done = serializers.IntegerField(help_text=_("Rows done at this stage."))
    total = serializers.IntegerField(allow_null=True, help_text=_("Rows in all, where they are counted."))
    attempts = serializers.IntegerField(help_text=_("How often it was begun."))
    error = serializers.CharField(allow_null=True, help_text=_("Of a failed job: why, in words."))
    problem = serializers.SerializerMethodField(
        help_text=_("Of a refused job: status and members of the problem that would have been the answer.")
    )
    result = serializers.SerializerMethodField(help_text=_("Of a finished job: the address of its result."))
    created_at = serializers.DateTimeField(help_text=_("When it was asked for."))
    ended_at = serializers.SerializerMethodField(help_text=_("When it ended."))

    def get_problem(self, job: Job) -> dict[str, Any] | None:
        return job.result or None if job.state == Job.State.FAILED else None

    def get_result(self, job: Job) -> str | None:
        result = (job.result or {}) if job.state == Job.State.DONE else {}
        return reverse("api:job_file", args=[job.pk]) if "file" in result else result.get("api")

    def get_ended_at(self, job: Job) -> str | None:
        return job.ended_at.isoformat(timespec="seconds").replace("+00:00", "Z") if job.ended_at else None


def accepted(job: Job) -> Response:
    """The answer where the work goes on."""
    headers = {"Location": reverse("api:job", args=[job.pk]), "Retry-After": "2"}
    return Response(JobSerializer().to_representation(job), status=202, headers=headers)


def file_made(job: Job) -> HttpResponseBase:
    """The file, if the job has made it by now, else where to ask for it."""
    if not job.is_finished:
        return accepted(job)
    file = file_of(job)
    if file is None:
        raise RecordConflict(job.error or _now("The work was cancelled."))
    return answer_with(file)


class JobDetailAPIView(RecordDetailAPIView):
    tag = _("Jobs")
    serializer_class = JobSerializer
    operations = {
        "GET": Operation(operation_id="jobs_read", summary=_("A job you asked for"), response=JobSerializer),
        "DELETE": Operation(
            operation_id="jobs_cancel",
            summary=_("Cancel a job"),
            description=_("A waiting job ends at once, a running one soon. What was written before stands."),
            response=JobSerializer,
        ),
    }

    def get_queryset(self) -> QuerySet[Job]:
        """Own ones; the administrator's are all."""
        jobs = Job.objects.all()
        return jobs if self.access.administers else jobs.filter(user=self.access.user)

    def delete(self, request: Request, pk: int) -> Response:
        job = get_object_or_404(self.get_queryset(), pk=pk)
        queue.request_cancel(job)
        job.refresh_from_db()
        return Response(JobSerializer().to_representation(job))


class JobFileAPIView(Endpoint):
    """For whoever asked for it alone, as on the site."""

    tag = _("Jobs")
    operations = {
        "GET": Operation(
            operation_id="jobs_file",
            summary=_("The file a job has made"),
            description=_("It is kept for a day. 404 as long as it is not made."),
            response=OpenApiTypes.BINARY,
            media_types=FILE_TYPES,
        )
    }

    def get(self, request: Request, pk: int) -> HttpResponseBase:
        file = file_of(get_object_or_404(Job, pk=pk, user=self.access.user))
        if file is None:
            raise Http404
        return answer_with(file)
