"""What an administrator asks of a running system: versions, database, records, mail, programs, checks."""

import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement, Department, Partner
from coopregistry.models import Change, User
from coopregistry.office import find_office

from .models import Edition, Entry, Event, Report, Sphere

_COUNTED = (Report, Entry, Event, Edition, Department, Partner, Agreement, User, Change)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemState:
    versions: list[tuple[str, str]]
    database: str
    database_size: int | None
    behind: list[str]  # migrations that were not carried out
    records: list[tuple[str, int]]
    to_confirm: list[tuple[str, int, str]]  # what, how many, address of the list
    last_import: datetime | None
    waiting_imports: int
    office: str | None
    mail: list[tuple[str, str]]
    checks: list[CheckMessage]


def system_state() -> SystemState:
    # Imports stand above this app: they are asked for by name.
    runs, waiting = apps.get_model("importers.ImportRun"), apps.get_model("importers.PendingImport")
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return SystemState(
        versions=[("Python", platform.python_version()), ("Django", django.get_version())],
        database=f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}",
        database_size=_size(),
        behind=[str(migration) for migration, _backwards in behind],
        records=[(str(model._meta.verbose_name_plural), model.objects.count()) for model in _COUNTED],
        to_confirm=[_unconfirmed(model) for model in (Department, Agreement, Sphere)],
        last_import=runs.objects.order_by("-made_at").values_list("made_at", flat=True).first(),
        waiting_imports=waiting.objects.filter(state="waiting").count(),
        office=find_office(),
        mail=_mail(),
        checks=run_checks(include_deployment_checks=settings.PRODUCTION),
    )


def _unconfirmed(model: type[Model]) -> tuple[str, int, str]:
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    waiting = model.objects.filter(confirmed=False).count()
    return str(meta.verbose_name_plural), waiting, f"{address}?confirmed__exact=0"


def _size() -> int | None:
    """Bytes on the disk; None where the database does not say."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = Path(str(connection.settings_dict["NAME"]))
    return file.stat().st_size if file.is_file() else None


def _mail() -> list[tuple[str, str]]:
    if not settings.EMAIL_HOST:
        return [(_("letters"), _("no mail server is named: letters are printed to the server's log"))]
    return [
        (_("server"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"),
        (_("encrypted"), _("yes") if settings.EMAIL_USE_TLS else _("no")),
        (_("account"), settings.EMAIL_HOST_USER or _("none")),
        (_("sender"), settings.DEFAULT_FROM_EMAIL),
    ]
