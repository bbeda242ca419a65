"""Workers at their work, in processes of their own: what they finish, what they survive, whom they serve."""

import os
import signal
import time

import pytest
from django.contrib.auth.models import Group

from coopregistry.jobs import queue
from coopregistry.models import Job, User

from . import tasks
from .workers import ask, is_finished, until, work_off, worker

pytestmark = pytest.mark.django_db(transaction=True)
State = Job.State


def groups(*names: str) -> int:
    return Group.objects.filter(name__in=names).count()


def test_a_worker_does_what_waits_and_ends() -> None:
    job = ask(tasks.add_group, "a")
    work_off()
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts, job.lease_until) == (
        State.DONE,
        {"url": "/groups/a/"},
        1,
        None,
    )
    assert groups("a") == 1


def test_a_refusal_is_told_in_its_words_and_not_repeated() -> None:
    job = ask(tasks.refuse)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (State.FAILED, "Сначала закройте документ.", 1)


def test_a_fault_is_not_quoted_to_the_user() -> None:
    job = ask(tasks.break_down)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 1)
    assert job.error
    assert "secret" not in job.error


def test_a_job_that_takes_too_much_memory_ends_alone() -> None:
    greedy, modest = ask(tasks.eat_memory), ask(tasks.add_group, "b")
    work_off()
    assert (is_finished(greedy), greedy.state, is_finished(modest), modest.state) == (
        *(True, State.FAILED),
        *(True, State.DONE),
    )


def test_a_job_that_takes_too_long_is_ended() -> None:
    job = ask(tasks.sleep, 60)
    work_off(JOB_SECONDS=1)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 1)


def test_a_killed_process_is_followed_by_another_attempt() -> None:
    job = ask(tasks.die, times=1)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.result) == (State.DONE, {"attempt": 2})


def test_a_job_that_always_kills_its_process_ends_too() -> None:
    job = ask(tasks.die, times=99)
    Job.objects.update(attempts=queue.MOST_ATTEMPTS - 1)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, queue.MOST_ATTEMPTS)


def test_what_was_committed_is_not_done_again_though_nobody_was_told() -> None:
    job = ask(tasks.add_group_and_die, "c")
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts, groups("c")) == (State.DONE, 1, 1)


def test_an_attempt_that_lost_its_job_leaves_nothing() -> None:
    """Were its effect to stand beside that of the second attempt, the name would be taken."""
    job = ask(tasks.add_group_though_lost, "d")
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts, groups("d")) == (State.DONE, 2, 1)


def test_the_job_of_a_killed_worker_is_taken_by_another() -> None:
    job = ask(tasks.add_group, "e", seconds=2)
    with worker() as first:
        until(lambda: Job.objects.get().stage == "waits")
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    work_off()
    job.refresh_from_db()
    assert (job.state, groups("e")) == (State.DONE, 1)


def test_a_worker_that_is_to_stop_lets_jobs_finish_and_takes_no_others() -> None:
    first = ask(tasks.add_group, "f", seconds=1)
    with worker("--processes", "1") as process:
        until(lambda: Job.objects.get(pk=first.pk).state == State.RUNNING)
        second = ask(tasks.add_group, "g")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert (is_finished(first), first.state) == (True, State.DONE)
    assert (is_finished(second), second.state) == (False, State.WAITING)


def test_a_worker_that_is_to_stop_at_once_gives_its_jobs_back() -> None:
    job = ask(tasks.sleep, 60)
    with worker() as process:
        until(lambda: Job.objects.get().stage == "sleeps")
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # or the two are one
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == (State.WAITING, 0, "")


def test_a_running_job_is_cancelled() -> None:
    job = ask(tasks.sleep, 60)
    with worker():
        until(lambda: Job.objects.get().stage == "sleeps")
        began = time.monotonic()
        queue.request_cancel(job)
        until(lambda: is_finished(job))
    assert job.state == State.CANCELLED
    assert time.monotonic() - began < 30


def test_progress_is_told_by_stage_and_rows() -> None:
    ask(tasks.sleep, 60)
    with worker():
        until(lambda: Job.objects.get().total is not None)
        job = Job.objects.get()
        assert (job.stage, job.done, job.total) == ("sleeps", 1, 3)


def test_many_jobs_of_one_user_do_not_keep_another_waiting() -> None:
    busy, other = (User.objects.create(username=name) for name in ("busy", "other"))
    for number in range(6):
        ask(tasks.add_group, f"busy {number}", user=busy, seconds=0.4)
    job = ask(tasks.add_group, "other", user=other)
    work_off()
    before = Job.objects.filter(user=busy, started_at__lt=Job.objects.get(pk=job.pk).started_at)
    assert before.count() == 1


def test_two_workers_do_each_job_once() -> None:
    for number in range(20):
        ask(tasks.add_group, f"group {number}")
    with worker("--until-empty") as first, worker("--until-empty") as second:
        assert (first.wait(60), second.wait(60)) == (0, 0)
    assert list(Job.objects.order_by().values_list("state", "attempts").distinct()) == [(State.DONE, 1)]
    assert Group.objects.filter(name__startswith="group ").count() == 20
