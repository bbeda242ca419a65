"""One attempt at a job, in the process it was given to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks.base import TaskContext

from coopregistry.history import change_set
from coopregistry.models import Job

from . import queue
from .results import result_of, task_of

# Called with stage, rows done and rows in all
Tell = Callable[[str, int, int | None], None]


class Refused(Exception):
    """The job cannot be done as asked; the text tells the user why, `detail` a program."""

    def __init__(self, text: str, **detail: Any):
        super().__init__(text)
        self.detail = detail


class Lost(Exception):
    """The attempt was taken from this process: whatever it was about to write must not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningJob(TaskContext):
    """What a task gets as its `context`."""

    job: Job
    tell: Tell = field(default=lambda stage, done, total: None)

    def report(self, stage: str, done: int = 0, total: int | None = None) -> None:
        self.tell(stage, done, total)

    def note(self, **result: Any) -> None:
        """Keep what cannot be done twice, before it is done: another attempt finds it in `job.result`."""
        if not queue.note(self.job, result):
            raise Lost(self.job.pk)

    def finish(self, **result: Any) -> None:
        """Close the job within the current transaction, together with the effect: neither stands alone, and
        nothing is done twice. Of the result, `url` is where the user goes on, `messages` are pairs of level
        and text shown there."""
        if not queue.close(self.job, result):
            raise Lost(self.job.pk)


def run(job: Job, tell: Tell | None = None) -> None:
    """Do the work in the name of the user who asked, as a change set of its own. A task that does not finish
    its job itself has to bear being repeated."""
    if job.user is not None and not job.user.is_active:
        raise Refused(_("The account of whoever asked for this is closed."))
    told = {} if tell is None else {"tell": tell}
    context = RunningJob(task_result=result_of(job), job=job, **told)
    arguments = job.arguments
    with translation.override(job.language), change_set(user=job.user):
        result = task_of(job).call(context, *arguments["args"], **arguments["kwargs"])
    if not queue.close(job, result) and not _is_done(job):
        raise Lost(job.pk)


def _is_done(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, state=Job.State.DONE).exists()
