"""Who signed in and who tried to, as the throttle of the door wrote it down."""

from axes.models import AccessFailureLog, AccessLog
from django.db.models import Expression, F, Model, QuerySet, Value


def sign_ins(username: str = "", *, failed_only: bool = False) -> QuerySet:
    """The latest first: when, under which name, from where, whether the door opened."""
    opened = _rows(AccessLog, username, opened=Value(True), locked=Value(False))
    failed = _rows(AccessFailureLog, username, opened=Value(False), locked=F("locked_out"))
    asked = failed if failed_only else opened.union(failed, all=True)
    return asked.order_by("-attempt_time")


def _rows(model: type[Model], username: str, **columns: Expression | F) -> QuerySet:
    named = {"username__icontains": username} if username else {}
    rows = model.objects.order_by().filter(**named).annotate(**columns)
    return rows.values("attempt_time", "username", "ip_address", "opened", "locked")
