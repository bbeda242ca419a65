"""The queue of jobs: every step is one conditional statement, so that none holds a lock while work is done.

`attempts` is the token of whoever runs a job: a step of another attempt than the current one, or of a job
that is not running, changes nothing.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks.base import Task

from coopregistry.disk import require_room
from coopregistry.models import Job, User

State = Job.State
MOST_ATTEMPTS = 5
_BACK_OFF = 2.0  # seconds before the second attempt; each further one waits four times as long


def enqueue(
    task: Task, *args: Any, user: User | None, title: str = "", key: str = "", back: str = "", **kwargs: Any
) -> Job:
    """Ask for work in the name of a user. `key`: an unfinished job of the same key is given instead of a
    second one; `back`: the page to return to where the job fails or is cancelled. DiskNearlyFull where
    somebody asks for it on a disk that is."""
    if user is not None:
        require_room()
    about = {"user": user, "title": title[:500], "key": key, "back": back}
    return task.get_backend().add(task, args, kwargs, **about)


def add(path: str, args: Collection[Any], kwargs: dict[str, Any], *, key: str = "", **about: Any) -> Job:
    """The job and nothing else; inside a transaction workers see it once that is committed."""
    job = Job(
        task=path,
        arguments={"args": list(args), "kwargs": kwargs},
        key=key,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        **about,
    )
    for _attempt in range(3):  # the standing one may end in between
        standing = unfinished(key).first() if key else None
        if standing is not None:
            return standing
        try:
            with transaction.atomic():
                job.save(force_insert=True)
            return job
        except IntegrityError:
            continue
    raise RuntimeError(f"job {key} begins and ends all the time")


def unfinished(key: str) -> QuerySet[Job]:
    return Job.objects.filter(key=key, state__in=Job.UNFINISHED)


def latest(key: str, user: User, *, since: datetime) -> Job | None:
    """What became of this user's last job of the key, if it was asked for since then."""
    return Job.objects.filter(key=key, user=user, created_at__gte=since).order_by("-pk").first()


def claim(worker: str, *, satisfied: Collection[int] = ()) -> Job | None:
    """The next job for this worker. The user with the fewest running jobs comes first, of those whoever was
    served longest ago, so that nobody's hundred jobs stand before another's one. `satisfied`: users who get
    no more now. Looks by plain reads; only the claim itself writes."""
    now = timezone.now()
    due = Job.objects.filter(state=State.WAITING, run_after__lte=now)
    if satisfied:
        due = due.exclude(user__in=satisfied)
    first = dict(due.order_by().values_list("user").annotate(first=Min("pk")))
    if not first:
        return None
    jobs_of = Job.objects.filter(Q(user__in=first) | Q(user=None)).order_by().values("user")
    running = Count("pk", filter=Q(state=State.RUNNING))
    turns = {
        row["user"]: (row["running"], row["served"].timestamp() if row["served"] else 0.0)
        for row in jobs_of.annotate(running=running, served=Max("started_at"))
    }
    for user in sorted(first, key=lambda user: (*turns.get(user, (0, 0.0)), first[user])):
        job = _take(first[user], worker, now)
        if job is not None:
            return job
    return None


def take(job: Job, worker: str) -> Job | None:
    """Claim this one; None where another has it."""
    return _take(job.pk, worker, timezone.now())


def _take(pk: int, worker: str, now: datetime) -> Job | None:
    taken = Job.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.RUNNING,
        worker=worker,
        lease_until=now + timedelta(seconds=settings.JOB_LEASE),
        attempts=F("attempts") + 1,
        started_at=now,
        stage="",
        done=0,
        total=None,
    )
    return Job.objects.select_related("user").get(pk=pk) if taken else None


def _held(job: Job) -> QuerySet[Job]:
    """The job as long as this attempt holds it."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, state=State.RUNNING)


def prolong(job: Job) -> bool:
    """A sign of life with the progress made; False where the attempt has lost the job."""
    until = timezone.now() + timedelta(seconds=settings.JOB_LEASE)
    progress = {"stage": job.stage[:200], "done": job.done, "total": job.total}
    return bool(_held(job).update(lease_until=until, **progress))


def note(job: Job, result: Any) -> bool:
    """What an attempt has done so far, for the next one to go on from."""
    return bool(_held(job).update(result=result))


def close(job: Job, result: Any) -> bool:
    """Done. Belongs into the transaction of the effect: then the two stand or fall together."""
    return bool(_held(job).update(state=State.DONE, result=result, error="", **_ended()))


def fail(job: Job, error: str, detail: Any = None) -> bool:
    return bool(_held(job).update(state=State.FAILED, error=error, result=detail, **_ended()))


def give_back(job: Job) -> bool:
    """Where the worker stops: the attempt does not count. Only after its process has ended."""
    return bool(_held(job).update(state=State.WAITING, attempts=F("attempts") - 1, **_nobodys()))


def interrupted(job: Job, *, because: str = "") -> bool:
    """Its process ended without a word: once more after a while, but not for ever."""
    if Job.objects.filter(pk=job.pk, cancel_requested=True).exists():
        return bool(_held(job).update(state=State.CANCELLED, **_ended()))
    if job.attempts >= MOST_ATTEMPTS:
        with translation.override(job.language):
            words = _("The work was interrupted %(count)s times and is not begun again.")
            return fail(job, " ".join([words % {"count": job.attempts}, because]).strip())
    wait = timedelta(seconds=_BACK_OFF * 4 ** (job.attempts - 1))
    return bool(_held(job).update(state=State.WAITING, **_nobodys(wait)))


def take_back_expired() -> int:
    """Jobs whose worker gives no sign of life any more."""
    lost = Job.objects.filter(state=State.RUNNING, lease_until__lt=timezone.now())
    count = 0
    for job in lost:
        # Once more, for the sign of life may have come since.
        if lost.filter(pk=job.pk, attempts=job.attempts).exists():
            count += interrupted(job)
    return count


def request_cancel(job: Job) -> None:
    """A waiting job ends at once, a running one as soon as its worker looks; what it has written stands."""
    if not Job.objects.filter(pk=job.pk, state=State.WAITING).update(state=State.CANCELLED, **_ended()):
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_requested=True)


def delete_old() -> int:
    """Finished jobs nobody asks for any more."""
    old = timezone.now() - timedelta(days=settings.JOB_KEEP_DAYS)
    return Job.objects.exclude(state__in=Job.UNFINISHED).filter(ended_at__lt=old).delete()[0]


def _ended() -> dict[str, Any]:
    return {"ended_at": timezone.now(), "lease_until": None}


def _nobodys(wait: timedelta = timedelta()) -> dict[str, Any]:
    return {"run_after": timezone.now() + wait, "lease_until": None, "worker": "", "stage": ""}
