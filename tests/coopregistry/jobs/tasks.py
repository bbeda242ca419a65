"""Tasks that tests give to workers. Their effect is a group: a record that keeps no history."""

import os
import signal
import time

from django.contrib.auth.models import Group
from django.db import transaction
from django_tasks import task

from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job


@task(takes_context=True)
def add_group(context: RunningJob, name: str, *, seconds: float = 0) -> None:
    """Closes its job with its effect. The record is made before the wait, so that a kill finds it unsaved."""
    context.report("waits", 0, 2)
    time.sleep(seconds / 2)
    with transaction.atomic():
        Group.objects.create(name=name)
        time.sleep(seconds / 2)
        context.finish(url=f"/groups/{name}/")


@task(takes_context=True)
def add_group_and_die(context: RunningJob, name: str) -> None:
    """Killed right after the commit: nobody is told that the work is done."""
    with transaction.atomic():
        Group.objects.create(name=name)
        context.finish()
    os.kill(os.getpid(), signal.SIGKILL)


@task(takes_context=True)
def add_group_though_lost(context: RunningJob, name: str) -> None:
    """The job is taken from this attempt just before it writes."""
    Job.objects.filter(pk=context.job.pk, attempts=1).update(state=Job.State.WAITING)
    with transaction.atomic():
        Group.objects.create(name=name)
        context.finish()


@task(takes_context=True)
def die(context: RunningJob, *, times: int) -> dict[str, int]:
    """Killed in its first attempts."""
    if context.job.attempts <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"attempt": context.job.attempts}


@task(takes_context=True)
def sleep(context: RunningJob, seconds: float) -> None:
    context.report("sleeps", 1, 3)
    time.sleep(seconds)


@task(takes_context=True)
def eat_memory(context: RunningJob) -> None:
    held = [bytearray(64 * 1024 * 1024) for _number in range(100)]
    raise AssertionError(f"{len(held)} pieces of memory fitted")


@task(takes_context=True)
def refuse(context: RunningJob) -> None:
    raise Refused("Сначала закройте документ.")


@task(takes_context=True)
def break_down(context: RunningJob) -> None:
    raise ValueError("a secret of the document")
