"""Retakes the pictures of the guide: `.venv/bin/python docs/pictures/take.py [NAME…]`.

A registry of the sample documents is made in a temporary SQLite database (invented events, fictitious users,
always the same morning: world.py), served on this machine alone, and pictured with Chromium through
Playwright (requirements-dev.txt; CHROMIUM names the browser where it is not found by itself). scenes.py says
what is in each picture; names given take these alone. With Pillow at hand (`PYTHONPATH` will do) the files
are half as large.
"""

import os
import sys
import tempfile
import threading
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Silent(WSGIRequestHandler):
    def log_message(self, *_said: object) -> None:
        pass


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3",
            "DJANGO_SETTINGS_MODULE": "coopregistry.settings",
            # Playwright's loop runs in this thread, and Django would take its queries for async ones.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        os.environ.pop("SECRET_KEY", None)
        sys.path.insert(0, str(ROOT))
        os.chdir(ROOT)
        # No worker stands beside this server: what a page asks for is done where it asks.
        settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.ImmediateJobBackend"}}
        django.setup()
        take(names)


def take(names: list[str]) -> None:
    from docs.pictures import scenes, world  # noqa: PLC0415 -- their models need the settings made above

    world.freeze()
    call_command("migrate", verbosity=0)
    world.build()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with scenes.Camera(f"http://127.0.0.1:{server.server_port}", HERE) as camera:
        for name in names or scenes.SCENES:
            picture = camera.shoot(name)
            print(f"{picture.name} {picture.stat().st_size // 1024} KB", flush=True)
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
