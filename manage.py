#!/usr/bin/env python3
"""Command line of the registry."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError, InterfaceError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")
    try:
        execute_from_command_line(sys.argv)
    except (DatabaseError, InterfaceError) as error:
        from coopregistry.outages import ADVICE, TITLES, outage_of  # noqa: PLC0415 -- needs the settings

        outage = outage_of(error)
        if outage is None:
            raise
        sys.exit(f"{TITLES[outage]}. {ADVICE[outage]}")


if __name__ == "__main__":
    main()
