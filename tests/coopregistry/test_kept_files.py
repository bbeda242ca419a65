"""Files kept beside records: what is kept of them, and how much."""

import hashlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import AgreementFile
from coopregistry.kept_files import check_room, kept_files
from events.models import Attachment
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


def upload(size: int = 3, name: str = "письмо.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


@pytest.fixture
def kept(world: World) -> Attachment:
    """Two megabytes of editor A, removed since."""
    file = Attachment.of(upload(2 * MB), world.users[Who.EDITOR_A], entry=world.entry_a)
    file.save()
    file.remove()
    return file


def test_a_file_is_kept_as_it_came(world: World) -> None:
    user = world.users[Who.EDITOR_A]
    name = "а\0" + "б" * 300 + ".txt"
    file = AgreementFile.of(upload(name=name), user, agreement=world.agreement)
    assert (file.content, file.size, file.added_by) == (b"xxx", 3, user)
    assert file.name == "а" + "б" * 249 + ".txt"
    assert file.sha256 == hashlib.sha256(b"xxx").hexdigest()


@pytest.mark.parametrize(
    ("limit", "who", "beside", "words"),
    [
        ("FILES_PER_RECORD", Who.EDITOR_B, "entry_a", "одной записи"),
        ("FILES_PER_USER", Who.EDITOR_A, "entry_b", "Вами добавлены"),
        ("FILES_IN_ALL", Who.EDITOR_B, "entry_b", "всего"),
    ],
)
def test_each_limit_refuses_with_its_figures(
    world: World, kept: Attachment, settings: Any, limit: str, who: Who, beside: str, words: str
) -> None:
    for name in ("FILES_PER_RECORD", "FILES_PER_USER", "FILES_IN_ALL"):
        setattr(settings, name, 3 if name == limit else 0)
    user, record = world.users[who], getattr(world, beside)
    check_room([upload(MB)], user=user, beside=record)
    with pytest.raises(ValidationError) as refused:
        check_room([upload(MB), upload(1)], user=user, beside=record)
    [said] = refused.value.messages
    assert words in said
    assert "3,0\xa0МБ" in said
    setattr(settings, limit, 0)
    check_room([upload(MB), upload(1)], user=user, beside=record)


def test_a_form_says_it(world: World, client: Client, settings: Any) -> None:
    client.force_login(world.users[Who.COORDINATOR])
    settings.FILES_PER_USER = 1
    url = reverse("events:agreement_attach", args=[world.agreement.pk])
    answer = client.post(url, {"files": [upload(MB + 1)]}, follow=True)
    assert "Вами добавлены" in answer.content.decode()
    assert AgreementFile.objects.filter(agreement=world.agreement, size=MB + 1).count() == 0


def test_sums_are_read_off_an_index(world: World, kept: Attachment) -> None:
    """Not off rows of twenty megabytes."""
    with CaptureQueriesContext(connection) as asked:
        check_room([upload()], user=world.users[Who.EDITOR_A])
    assert len(asked) == 2 * len(list(kept_files()))
    if connection.vendor == "sqlite":
        for query in asked.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                assert "COVERING INDEX" in cursor.fetchone()[3]
