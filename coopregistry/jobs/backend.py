"""Django's task interface on the queue of jobs."""

from typing import Any

from django.utils.translation import gettext as _
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from coopregistry.models import Job

from . import queue
from .results import result_of
from .running import Refused, run


class JobBackend(BaseTaskBackend):
    """Leaves the work to workers: `manage.py db_worker`."""

    supports_get_result = True
    supports_defer = True

    def add(self, task: Task, args: Any, kwargs: Any, **about: Any) -> Job:
        """As `enqueue`, with what the interface does not know: who asks, and what for."""
        self.validate_task(task)
        if task.run_after is not None:
            about["run_after"] = task.run_after
        return queue.add(task.module_path, normalize_json(list(args)), normalize_json(kwargs), **about)

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        return result_of(self.add(task, args, kwargs))

    def get_result(self, result_id: str) -> TaskResult:
        job = Job.objects.filter(pk=result_id).first() if str(result_id).isdecimal() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job)


class ImmediateJobBackend(JobBackend):
    """Does the work where it is asked for; for tests, and for commands that end with their work."""

    def add(self, task: Task, args: Any, kwargs: Any, **about: Any) -> Job:
        job = super().add(task, args, kwargs, **about)
        claimed = queue.take(job, "at once")
        if claimed is None:  # it is under way already
            return job
        try:
            run(claimed)
        except Refused as refused:
            queue.fail(claimed, str(refused), refused.detail)
        except Exception:
            queue.fail(claimed, _("The work failed. The administrator finds the reason in the log."))
            raise
        except BaseException:
            queue.give_back(claimed)
            raise
        claimed.refresh_from_db()
        return claimed
