"""The same form at the same moment, from several processes: one of them makes the row."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementFile
from coopregistry.once import FIELD
from tests.permissions.roles import Who, make_world

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def test_a_double_click_makes_one_record() -> None:
    world = make_world()
    signed_in = Client()
    signed_in.force_login(world.users[Who.COORDINATOR])
    url = reverse("events:agreement_attach", args=[world.agreement.pk])

    def click(_number: int) -> tuple[int, str]:
        client = Client()
        client.cookies = signed_in.cookies
        try:
            answer = client.post(
                url, {"files": SimpleUploadedFile("а.pdf", b"%PDF"), FIELD: "a-key-of-a-form"}
            )
            return answer.status_code, answer.headers["Location"]
        finally:
            connection.close()

    # SQLite in memory does not wait for a lock: there the clicks come one after the other.
    with ThreadPoolExecutor(1 if connection.vendor == "sqlite" else AT_ONCE) as threads:
        answers = set(threads.map(click, range(AT_ONCE)))
    assert answers == {(302, reverse("events:agreement", args=[world.agreement.pk]))}
    assert AgreementFile.objects.count() == 1
