"""The page of the system says when the last backup was made, and what the last check found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coopregistry.models import Backup, IntegrityRun
from events.administration.system_state import system_state

pytestmark = pytest.mark.django_db


def made(days_ago: int, error: str = "") -> Backup:
    backup = Backup.objects.create(path="registry.zip", size=1, error=error)
    Backup.objects.filter(pk=backup.pk).update(made_at=timezone.now() - timedelta(days=days_ago))
    return backup


def test_without_a_backup_it_asks_for_one() -> None:
    state = system_state()
    assert (state.last_backup, state.failed_backup, state.backup_is_old) == (None, None, True)
    assert state.last_check is None


def test_a_failure_counts_until_a_backup_succeeds() -> None:
    old, failed = made(3), made(1, "disk full")
    state = system_state()
    assert (state.last_backup, state.failed_backup, state.backup_is_old) == (old, failed, True)
    new = made(0)
    state = system_state()
    assert (state.last_backup, state.failed_backup, state.backup_is_old) == (new, None, False)


def test_the_last_check_is_told() -> None:
    IntegrityRun.objects.create(seconds=1, count=2)
    last = IntegrityRun.objects.create(seconds=1, count=0)
    assert system_state().last_check == last
