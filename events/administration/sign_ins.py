"""Sign-ins and failed attempts, as recorded by django-axes."""

from axes.models import AccessFailureLog, AccessLog
from django.db.models import Expression, F, Model, QuerySet, Value


def sign_ins(username: str = "", *, failed_only: bool = False) -> QuerySet:
    """Latest first: time, user name, address, whether it succeeded."""
    succeeded = _rows(AccessLog, username, opened=Value(True), locked=Value(False))
    failed = _rows(AccessFailureLog, username, opened=Value(False), locked=F("locked_out"))
    attempts = failed if failed_only else succeeded.union(failed, all=True)
    return attempts.order_by("-attempt_time")


def _rows(model: type[Model], username: str, **columns: Expression | F) -> QuerySet:
    condition = {"username__icontains": username} if username else {}
    rows = model.objects.order_by().filter(**condition).annotate(**columns)
    return rows.values("attempt_time", "username", "ip_address", "opened", "locked")
