"""Brings a database of the former version to this one, as the release is deployed."""

import stillness

stillness.set_up()

from django.core.management import call_command

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
