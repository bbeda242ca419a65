"""Jobs: what is done of one's own requests after they were answered."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coopregistry.jobs import queue
from coopregistry.models import Job

from ..operations import Operation
from ..serializers.base import ReadOnlySerializer
from .base import RecordDetailAPIView


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
        return (job.result or {}).get("api") if job.state == Job.State.DONE else None

    def get_ended_at(self, job: Job) -> str | None:
        return job.ended_at.isoformat(timespec="seconds").replace("+00:00", "Z") if job.ended_at else None


def accepted(job: Job) -> Response:
    """The answer where the work goes on."""
    headers = {"Location": reverse("api:job", args=[job.pk]), "Retry-After": "2"}
    return Response(JobSerializer().to_representation(job), status=202, headers=headers)


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
