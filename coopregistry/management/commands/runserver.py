"""The development server with a worker beside it; both start anew when the code changes."""

import atexit
from typing import Any

from whitenoise.runserver_nostatic.management.commands.runserver import Command as RunserverCommand

from coopregistry.jobs.companion import Companion


class Command(RunserverCommand):
    help = "Starts the development server and a worker."

    def inner_run(self, *args: Any, **options: Any) -> None:
        companion = Companion()
        companion.start()
        # The reloader leaves by sys.exit, in another thread, and is not to wait for jobs.
        atexit.register(companion.stop, waits=False)
        super().inner_run(*args, **options)
