"""The job that seals the journal, one at a time."""

from django.utils.translation import gettext as _
from django_tasks import task

from ..jobs.queue import enqueue
from ..jobs.running import RunningJob
from ..models import Job
from .sealing import seal, tail


def ask_to_seal() -> None:
    """Called by workers every few minutes; only the last such job is kept, or they would crowd the list."""
    if tail().rows:
        Job.objects.filter(task=seal_journal.module_path, state=Job.State.DONE).delete()
        enqueue(seal_journal, user=None, title=_("Seal of the journal"), key="seal the journal")


@task(takes_context=True)
def seal_journal(context: RunningJob) -> int:
    """Begun again, it goes on after the last seal."""
    return seal()
