"""The state of the running system: versions, database, disk, records, queues, mail, limits."""

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import django
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, run_checks
from django.db import connection
from django.db.models import Count, Model, Value
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement, Department
from coopregistry import scanning, schema_objects
from coopregistry.disk import data_folder
from coopregistry.journal.sealing import Tail, head, tail
from coopregistry.models import Backup, IntegrityRun, Seal
from coopregistry.monitoring.health import BACKUP_IS_OLD, unapplied_migrations
from coopregistry.office import find_office
from coopregistry.owner import may_rewrite
from coopregistry.uploads import MAX_UPLOAD_BYTES
from events.models import EntryDraft, Finding, Report, Sphere, Submission

_OWN_APPS = ("coopregistry", "agreements", "events", "importers")
_LAST_IMPORTS = 5


class Queue(NamedTuple):
    """What waits, and who does what about it."""

    label: str
    count: int
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemState:
    versions: list[tuple[str, str]]
    database: str
    database_size: int | None
    disk_free: int
    disk_total: int
    disk_needed: int
    behind: list[str]  # what migrate would do
    records: list[tuple[str, int]]
    to_confirm: list[tuple[str, int, str]]  # name, number, URL of the list
    last_imports: list[Model]
    queues: list[Queue]
    office: str | None
    mail: list[tuple[str, str]]
    checks: list[CheckMessage]
    limits: list[tuple[str, str]]
    monitored: bool  # whether anybody may read /metrics
    last_backup: Backup | None  # that succeeded
    failed_backup: Backup | None  # since then
    backup_is_old: bool
    last_check: IntegrityRun | None
    journal_head: Seal | None
    journal_tail: Tail
    journal_is_open: bool  # the site's role of the database could lift its protection


def system_state() -> SystemState:
    # By name: importers is above this app.
    runs = apps.get_model("importers.ImportRun").objects.select_related(
        "document", "user", "change_set__undone_by"
    )
    disk = shutil.disk_usage(data_folder())
    return SystemState(
        versions=[("Python", platform.python_version()), ("Django", django.get_version())],
        database=f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}",
        database_size=_database_size(),
        disk_free=disk.free,
        disk_total=disk.total,
        disk_needed=settings.MIN_FREE_DISK * 1024 * 1024,
        behind=[*unapplied_migrations(), *schema_objects.missing()],
        records=_records(),
        to_confirm=[_unconfirmed(model) for model in (Department, Agreement, Sphere)],
        last_imports=list(runs.order_by("-made_at")[:_LAST_IMPORTS]),
        queues=_queues(),
        office=find_office(),
        mail=_mail(),
        checks=run_checks(include_deployment_checks=settings.PRODUCTION),
        limits=_limits(),
        monitored=bool(settings.METRICS_TOKEN or settings.METRICS_ADDRESSES),
        **_safety(),
        **_journal(),
    )


def _safety() -> dict[str, Any]:
    last = Backup.objects.filter(error="").first()
    failed = Backup.objects.exclude(error="").first()
    return {
        "last_backup": last,
        "failed_backup": failed if failed and (last is None or failed.made_at > last.made_at) else None,
        "backup_is_old": last is None or timezone.now() - last.made_at > BACKUP_IS_OLD,
        "last_check": IntegrityRun.objects.first(),
    }


def _journal() -> dict[str, Any]:
    return {
        "journal_head": head(),
        "journal_tail": tail(),
        "journal_is_open": may_rewrite(),
    }


def _records() -> list[tuple[str, int]]:
    """Rows of each table, the largest first; one query for all."""
    models = [model for app in _OWN_APPS for model in apps.get_app_config(app).get_models()]
    first, *others = [
        model._base_manager.order_by()
        .values(counted_table=Value(model._meta.label))
        .annotate(counted_rows=Count("*"))
        for model in models
    ]
    found = first.union(*others, all=True)  # an empty table is not among them
    rows = {one["counted_table"]: one["counted_rows"] for one in found}
    counted = [(str(model._meta.verbose_name_plural), rows.get(model._meta.label, 0)) for model in models]
    return sorted(counted, key=lambda one: (-one[1], one[0]))


def _queues() -> list[Queue]:
    waiting = apps.get_model("importers.PendingImport").objects.filter(state="waiting")
    submissions = Submission.objects.to_accept().filter(report__removed_at=None)
    unknown = Finding.objects.filter(code="unknown-partner")
    return [
        Queue(
            _("files that wait to be loaded"),
            waiting.count(),
            _("whoever sent a file loads it or sets it aside on the page of imports"),
        ),
        Queue(
            _("parts that wait to be accepted"),
            submissions.exclude(report__state__in=Report.CLOSED).count(),
            _("the coordinator accepts them or returns them on the board"),
        ),
        Queue(
            _("spellings of partners nobody has explained"),
            unknown.count(),
            _("the coordinator says once which partner is meant; rows without it are missing in figures"),
        ),
        Queue(
            _("drafts that were not saved yet"),
            EntryDraft.objects.count(),
            _("nothing: they belong to those who write them"),
        ),
    ]


def _limits() -> list[tuple[str, str]]:
    hours = settings.SESSION_COOKIE_AGE // 3600
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return [
        (_("all files sent at once"), filesizeformat(MAX_UPLOAD_BYTES)),
        (_("files are checked for viruses"), _scanner()),
        (_("a session without a press of a key"), ngettext("%d hour", "%d hours", hours) % hours),
        (_("wrong passwords in a row"), str(settings.AXES_FAILURE_LIMIT)),
        (_("then the door is closed for"), ngettext("%d minute", "%d minutes", minutes) % minutes),
    ]


def _scanner() -> str:
    if settings.CLAMD is None:
        return _("no: no scanner is named (CLAMD)")
    return _("yes") if scanning.answers() else _("the scanner does not answer, no file is taken in: start it")


def _unconfirmed(model: type[Model]) -> tuple[str, int, str]:
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    waiting = model.objects.filter(confirmed=False).count()
    return str(meta.verbose_name_plural), waiting, f"{address}?confirmed__exact=0"


def _database_size() -> int | None:
    """Of the database in bytes, or None if unknown."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = Path(str(connection.settings_dict["NAME"]))
    return file.stat().st_size if file.is_file() else None


def _mail() -> list[tuple[str, str]]:
    if not settings.EMAIL_HOST:
        printed = _("no mail server is named: letters are printed to the server's log")
        return [(_("letters"), printed), (_("what to do"), _("set EMAIL_HOST and what belongs to it"))]
    return [
        (_("server"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"),
        (_("encrypted"), _("yes") if settings.EMAIL_USE_TLS else _("no")),
        (_("account"), settings.EMAIL_HOST_USER or _("none")),
        (_("sender"), settings.DEFAULT_FROM_EMAIL),
    ]
