"""«Ограниченный доступ до проведения»: a coming row only its department and the coordinators know of.

A restricted entry is unfinished (`EntryQuerySet.finished`): no event, count or match that others see keeps
anything of it. Once it is over it counts as any other; its event is computed anew on the first request of
the day after.
"""

import logging
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import ClassVar

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry.history import explain
from events.models import Entry

from .governing import govern, govern_opened

logger = logging.getLogger(__name__)


@transaction.atomic
def restrict(entry: Entry) -> None:
    explain(_("Access was restricted until the event is over"))
    _mark(entry, restricted=True)


@transaction.atomic
def open_to_all(entry: Entry) -> None:
    explain(_("Access is restricted no more"))
    _mark(entry, restricted=False)


def _mark(entry: Entry, *, restricted: bool) -> None:
    entry.restricted = restricted
    entry.save(update_fields=["restricted"])
    govern([entry.event])


class OpeningMiddleware:
    """Before the first page a process shows on a day, opens what was over the day before."""

    # Of the process, however many handlers it has.
    _opened_on: ClassVar[date | None] = None
    _lock: ClassVar[Lock] = Lock()

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        if self._opened_on != today:
            with self._lock:  # another thread must not answer from what is not yet opened
                if self._opened_on != today:
                    self._open(today)
        return self.get_response(request)

    def _open(self, today: date) -> None:
        try:
            govern_opened()
        except DatabaseError:  # said by what the request itself asks of the database
            logger.warning("Restricted rows that are over were not opened: no database")
        else:
            OpeningMiddleware._opened_on = today
