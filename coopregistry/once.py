"""Requests done once however often they are sent: a double click, a form the browser sends again, a program
that heard no answer."""

import hashlib
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import KeptAnswer, User

AGE = timedelta(days=1)
FIELD = "form_key"
_KEY_FIELDS = (FIELD, "draft")  # a new row has the key of its draft
_KEY = re.compile(r"[\w-]{8,32}")
_LEADS_ON = ("Location", "HX-Redirect")

View = Callable[..., HttpResponse]


def new_key() -> str:
    return secrets.token_urlsafe(12)


def first_answer(user: User, key: str, fingerprint: str) -> tuple[KeptAnswer, bool]:
    """The answer kept under the key, or a new one to be filled. Call it in the transaction of the work: who
    comes meanwhile waits for its end, and if it fails the key is free again."""
    KeptAnswer.objects.filter(made_at__lt=timezone.now() - AGE).delete()
    return KeptAnswer.objects.get_or_create(user=user, key=key, defaults={"fingerprint": fingerprint})


def once(view: View) -> View:
    """For views that create: the same form with the same content is answered as the first time.

    With other content it is another form, also with the same key: somebody went back and changed it.
    """

    @wraps(view)
    def answered_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = [request.POST.get(name, "") for name in _KEY_FIELDS] if request.method == "POST" else []
        if not any(map(_KEY.fullmatch, keys)):
            return view(request, *args, **kwargs)
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            kept, is_first = first_answer(request.user, fingerprint, fingerprint)
            if not is_first:
                return HttpResponse(status=kept.status, headers=kept.headers)
            response = view(request, *args, **kwargs)
            leads_on = {name: response.headers[name] for name in _LEADS_ON if name in response.headers}
            if leads_on:
                kept.status, kept.headers = response.status_code, leads_on
                kept.save(update_fields=["status", "headers"])
            else:  # the form once more, with what is to be corrected
                kept.delete()
        return response

    return answered_once


def _fingerprint(request: HttpRequest) -> str:
    content = hashlib.sha256(request.get_full_path().encode())
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            content.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
    return content.hexdigest()
