"""Counts events anew for partners and figures, while the site is used."""

from typing import Any

from django.core.management.base import BaseCommand

from events.entries.counting import recount
from events.entries.tallying import recount_figures


class Command(BaseCommand):
    help = "Count events anew for partners and figures, as check_registry asks for where they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        recount()
        recount_figures()
