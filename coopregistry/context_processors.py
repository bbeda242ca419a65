"""Context of every page."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from agreements.reference.read import partners


def csrf_cookie(request: HttpRequest) -> dict[str, str]:
    return {"csrf_cookie": settings.CSRF_COOKIE_NAME}


def region(request: HttpRequest) -> dict[str, str]:
    return {"region": _region_name(settings.HOME_SUBJECT)}


@cache
def _region_name(code: str) -> str:
    return next((row.name for row in partners() if row.code == code), "")
