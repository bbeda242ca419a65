"""Steps shared by the tests of the import."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from importers.models import ImportRun, PendingImport


def give(client: Client, data: bytes, name: str = "план.txt", **said) -> PendingImport:
    """Upload one file and return the newest pending import."""
    sent = {"files": SimpleUploadedFile(name, data), **said}
    response = client.post(reverse("importers:imports"), sent)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return read(client, PendingImport.objects.order_by("-id").first())


def read(client: Client, pending: PendingImport) -> PendingImport:
    """As the page requests it once it is shown."""
    client.post(reverse("importers:read", args=[pending.pk]))
    pending.refresh_from_db()
    return pending


def page(client: Client, pending: PendingImport, **query) -> str:
    response = client.get(reverse("importers:pending", args=[pending.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def seen(client: Client, pending: PendingImport) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page(client, pending))
    assert found, "the page offers no loading"
    return found[1]


def load(client: Client, pending: PendingImport, said: str | None = None) -> HttpResponse:
    token = seen(client, pending) if said is None else said
    return client.post(reverse("importers:load", args=[pending.pk]), {"seen": token})


def loaded(client: Client, data: bytes, name: str = "план.txt", **said) -> ImportRun:
    pending = give(client, data, name, **said)
    load(client, pending)
    pending.refresh_from_db()
    assert pending.run is not None
    return pending.run
