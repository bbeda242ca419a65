"""Sign-ins that django-axes recorded are brought into the journal."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from coopregistry.models import SignIn, User

pytestmark = pytest.mark.django_db


def test_the_log_of_axes_is_brought_over_in_its_order_and_emptied() -> None:
    migration = import_module("coopregistry.migrations.0010_sign_ins_from_axes")
    AccessLog, AccessFailureLog = apps.get_model("axes.AccessLog"), apps.get_model("axes.AccessFailureLog")
    user = User.objects.create_user("probnik")

    def add(model, hour: int, name: str | None, **values: object) -> None:
        row = model.objects.create(username=name, ip_address="203.0.113.7", **values)
        model.objects.filter(pk=row.pk).update(attempt_time=moment(hour))

    def moment(hour: int) -> datetime:
        return datetime(2026, 3, 1, hour, tzinfo=UTC)

    add(AccessLog, 9, "probnik", logout_time=moment(12))
    add(AccessLog, 13, "left-long-ago")
    add(AccessFailureLog, 8, "probnik")
    add(AccessFailureLog, 10, "a-Password-typed-as-a-name")
    add(AccessFailureLog, 11, "probnik", locked_out=True)
    add(AccessFailureLog, 14, None)
    migration.bring_over(apps, connection.schema_editor)
    rows = SignIn.objects.order_by("pk").values_list("made_at", "account", "username", "address", "outcome")
    address = "203.0.113.7"
    assert list(rows) == [
        (moment(8), user.pk, "probnik", address, "refused"),
        (moment(9), user.pk, "probnik", address, "signed_in"),
        (moment(10), None, "", address, "refused"),
        (moment(11), user.pk, "probnik", address, "locked"),
        (moment(12), user.pk, "probnik", address, "signed_out"),
        (moment(13), None, "left-long-ago", address, "signed_in"),
        (moment(14), None, "", address, "refused"),
    ]
    assert not AccessLog.objects.exists()
    assert not AccessFailureLog.objects.exists()
