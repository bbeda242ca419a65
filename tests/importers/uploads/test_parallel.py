"""Equal requests at the same moment: one loads, the others are shown what it loaded."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from events.models import Entry
from importers.models import ImportRun
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, load, seen

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов")])])
AT_ONCE = 6


def test_parallel_presses_load_once(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    token = seen(coordinator, pending)

    def press(_number: int) -> str:
        client = Client()
        client.cookies = coordinator.cookies
        try:
            return load(client, pending, token).url
        finally:
            connection.close()

    # SQLite in memory does not wait for a lock: there the presses come one after the other.
    with ThreadPoolExecutor(1 if connection.vendor == "sqlite" else AT_ONCE) as threads:
        answers = set(threads.map(press, range(AT_ONCE)))
    assert len(answers) == 1
    assert (ImportRun.objects.count(), Entry.objects.count()) == (1, 2)
