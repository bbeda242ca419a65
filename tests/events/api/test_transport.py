"""The API answers over TLS alone."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_program_that_asks_in_the_open_is_refused_and_a_person_is_sent_on(settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^api/"]
    client = Client()
    refused = client.get(reverse("api:events"), headers={"authorization": "Bearer key"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
    assert client.get(reverse("api:events"), secure=True).status_code == 401
    assert (
        client.get(reverse("events:events")).headers["Location"]
        == f"https://testserver{reverse('events:events')}"
    )
