"""Creates the first administrator; there is no default account."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from ... import roles
from ...models import User
from ...passwords import password_for_one_use


class Command(BaseCommand):
    help = (
        "Creates an administrator. Asks for the password; without a terminal, or with --generate, makes one "
        "for one use and prints it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--generate", action="store_true", help="make a password for one use")

    def handle(self, *args: Any, name: str, generate: bool, **options: Any) -> None:
        if User.objects.filter(username=name).exists():
            raise CommandError(_("There is a user “%s” already.") % name)
        user = User(username=name, is_staff=True, is_superuser=True)
        generate = generate or not sys.stdin.isatty()
        password = password_for_one_use() if generate else self._ask(user)
        user.set_password(password)
        user.password_is_temporary = generate
        try:
            user.full_clean()
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        with transaction.atomic():
            roles.ensure_roles()
            user.save()
            user.groups.add(Group.objects.get(name=roles.ADMINISTRATOR))
        self.stdout.write(_("The administrator “%s” was created.") % name)
        if generate:
            self.stdout.write(_("Password for one use: %s") % password)

    def _ask(self, user: User) -> str:
        password = getpass(_("Password: "))
        if password != getpass(_("The same again: ")):
            raise CommandError(_("The passwords differ."))
        try:
            validate_password(password, user)
        except ValidationError as weak:
            raise CommandError(" ".join(weak.messages)) from None
        return password
