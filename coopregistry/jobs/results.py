"""A job as Django's task interface sees it."""

from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResult, TaskResultStatus

from coopregistry.models import Job

_STATUS = {
    Job.State.WAITING: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.FAILED: TaskResultStatus.FAILED,
    Job.State.CANCELLED: TaskResultStatus.FAILED,
}


def task_of(job: Job) -> Task:
    task = import_string(job.task)
    if not isinstance(task, Task):
        raise TypeError(f"{job.task} is no task")
    return task


def result_of(job: Job) -> TaskResult:
    result = TaskResult(
        task=task_of(job),
        id=str(job.pk),
        status=_STATUS[Job.State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.ended_at,
        last_attempted_at=job.started_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend="default",
        errors=[],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)  # as the library's own backends do
    return result
