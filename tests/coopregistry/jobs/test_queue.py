"""Steps of the queue that need no process: turns, one job of a key, cancelling, leases, cleaning."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coopregistry.jobs import queue
from coopregistry.jobs.backend import JobBackend
from coopregistry.models import Job, User

from . import tasks
from .workers import ask

pytestmark = pytest.mark.django_db
State = Job.State


def user(name: str) -> User:
    return User.objects.create(username=name)


def claimed(worker: str = "w", **how: object) -> Job:
    job = queue.claim(worker, **how)
    assert job is not None
    return job


def test_users_take_turns_whoever_asked_first() -> None:
    anna, boris = user("anna"), user("boris")
    first, second, third = (ask(tasks.refuse, user=anna) for _number in range(3))
    others = ask(tasks.refuse, user=boris)
    nobodys = ask(tasks.refuse)
    order = [claimed().pk for _number in range(5)]
    assert order == [first.pk, others.pk, nobodys.pk, second.pk, third.pk]
    assert queue.claim("w") is None


def test_a_user_who_has_enough_is_passed_over() -> None:
    anna, boris = user("anna"), user("boris")
    ask(tasks.refuse, user=anna)
    job = ask(tasks.refuse, user=boris)
    assert claimed(satisfied=[anna.pk]).pk == job.pk
    assert queue.claim("w", satisfied=[anna.pk]) is None


def test_the_same_is_asked_for_once_until_it_is_finished() -> None:
    first = ask(tasks.refuse, key="read:1")
    assert ask(tasks.refuse, key="read:1") == first
    assert queue.close(claimed(), None)
    assert ask(tasks.refuse, key="read:1") != first


def test_a_waiting_job_is_cancelled_at_once_and_a_finished_one_stays() -> None:
    waiting, done = ask(tasks.refuse), ask(tasks.refuse)
    Job.objects.filter(pk=done.pk).update(state=State.DONE)
    for job in (waiting, done):
        queue.request_cancel(job)
        job.refresh_from_db()
    assert (waiting.state, done.state, done.cancel_requested) == (State.CANCELLED, State.DONE, False)


def test_an_expired_job_waits_a_little_longer_each_time_and_its_old_holder_has_lost_it() -> None:
    ask(tasks.refuse)
    waits = []
    for _attempt in range(2):
        job = claimed()
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert queue.take_back_expired() == 1
        waits.append(round((Job.objects.get().run_after - timezone.now()).total_seconds()))
        assert queue.claim("w") is None
        Job.objects.update(run_after=timezone.now())
        claimed("another")
        assert not queue.prolong(job)
        assert not queue.close(job, None)
        Job.objects.update(state=State.WAITING)
    assert waits == [2, 32]


def test_a_job_with_a_sign_of_life_is_left_to_its_worker() -> None:
    ask(tasks.refuse)
    job = claimed()
    assert queue.prolong(job)
    assert queue.take_back_expired() == 0


def test_an_idle_look_only_reads(django_assert_num_queries) -> None:
    with django_assert_num_queries(1) as asked:
        assert queue.claim("w") is None
    assert asked[0]["sql"].startswith("SELECT")


def test_old_results_are_deleted_and_what_is_unfinished_stays(settings) -> None:
    settings.JOB_KEEP_DAYS = 3
    old, fresh, waiting = (ask(tasks.refuse) for _number in range(3))
    long_ago = timezone.now() - timedelta(days=4)
    Job.objects.filter(pk=old.pk).update(state=State.DONE, ended_at=long_ago)
    Job.objects.filter(pk=fresh.pk).update(state=State.DONE, ended_at=timezone.now())
    Job.objects.filter(pk=waiting.pk).update(created_at=long_ago)
    queue.delete_old()
    assert set(Job.objects.values_list("pk", flat=True)) == {fresh.pk, waiting.pk}


def test_the_task_interface_gives_the_result() -> None:
    backend = JobBackend("default", {})
    result = backend.enqueue(tasks.refuse, [], {})
    assert result.status == "READY"
    assert queue.close(claimed(), {"answer": 42})
    again = backend.get_result(result.id)
    assert (again.status, again.return_value) == ("SUCCESSFUL", {"answer": 42})
