"""A request that is too large is answered by error 413, whatever it says of its length."""

import json
import shutil
from types import SimpleNamespace

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from coopregistry.models import User
from coopregistry.uploads import SizeLimit
from coopregistry.views import bad_request


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


def test_the_api_says_it_as_a_problem() -> None:
    answer = bad_request(RequestFactory().post("/api/rows/"), RequestDataTooBig())
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(answer.content)["status"] == 413


def test_what_is_within_the_limit_comes_through(small: None, client: Client) -> None:
    answer = client.post(reverse("importers:imports"), {"files": SimpleUploadedFile("a.txt", b"x" * 10)})
    assert answer.status_code == 302


def test_a_length_that_was_not_told_is_counted(small: None) -> None:
    handler = SizeLimit()
    handler.handle_raw_input(None, {}, 0, b"")
    assert handler.receive_data_chunk(b"x" * 600, 0) == b"x" * 600
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(b"x" * 600, 600)


def test_a_file_is_refused_before_the_disk_is_full(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form without a file is saved, and one can sign in, out of what is held back."""
    client.raise_request_exception = False
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=500 * 1024 * 1024 + 100))
    answer = client.post(reverse("importers:imports"), {"files": SimpleUploadedFile("a.txt", b"x" * 10)})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600")
    assert "Диск реестра почти заполнен" in answer.content.decode()
    assert client.post(reverse("importers:imports"), {"name": "x" * 1000}).status_code == 200
    signing_in = Client().post(reverse("sign_in"), {"username": "a-root", "password": "x"})
    assert signing_in.status_code == 200
