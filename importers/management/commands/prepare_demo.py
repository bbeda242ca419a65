"""Fills an empty development database with sample documents, open reports and demo users."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.models import Entry, Report
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from importers.documents.issues import UnreadableDocument
from importers.documents.sources import sources
from importers.documents.upload import Upload
from importers.importing import import_document
from importers.messages import message
from importers.models import ImportRun

_USERS = (roles.ADMINISTRATOR, roles.COORDINATOR, roles.EDITOR, roles.VIEWER)


class Command(BaseCommand):
    help = "Import sample documents and make demo users; for a trial on one's own machine only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("samples", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("The demo is not for production: SECRET_KEY is set."))
        if not ImportRun.objects.exists():
            self._import(options["samples"])
            self._open_documents()
        self._make_users()

    def _import(self, folder: Path) -> None:
        for source in sources([folder]):
            if source.issue is not None:
                continue
            try:
                resolution, _run = import_document(Upload(name=source.name, data=source.data))
            except UnreadableDocument as unreadable:
                self.stderr.write(f"{source.name}: {message(unreadable.issue)}")
                continue
            self.stdout.write(
                _("%(file)s: %(count)d rows") % {"file": source.name, "count": len(resolution.rows)}
            )

    def _open_documents(self) -> None:
        """Request what departments owe today, or editors and the board would have nothing to show."""
        today = timezone.localdate()
        half = Period(today.year, "H2") if today.month <= 6 else Period(today.year + 1, "H1")
        quarter = Period(today.year, f"Q{(today.month + 2) // 3}")
        for kind, period in ((Kind.INTERREGIONAL_PLAN, half), (Kind.INTERREGIONAL_REPORT, quarter)):
            if not Report.objects.filter(kind=kind.value, period_code=period.code).exists():
                term = opening.default_deadline(kind, period)
                opening.open_report(kind, period, deadline=term, departments=opening.departments_in_force())

    def _make_users(self) -> None:
        if User.objects.exists():
            return
        self.stdout.write("\n" + _("Demo users (shown once):"))
        for role in _USERS:
            password = "-".join(secrets.token_hex(2) for _part in range(3))
            administers = role == roles.ADMINISTRATOR
            user = User.objects.create_user(
                f"demo-{role}", password=password, is_staff=administers, is_superuser=administers
            )
            user.groups.add(Group.objects.get(name=role))
            self.stdout.write(f"  {user.username:<20} {password}")
            if role == roles.EDITOR:
                busiest = Department.objects.filter(entries__in=Entry.objects.all()).first()
                if busiest is not None:
                    Membership.objects.create(user=user, department=busiest)
        self.stdout.write("")
