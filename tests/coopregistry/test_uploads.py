"""A request that is too large is answered by the page of error 413, whatever it says of its length."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coopregistry.models import User
from coopregistry.uploads import SizeLimit


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SizeLimit, "limit", 1000)


@pytest.fixture
def client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create(username="a-root", is_superuser=True))
    return client


def test_too_much_at_once_is_answered_by_its_own_page(small: None, client: Client) -> None:
    answer = client.post(reverse("importers:imports"), {"files": SimpleUploadedFile("a.txt", b"x" * 2000)})
    assert answer.status_code == 413
    assert "413" in answer.content.decode()


def test_what_is_within_the_limit_comes_through(small: None, client: Client) -> None:
    answer = client.post(reverse("importers:imports"), {"files": SimpleUploadedFile("a.txt", b"x" * 10)})
    assert answer.status_code == 302


def test_a_length_that_was_not_told_is_counted(small: None) -> None:
    handler = SizeLimit()
    handler.handle_raw_input(None, {}, 0, b"")
    assert handler.receive_data_chunk(b"x" * 600, 0) == b"x" * 600
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(b"x" * 600, 600)
