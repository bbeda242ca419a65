"""How long one stays signed in."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse

from coopregistry.models import User

pytestmark = pytest.mark.django_db


def test_a_session_is_renewed_in_time_and_not_with_every_page() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("a-boss"))
    page = reverse("password_change")
    assert settings.SESSION_COOKIE_NAME in client.get(page).cookies
    renewed = Session.objects.get().expire_date
    assert settings.SESSION_COOKIE_NAME not in client.get(page).cookies
    assert Session.objects.get().expire_date == renewed
    with override_settings(SESSION_RENEWED_AFTER=0):
        assert settings.SESSION_COOKIE_NAME in client.get(page).cookies
    assert Session.objects.get().expire_date > renewed
