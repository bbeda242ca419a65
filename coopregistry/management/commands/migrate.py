"""Django's migrate, as the owner of the tables where MIGRATION_DATABASE_URL names one."""

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand

from ...owner import as_owner


class Command(MigrateCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(options["database"]):
            super().handle(*args, **options)
