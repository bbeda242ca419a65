"""Removes the second factors of a user: the way back in where the only administrator has lost a phone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...models import User
from ...signing_in.second_factor import factors


class Command(BaseCommand):
    help = "Removes the second factors of a user, who then signs in with the password alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name the user signs in with")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(_("There is no user “%s”.") % name)
        standing = list(user.second_factors.all())
        for factor in standing:
            factors.remove(None, factor)
        self.stdout.write(_("Second factors removed: %d.") % len(standing))
