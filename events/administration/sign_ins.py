"""Sign-ins and failed attempts, as the journal keeps them, for the page and its file."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry.models import SignIn
from events.exports.csv import harmless

FAILED = (SignIn.Outcome.REFUSED, SignIn.Outcome.LOCKED)


def sign_ins(username: str = "", *, failed_only: bool = False) -> QuerySet[SignIn]:
    """Latest first."""
    found = SignIn.objects.all()
    if username:
        found = found.filter(username__icontains=username)
    return found.filter(outcome__in=FAILED) if failed_only else found


def csv_lines(found: QuerySet[SignIn]) -> Iterator[str]:
    """As Excel opens it in Russia: with a byte order mark and semicolons."""
    yield "\ufeff" + _line([_("When"), _("User name"), _("Address"), _("Outcome")])
    for one in found.iterator(chunk_size=2000):
        moment = timezone.localtime(one.made_at)
        yield _line(
            [f"{moment:%d.%m.%Y %H:%M:%S}", one.username, one.address or "", one.get_outcome_display()]
        )


def _line(cells: Iterable[str]) -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
        [harmless(cell) for cell in cells]
    )
    return out.getvalue()
