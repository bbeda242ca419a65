"""Everybody signs in once; a browser of theirs is made from the session."""

from collections.abc import Mapping

from django.conf import settings
from django.test import Client

from tests.permissions.roles import Who, World

Sessions = Mapping[Who, str]


def sign_all_in(world: World) -> Sessions:
    keys = {}
    for who, user in world.users.items():
        client = Client()
        client.force_login(user)
        keys[who] = client.session.session_key
    return keys


def browser_of(sessions: Sessions, who: Who) -> Client:
    """A fresh client, so that nothing of an earlier request is kept."""
    client = Client(raise_request_exception=False)
    if who in sessions:
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[who]
    return client
