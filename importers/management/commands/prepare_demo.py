"""Fills an empty development database with sample documents and three demo users."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.models import Entry
from importers.issues import UnreadableDocument
from importers.messages import message
from importers.models import ImportRun
from importers.pipeline import Upload, import_document
from importers.sources import sources
from importers.target import Target

_USERS = ((roles.ADMINISTRATOR, True), (roles.COORDINATOR, False), (roles.EDITOR, False))


class Command(BaseCommand):
    help = "Import sample documents and make demo users; for a trial on one's own machine only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("samples", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("The demo is not for production: SECRET_KEY is set."))
        self._import(options["samples"])
        self._make_users()

    def _import(self, folder: Path) -> None:
        if ImportRun.objects.exists():
            return
        for source in sources([folder]):
            if source.issue is not None:
                continue
            try:
                resolution, _run = import_document(Upload(name=source.name, data=source.data), Target())
            except UnreadableDocument as unreadable:
                self.stderr.write(f"{source.name}: {message(unreadable.issue)}")
                continue
            self.stdout.write(
                _("%(file)s: %(count)d rows") % {"file": source.name, "count": len(resolution.rows)}
            )

    def _make_users(self) -> None:
        if User.objects.exists():
            return
        self.stdout.write("\n" + _("Demo users (shown once):"))
        for role, is_superuser in _USERS:
            password = "-".join(secrets.token_hex(2) for _part in range(3))
            user = User.objects.create_user(
                f"demo-{role}", password=password, is_staff=True, is_superuser=is_superuser
            )
            user.groups.add(Group.objects.get(name=role))
            self.stdout.write(f"  {user.username:<20} {password}")
            if role == roles.EDITOR:
                busiest = Department.objects.filter(entries__in=Entry.objects.all()).first()
                if busiest is not None:
                    Membership.objects.create(user=user, department=busiest)
        self.stdout.write("")
