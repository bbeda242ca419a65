"""The worker as a command."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from coopregistry.jobs.worker import Worker
from coopregistry.office import sweep


class Command(BaseCommand):
    help = (
        "Does what was asked for outside requests. Any number of workers may run, on any number of machines."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--processes",
            type=int,
            default=settings.JOB_PROCESSES,
            help="jobs at once (default: %(default)s)",
        )
        parser.add_argument("--until-empty", action="store_true", help="end once no job is left")
        parser.add_argument("--with-parent", action="store_true", help="end with the process that started it")

    def handle(self, *, processes: int, until_empty: bool, with_parent: bool, **options: Any) -> None:
        parent = os.getppid() if with_parent else None
        sweep()
        Worker(processes=processes, parent=parent).run(until_empty=until_empty)
