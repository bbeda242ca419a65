"""Read by gunicorn beside its command line: the site and a worker start by one command."""

from coopregistry.jobs.companion import Companion

timeout = 60  # seconds; nothing long is done in a request
_companion = Companion()


def when_ready(server: object) -> None:
    _companion.start()


def on_exit(server: object) -> None:
    _companion.stop()
