"""Limits counted by several processes at once: never more than they say, and all of it."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from coopregistry.signing_in.limits import Limit
from coopregistry.signing_in.models import LimitCount
from coopregistry.signing_in.rates import Rate
from tests.coopregistry.jobs.workers import ROOT, database_address

pytestmark = pytest.mark.django_db(transaction=True)

THREE = Limit("three", 3, 60)
# A process of its own, which stops at the first refusal.
ASKING = """
import django
django.setup()
from coopregistry.signing_in.limits import Limit
from coopregistry.signing_in.rates import Rate
rate = Rate(Limit("many", 600, 600))
granted = 0
while rate.take("key-1") is None:
    granted += 1
print(granted)
"""


def begun_earlier(by: timedelta) -> None:
    LimitCount.objects.update(began_at=timezone.now() - by)


def test_what_is_left_is_granted_and_no_more() -> None:
    assert [THREE.spend("a").granted for _time in range(4)] == [1, 1, 1, 0]
    assert THREE.spend("b", 5).granted == 3
    assert Limit("others", 3, 60).spend("a").granted == 1


def test_the_count_begins_anew_when_its_time_is_over() -> None:
    THREE.spend("a", 3)
    begun_earlier(timedelta(seconds=61))
    assert THREE.left("a").granted == 3
    assert THREE.spend("a").granted == 1
    assert THREE.left("a").granted == 2


def test_what_did_not_count_is_given_back() -> None:
    THREE.spend("a", 3)
    THREE.give_back("a")
    assert THREE.left("a").granted == 1


def test_counts_of_yesterday_are_removed() -> None:
    THREE.spend("a")
    begun_earlier(timedelta(days=2))
    THREE.spend("b")
    assert LimitCount.objects.count() == 1


def test_no_subject_can_be_read_from_the_table() -> None:
    THREE.spend("somebody@example.org")
    assert "example" not in LimitCount.objects.get().key


def test_six_hundred_are_six_hundred_over_all_processes() -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": database_address(),
        "DJANGO_SETTINGS_MODULE": "coopregistry.settings",
    }
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASKING], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        )
        for _process in range(3)
    ]
    granted = [int(process.communicate()[0]) for process in asking]
    assert sum(granted) == 600


def test_spending_at_once_grants_what_the_limit_says() -> None:
    def spend(_number: int) -> int:
        try:
            return Limit("at once", 25, 60).spend("a").granted
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(spend, range(80))) == 25


def test_a_long_import_does_not_keep_readers_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite it holds the only lock there is; PostgreSQL locks the one row."""
    rate = Rate(Limit("read", 600, 60))
    if connection.vendor != "sqlite":
        monkeypatch.setattr(Limit, "spend", Mock(side_effect=OperationalError("database is locked")))
        assert [rate.take("a") for _request in range(40)] == [None] * 40
        return
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as importing:
        importing.execute("BEGIN IMMEDIATE")
        assert [rate.take("a") for _request in range(40)] == [None] * 40
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    assert not LimitCount.objects.exists()


def test_few_requests_write(django_assert_max_num_queries) -> None:
    rate = Rate(Limit("read", 600, 60))
    for _request in range(600):
        assert rate.take("a") is None
    spent = LimitCount.objects.get()
    assert spent.count == 600
    with django_assert_max_num_queries(8):
        assert all(rate.take("a") is not None for _request in range(100))
