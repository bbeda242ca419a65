"""Counts the events of all partners anew, while the site is used."""

from typing import Any

from django.core.management.base import BaseCommand

from events.entries.counting import recount


class Command(BaseCommand):
    help = "Count the events of all partners anew, as check_registry asks for where they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        recount()
